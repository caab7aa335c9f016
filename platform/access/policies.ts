import { columnOf, historyOf, tableOf } from "#platform/db/columns.ts";
import { type AnyRecord, placeOf, type Role, roles, type Scope } from "#platform/record/index.ts";

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const place = { dealer: "marque_dealer", region: "marque_region", tenant: "marque_hq" } as const;
const setting = (name: string): string => `current_setting('marque.${name}')`;

/**
 * The rows of one scope, as a policy says it: a plain setting, no sub-select, nothing visible where the setting is missing.
 * The role is asked inside the comparison: as a condition of its own PostgreSQL takes it to hold for one row in a hundred
 * and leaves the list's index (measured on 100,000 rows: a page of fifty then reads every row of the dealer).
 */
function rowsOf(record: AnyRecord, scope: Scope, seers: readonly Role[]): string {
  const given = (value: string): string =>
    `case when ${setting("role")} = any(array[${seers.map(quote).join(", ")}]) then ${value} end`;
  if (scope === "all") return given("true");
  const { dealer, dealers, region } = record.belongsTo ?? {};
  if (scope === "own dealer" && dealer) return `${columnOf(dealer)} = ${given(setting("dealer"))}`;
  if (scope === "own dealer" && dealers) return `${columnOf(dealers)} && ${given(`array[${setting("dealer")}]`)}`;
  if (scope === "own region" && dealer) return `${columnOf(dealer)} = any(${given(`${setting("dealers")}::text[]`)})`;
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

const scopeRoles = "marque_dealer, marque_region, marque_hq, marque_clock";
/** What a table grants, and nothing that an earlier declaration granted beyond it: reading and writing for a record, reading and appending for its history. */
const grants = (table: string, rights: string): string =>
  `revoke all on ${table} from ${scopeRoles}; grant ${rights} on ${table} to ${scopeRoles};`;

/** Row-level security of a record and its history, printed from `see`; applied at every migration. */
export function accessSql(record: AnyRecord): string[] {
  const table = tableOf(record);
  const history = historyOf(record);
  const scoped = record.belongsTo?.dealer ?? record.belongsTo?.dealers;
  return [
    `alter table ${table} enable row level security;`,
    `alter table ${table} force row level security;`,
    grants(table, record.isAppendOnly ? "select, insert" : "select, insert, update"),
    ...(record.isAppendOnly && scoped
      ? [`grant update (${columnOf(scoped)}) on ${table} to marque_hq, marque_clock;`]
      : []),
    ...policiesOn(record, table),
    `alter table ${history} enable row level security;`,
    `alter table ${history} force row level security;`,
    grants(history, "select, insert"),
    ...(scoped ? [`grant update (${columnOf(scoped)}) on ${history} to marque_hq, marque_clock;`] : []),
    ...policiesOn(record, history),
  ];
}
