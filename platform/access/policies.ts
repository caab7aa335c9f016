import { cellsOf, countChangesOf, isCounted } from "#platform/counts/cells.ts";
import { columnOf, historyOf, tableOf } from "#platform/db/columns.ts";
import { type AnyRecord, placeOf, type Role, roles, type Scope } from "#platform/record/index.ts";
import { roleIn, rolesIn, standsForTenant, type Title, titles } from "./database-roles.ts";

const setting = (name: string): string => `current_setting('marque.${name}')`;

/** Somebody said who asks: without it no row is seen, whatever the role. */
const isSaid = `case when ${setting("profile")} <> '' then true end`;
/** The program said why it asks. */
const isExplained = `${setting("why")} <> ''`;

/**
 * The rows of one scope, as a policy says it, by settings alone; nothing is visible where the setting is missing. A region's
 * dealers are read from the setting once for each statement into a table of hashes: by `= any` PostgreSQL takes them to narrow
 * the rows a second time, beside the query's own predicate (measured on 300,000 rows: a late page of a region took ten times
 * as long), and an array is searched from its beginning for every row.
 */
function rowsOf(record: AnyRecord, scope: Scope): string {
  if (scope === "all") return isSaid;
  const { dealer, dealers, region } = record.belongsTo ?? {};
  if (scope === "own dealer" && dealer) return `${columnOf(dealer)} = ${setting("dealer")}`;
  if (scope === "own dealer" && dealers) return `${columnOf(dealers)} && array[${setting("dealer")}]`;
  if (scope === "own region" && dealer) return `${columnOf(dealer)} in (select unnest(${setting("dealers")}::text[]))`;
  if (scope === "own region" && dealers) return `${columnOf(dealers)} && ${setting("dealers")}::text[]`;
  if (scope === "own region" && region) return `${columnOf(region)} = ${setting("region")}`;
  throw new Error(`${record.name}: "${scope}" needs a column in belongsTo`);
}

const policy = (name: string, table: string, to: readonly string[], condition: string): string =>
  `create policy ${name} on ${table} to ${to.join(", ")} using (${condition}) with check (${condition});`;
const rolesFor = (schema: string, people: readonly Title[]): string[] => people.map((title) => roleIn(schema, title));

/** The policies of one table: one per scope for the titles that have it, and the clock's. */
function policiesOn(record: AnyRecord, table: string, schema: string): string[] {
  const byScope = Map.groupBy(
    roles.filter((role) => record.see[role]),
    (role) => record.see[role] as Scope,
  );
  return [
    policy("clock", table, [roleIn(schema, "clock")], isExplained),
    ...[...byScope].map(([scope, seers]) =>
      policy(`sees_${scope.replace(" ", "_")}`, table, rolesFor(schema, seers), rowsOf(record, scope)),
    ),
  ];
}

const to = (rights: string, table: string, schema: string, people: readonly Title[]): string[] =>
  people.length > 0 ? [`grant ${rights} on ${table} to ${rolesFor(schema, people).join(", ")};`] : [];
const closed = (tables: string, schema: string): string =>
  `revoke all on ${tables} from ${rolesIn(schema).join(", ")};`;
const secured = (table: string): string[] => [
  `alter table ${table} enable row level security;`,
  `alter table ${table} force row level security;`,
];

const moversOf = (record: AnyRecord): Role[] => Object.values(record.make ?? {}).flatMap((by) => by ?? []);
/** Those of the titles, in one order; the clock does whatever some title may do. */
const among = (people: readonly Role[]): Title[] =>
  titles.filter((title) => title === "clock" || people.includes(title));
const creatorsOf = (record: AnyRecord): Title[] => among(record.create ?? []);
const changersOf = (record: AnyRecord): Title[] =>
  record.isAppendOnly ? [] : among([...(record.edit?.by ?? []), ...moversOf(record)]);
/** The titles that open or change rows of a record, and so write its history and tell of it. */
export const writersOf = (record: AnyRecord): Title[] =>
  titles.filter((title) => creatorsOf(record).includes(title) || changersOf(record).includes(title));

/** What a record and its history grant, and nothing that an earlier declaration granted beyond it: each title what its people may do. */
function grantsOn(record: AnyRecord, schema: string): string[] {
  const table = tableOf(record);
  const history = historyOf(record);
  const scope = record.belongsTo?.dealer ?? record.belongsTo?.dealers;
  const writers = writersOf(record);
  const handing = among([...(record.belongsTo?.handedOnBy ?? []), ...writers.filter((one) => one !== "clock")]).filter(
    standsForTenant,
  );
  return [
    closed(`${table}, ${history}`, schema),
    ...to("select", `${table}, ${history}`, schema, titles),
    ...to("insert", table, schema, creatorsOf(record)),
    ...to("update", table, schema, changersOf(record)),
    ...to("insert", history, schema, writers),
    ...(record.belongsTo?.dealers ? to(`update (${columnOf(record.belongsTo.dealers)})`, table, schema, handing) : []),
    ...(scope ? to(`update (${columnOf(scope)})`, history, schema, handing) : []),
  ];
}

/** The cells of a counted record are seen as its rows are and written by the clock alone; who changes a row says what it adds. */
function countAccess(record: AnyRecord, schema: string): string[] {
  if (!isCounted(record)) return [];
  const [cells, changes] = [cellsOf(record), countChangesOf(record)];
  return [
    ...[cells, changes].flatMap((table) => [...secured(table), ...policiesOn(record, table, schema)]),
    closed(`${cells}, ${changes}`, schema),
    ...to("select", `${cells}, ${changes}`, schema, titles),
    ...to("insert, update, delete", cells, schema, ["clock"]),
    ...to("insert", changes, schema, writersOf(record)),
    ...to("delete", changes, schema, ["clock"]),
  ];
}

/** Row-level security of a record and its history in a tenant's schema, printed from `see`; applied at every migration. */
export function accessSql(record: AnyRecord, schema: string): string[] {
  const table = tableOf(record);
  const history = historyOf(record);
  return [
    ...secured(table),
    ...policiesOn(record, table, schema),
    ...secured(history),
    ...grantsOn(record, schema),
    ...policiesOn(record, history, schema),
    ...countAccess(record, schema),
  ];
}

const ofRows = ["outbox", "listener", "idempotency"] as const;
/** What every tenant has beside its records; how search texts are folded says nothing of any row. */
export const tenantTables = [...ofRows, "search_fold"] as const;

/**
 * Who may tell the others of a change: a title, of the records whose rows it writes, and of its own dealers. Whoever only
 * reads tells nothing. A listener still asks the row itself, so that what is told beside a change that never was has no effect.
 */
function tellers(records: readonly AnyRecord[], schema: string): string[] {
  const own: Readonly<Record<"dealer" | "region" | "tenant", string>> = {
    dealer: `dealers is null or ${setting("dealer")} = any(dealers)`,
    region: `dealers is null or dealers && ${setting("dealers")}::text[]`,
    tenant: isSaid,
  };
  return roles.flatMap((role) => {
    const names = records.filter((record) => writersOf(record).includes(role)).map(({ name }) => `'${name}'`);
    if (names.length === 0) return [];
    const who = roleIn(schema, role);
    return [
      `grant insert on outbox to ${who};`,
      `create policy ${role.replaceAll("-", "_")} on outbox for insert to ${who} with check (record = any(array[${names.join(", ")}]) and (${own[placeOf[role]]}));`,
    ];
  });
}

/** Rights and policies of what every tenant has beside its records. A kept answer belongs to who asked. */
export function tenantAccessSql(records: readonly AnyRecord[], schema: string): string[] {
  const people = rolesFor(schema, roles);
  const clock = roleIn(schema, "clock");
  const isOwn = `owner = ${setting("profile")}`;
  return [
    closed(tenantTables.join(", "), schema),
    ...ofRows.flatMap(secured),
    ...ofRows.map((table) => policy("clock", table, [clock], isExplained)),
    `grant select, insert, delete on outbox to ${clock};`,
    `grant select, insert, update on listener to ${clock};`,
    `grant select, insert, update on search_fold to ${clock};`,
    `grant select, insert, delete on idempotency to ${clock};`,
    `grant select, insert on idempotency to ${people.join(", ")};`,
    policy("own", "idempotency", people, isOwn),
    ...tellers(records, schema),
  ];
}
