import { cellsOf, countChangesOf, isCounted } from "#platform/counts/cells.ts";
import { columnOf, historyOf, tableOf } from "#platform/db/columns.ts";
import { type AnyRecord, placeOf, type Role, roles, type Scope } from "#platform/record/index.ts";

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const place = { dealer: "marque_dealer", region: "marque_region", tenant: "marque_hq" } as const;
const setting = (name: string): string => `current_setting('marque.${name}')`;

/**
 * The rows of one scope, as a policy says it, by settings alone; nothing is visible where the setting is missing.
 * The role is asked inside the comparison: as a condition of its own PostgreSQL takes it to hold for one row in a hundred
 * and leaves the list's index (measured on 100,000 rows: a page of fifty then reads every row of the dealer). A region's
 * dealers are read from the setting once for each statement into a table of hashes: by `= any` PostgreSQL takes them to narrow
 * the rows a second time, beside the query's own predicate (measured on 300,000 rows: a late page of a region took ten times
 * as long), and an array is searched from its beginning for every row.
 */
function rowsOf(record: AnyRecord, scope: Scope, seers: readonly Role[]): string {
  const given = (value: string): string =>
    `case when ${setting("role")} = any(array[${seers.map(quote).join(", ")}]) then ${value} end`;
  if (scope === "all") return given("true");
  const { dealer, dealers, region } = record.belongsTo ?? {};
  if (scope === "own dealer" && dealer) return `${columnOf(dealer)} = ${given(setting("dealer"))}`;
  if (scope === "own dealer" && dealers) return `${columnOf(dealers)} && ${given(`array[${setting("dealer")}]`)}`;
  if (scope === "own region" && dealer)
    return `${columnOf(dealer)} in (select unnest(${given(`${setting("dealers")}::text[]`)}))`;
  if (scope === "own region" && dealers) return `${columnOf(dealers)} && ${given(`${setting("dealers")}::text[]`)}`;
  if (scope === "own region" && region) return `${columnOf(region)} = ${given(setting("region"))}`;
  throw new Error(`${record.name}: "${scope}" needs a column in belongsTo`);
}

/** The policies of one table: one per database role and scope, named after them. */
function policiesOn(record: AnyRecord, table: string): string[] {
  const lines = [
    `create policy clock on ${table} to marque_clock using (${setting("why")} <> '') with check (${setting("why")} <> '');`,
  ];
  for (const kind of ["dealer", "region", "tenant"] as const) {
    const byScope = Map.groupBy(
      roles.filter((role: Role) => placeOf[role] === kind && record.see[role]),
      (role) => record.see[role] as Scope,
    );
    for (const [scope, seers] of byScope) {
      const condition = rowsOf(record, scope, seers);
      lines.push(
        `create policy ${kind}_${scope.replace(" ", "_")} on ${table} to ${place[kind]} using (${condition}) with check (${condition});`,
      );
    }
  }
  return lines;
}

const scopeRoles = ["marque_dealer", "marque_region", "marque_hq", "marque_clock"];
const to = (rights: string, table: string, databaseRoles: readonly string[]): string[] =>
  databaseRoles.length > 0 ? [`grant ${rights} on ${table} to ${databaseRoles.join(", ")};`] : [];

/** The database roles of the people who may do something, and the clock's, in one order. */
function rolesOf(people: readonly Role[]): string[] {
  const kinds = new Set<string>(people.map((role) => place[placeOf[role]]));
  return scopeRoles.filter((role) => role === "marque_clock" || kinds.has(role));
}

/** What a record and its history grant, and nothing that an earlier declaration granted beyond it: each role what its people may do. */
function grantsOn(record: AnyRecord): string[] {
  const table = tableOf(record);
  const history = historyOf(record);
  const scope = record.belongsTo?.dealer ?? record.belongsTo?.dealers;
  const creators = rolesOf(record.create ?? []);
  const changers = record.isAppendOnly ? [] : rolesOf([...(record.edit?.by ?? []), ...moversOf(record)]);
  const writers = scopeRoles.filter((role) => creators.includes(role) || changers.includes(role));
  const movers = ["marque_hq", "marque_clock"]; // who may let another dealer see a row
  return [
    `revoke all on ${table}, ${history} from ${scopeRoles.join(", ")};`,
    ...to("select", `${table}, ${history}`, scopeRoles),
    ...to("insert", table, creators),
    ...to("update", table, changers),
    ...to("insert", history, writers),
    ...(record.belongsTo?.dealers ? to(`update (${columnOf(record.belongsTo.dealers)})`, table, movers) : []),
    ...(scope ? to(`update (${columnOf(scope)})`, history, movers) : []),
  ];
}

/** The cells of a counted record are seen as its rows are and written by the clock alone; who changes a row says what it adds. */
function countAccess(record: AnyRecord): string[] {
  if (!isCounted(record)) return [];
  const [cells, changes] = [cellsOf(record), countChangesOf(record)];
  const writers = rolesOf([...(record.create ?? []), ...(record.edit?.by ?? []), ...moversOf(record)]);
  return [
    ...[cells, changes].flatMap((table) => [
      `alter table ${table} enable row level security;`,
      `alter table ${table} force row level security;`,
      ...policiesOn(record, table),
    ]),
    `revoke all on ${cells}, ${changes} from ${scopeRoles.join(", ")};`,
    ...to("select", `${cells}, ${changes}`, scopeRoles),
    ...to("insert, update, delete", cells, ["marque_clock"]),
    ...to("insert", changes, writers),
    ...to("delete", changes, ["marque_clock"]),
  ];
}
const moversOf = (record: AnyRecord): Role[] => Object.values(record.make ?? {}).flatMap((by) => by ?? []);

/** Row-level security of a record and its history, printed from `see`; applied at every migration. */
export function accessSql(record: AnyRecord): string[] {
  const table = tableOf(record);
  const history = historyOf(record);
  return [
    `alter table ${table} enable row level security;`,
    `alter table ${table} force row level security;`,
    ...policiesOn(record, table),
    `alter table ${history} enable row level security;`,
    `alter table ${history} force row level security;`,
    ...grantsOn(record),
    ...policiesOn(record, history),
    ...countAccess(record),
  ];
}
