import { cellKey, cellsOf, countChangesOf, countColumn, countNames, isCounted } from "#platform/counts/cells.ts";
import { type Column, columnOf, columnsOf, historyOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import { type AnyRecord, dueField } from "#platform/record/index.ts";

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (values: readonly string[]): string => values.map(quote).join(", ");

/** The checks that a column's declaration implies. */
function checkOf(record: AnyRecord, column: Column): string {
  const name = column.column;
  if (name === "status" && record.states) return ` check (status in (${list(Object.keys(record.states))}))`;
  const of = column.of;
  if (of?.kind === "choice") return ` check (${name} in (${list(of.values)}))`;
  if (of?.kind === "choices") return ` check (${name} <@ array[${list(of.values)}])`;
  if (of?.kind === "text") return ` check (char_length(${name}) <= ${of.maxLength})`;
  if (of?.kind === "integer") return ` check (${name} between ${of.min} and ${of.max})`;
  if (of?.kind === "instants" || of?.kind === "texts") return ` check (cardinality(${name}) <= ${of.atMost})`;
  if (of?.kind === "series") return ` check (jsonb_array_length(${name}) <= ${of.atMost})`;
  return "";
}

function referenceOf(column: Column, known: ReadonlyMap<string, AnyRecord>): string {
  const of = column.of;
  if (of?.kind !== "ref" && of?.kind !== "code") return "";
  const target = known.get(of.kind === "ref" ? of.to : of.of);
  return target ? ` references ${tableOf(target)} (${keyColumn(target)})` : "";
}

/** The table, its history and its indexes as the declaration implies them. `known` are all records, for references. */
export function tableSql(record: AnyRecord, known: ReadonlyMap<string, AnyRecord>): string[] {
  const table = tableOf(record);
  const key = keyColumn(record);
  const keyType = record.key ? "text" : "uuid";
  const lines = columnsOf(record).map((c) => {
    const isKey = c.column === key ? " primary key" : "";
    return `  ${c.column} ${c.type}${isKey}${c.isOptional || isKey ? "" : " not null"}${checkOf(record, c)}${referenceOf(c, known)}`;
  });
  const scope = record.belongsTo?.dealer ?? record.belongsTo?.dealers;
  const scopeColumn = scope && columnsOf(record).find((c) => c.field === scope);
  return [
    `create table ${table} (\n${lines.join(",\n")}\n);`,
    `create table ${historyOf(record)} (
  entry bigint generated always as identity primary key,
  record_id ${keyType} not null references ${table} (${key}),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb${scopeColumn ? `,\n  ${scopeColumn.column} ${scopeColumn.type}${scopeColumn.isOptional ? "" : " not null"}` : ""}
);`,
    `create index ${historyOf(record)}_of on ${historyOf(record)} (record_id, entry);`,
    ...indexesOf(record),
    ...countTables(record),
  ];
}

/** The cells of a record that is counted, what changes add to them, and the index by which a cell finds its rows. */
function countTables(record: AnyRecord): string[] {
  if (!isCounted(record)) return [];
  const { dealer, day } = cellKey(record);
  const [table, cells, changes] = [tableOf(record), cellsOf(record), countChangesOf(record)];
  const counts = countNames(record).map((name) => `  ${countColumn(name)} integer`);
  return [
    `create table ${cells} (\n  ${dealer} text not null,\n  ${day} date not null,\n${counts.map((count) => `${count} not null`).join(",\n")},\n  primary key (${dealer}, ${day})\n);`,
    `create index ${cells}_of_day on ${cells} (${day});`,
    `create table ${changes} (\n  entry bigint generated always as identity primary key,\n  ${dealer} text not null,\n  ${day} date not null,\n${counts.join(",\n")}\n);`,
    `create index ${table}_counted on ${table} (${dealer}, ${day});`,
    `create index ${table}_counted_on on ${table} (${day});`,
  ];
}

/** Indexes for the scope with the list's order, for each clock, and for the search. */
function indexesOf(record: AnyRecord): string[] {
  const table = tableOf(record);
  const key = keyColumn(record);
  const { dealer, dealers } = record.belongsTo ?? {};
  const indexes = [`create index ${table}_newest on ${table} (created_at desc, ${key} desc);`];
  if (dealer)
    indexes.push(`create index ${table}_of_dealer on ${table} (${columnOf(dealer)}, created_at desc, ${key} desc);`);
  if (dealer && record.states)
    indexes.push(
      `create index ${table}_by_status on ${table} (${columnOf(dealer)}, status, created_at desc, ${key} desc);`,
    );
  if (dealer && record.states)
    indexes.push(`create index ${table}_open on ${table} (${columnOf(dealer)}) where final_at is null;`);
  if (dealers) indexes.push(`create index ${table}_of_dealers on ${table} using gin (${columnOf(dealers)});`);
  for (const [name, clock] of Object.entries(record.clocks ?? {})) {
    const due = columnOf(dueField(name));
    const open = clock.whenDue === "flag" && clock.verdict ? ` and ${columnOf(clock.verdict)} is null` : "";
    indexes.push(`create index ${table}_${columnOf(name)}_due on ${table} (${due}) where ${due} is not null${open};`);
  }
  if (record.search) indexes.push(`create index ${table}_search on ${table} using gin (search_text gin_trgm_ops);`);
  return indexes;
}
