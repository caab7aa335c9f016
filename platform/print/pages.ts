import { accessSql, tenantAccessSql, tenantTables } from "#platform/access/policies.ts";
import { type Counted, cellsOf, countAllSql, countChangesOf, isCounted } from "#platform/counts/cells.ts";
import { tableOf } from "#platform/db/columns.ts";
import type { Route } from "#platform/http/route.ts";
import type { AnyRecord, Clock, Duration, Role } from "#platform/record/index.ts";
import { roles } from "#platform/record/index.ts";
import { openapi, policyText } from "./openapi.ts";
import { tableSql } from "./table.ts";

/** A printed file: its name below printed/ and its whole text. */
export type Printed = { file: string; text: string };

/** The schema whose roles the printed rights name; each tenant's are called after its own. */
export const printedSchema = "t_tenant";

const head = (what: string): string =>
  `<!-- Printed from the declarations by \`npm run print\`; do not edit. -->\n\n# ${what}\n\n`;
const row = (...cells: string[]): string => `| ${cells.join(" | ")} |`;
const table = (titles: string[], rows: string[][]): string =>
  [row(...titles), row(...titles.map(() => "---")), ...rows.map((cells) => row(...cells))].join("\n");

/** Everything that is derived from the declarations and reviewed as text. */
export function printed(records: readonly AnyRecord[], routes: readonly Route[]): Printed[] {
  const known = new Map(records.map((record) => [record.name, record]));
  const schema = records.flatMap((record) => [
    `-- ${record.plural}`,
    ...tableSql(record, known),
    ...accessSql(record, printedSchema),
    "",
  ]);
  const tenant = [
    `-- what every tenant has beside its records: ${tenantTables.join(", ")}`,
    ...tenantAccessSql(records, printedSchema),
    "",
  ];
  return [
    {
      file: "schema.sql",
      text: `-- Printed from the declarations by \`npm run print\`; do not edit. What people add by hand stands in the modules' migrations.\n-- Roles are those of a tenant whose schema is ${printedSchema}.\n\n${schema.join("\n")}`,
    },
    {
      file: "tenant.sql",
      text: `-- Printed from the declarations by \`npm run print\`; do not edit. Roles are those of a tenant whose schema is ${printedSchema}.\n\n${tenant.join("\n")}`,
    },
    { file: "counts.sql", text: countsText(records) },
    { file: "openapi.json", text: `${JSON.stringify(openapi(routes), null, 2)}\n` },
    { file: "access.md", text: accessPage(records, routes) },
    { file: "lifecycles.md", text: lifecyclesPage(records) },
    { file: "clocks.md", text: clocksPage(records) },
  ];
}

/** How the cells of each counted record are counted from nothing: what a migration ends with that changes what is counted. */
const countsText = (records: readonly AnyRecord[]): string =>
  `-- Printed from the declarations by \`npm run print\`; do not edit. A migration that changes what is counted ends with these lines.\n\n${records
    .filter(isCounted)
    .map(countAnew)
    .join("\n")}`;

/** Whoever owns the tables has no rows under forced row-level security, so it is lifted for the moment. */
function countAnew(record: Counted): string {
  const tables = [tableOf(record), cellsOf(record), countChangesOf(record)];
  const [, ...counted] = tables;
  return [
    ...tables.map((table) => `alter table ${table} no force row level security;`),
    ...counted.map((table) => `delete from ${table};`),
    `${countAllSql(record)};`,
    ...tables.map((table) => `alter table ${table} force row level security;`),
    "",
  ].join("\n");
}

function accessPage(records: readonly AnyRecord[], routes: readonly Route[]): string {
  const seen = table(
    ["record", ...roles],
    records.map((record) => [record.name, ...roles.map((role) => record.see[role] ?? "–")]),
  );
  const acts = (record: AnyRecord, role: Role): string =>
    [
      ...(record.create?.includes(role) ? ["create"] : []),
      ...(record.edit?.by.includes(role) ? ["edit"] : []),
      ...(record.export?.includes(role) ? ["export"] : []),
      ...Object.entries(record.make ?? {}).flatMap(([move, by]) => (by?.includes(role) ? [move] : [])),
    ].join(", ") || "–";
  const done = records
    .map((record) => [record.name, ...roles.map((role) => acts(record, role))])
    .filter(([, ...cells]) => cells.some((cell) => cell !== "–"));
  const operations = routes.map((route) => [
    route.operation,
    `${route.method} ${route.path}`,
    policyText(route.policy),
  ]);
  return `${head("Access")}## Who sees what\n\n${seen}\n\n## Who does what, on the rows they see\n\n${table(["record", ...roles], done)}\n\n## Operations and their policies\n\n${table(["operation", "path", "policy"], operations)}\n`;
}

function lifecyclesPage(records: readonly AnyRecord[]): string {
  const parts = records.flatMap((record) => {
    if (!record.states) return [];
    const states = Object.entries(record.states).map(([name, state]) => [
      name,
      state.starts
        ? "start"
        : state.isFinal
          ? "final"
          : state.finalWhen
            ? `becomes final when the clock ${state.finalWhen} runs out`
            : "open",
    ]);
    const moves = Object.entries(record.moves ?? {}).map(([name, move]) => [
      name,
      move.from.join(", "),
      move.to ?? "stays",
      move.by === "clock" ? "the clock" : (record.make?.[name] ?? []).join(", "),
      Object.entries(move.asks ?? {})
        .map(([field, of]) => (of.isOptional ? `${field}?` : field))
        .join(", ") || "nothing",
      move.whenFinal ? `also when final, but only ${move.whenFinal.join(", ")}` : "",
    ]);
    return [
      `## ${record.name}\n\n${table(["state", "kind"], states)}\n\n${table(["move", "from", "to", "by", "asks", ""], moves)}\n`,
    ];
  });
  return head("Lifecycles") + parts.join("\n");
}

const duration = (after: Duration | undefined): string =>
  after === undefined
    ? ""
    : "hours" in after
      ? `${after.hours} elapsed hours`
      : `${after.calendarDays} calendar days in the dealer's zone`;
const effect = (clock: Clock): string =>
  clock.whenDue === "flag"
    ? `${clock.verdict ?? "the clock"} becomes false`
    : Object.entries(clock.whenDue)
        .map(([state, move]) => `${state}: ${move}`)
        .join("; ");

function clocksPage(records: readonly AnyRecord[]): string {
  const rows = records.flatMap((record) =>
    Object.entries(record.clocks ?? {}).map(([name, clock]) => [
      record.name,
      name,
      clock.at ? `at ${clock.at}` : `${duration(clock.after)} from ${clock.from}`,
      clock.stops.join(", "),
      [clock.stamp, clock.verdict].filter(Boolean).join(", ") || "–",
      effect(clock),
    ]),
  );
  return `${head("Clocks")}${table(["record", "clock", "due", "stopped by", "stamps", "when it runs out"], rows)}\n`;
}
