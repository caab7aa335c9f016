import pg from "pg";
import { columnOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import { whereSql } from "#platform/lists/expressions.ts";
import type { AnyRecord, Counts, Where } from "#platform/record/index.ts";

/** A record whose rows are counted by dealer and day. */
export type Counted = AnyRecord & { readonly counts: Counts };
export const isCounted = (record: AnyRecord): record is Counted => record.counts !== undefined;

/** The table of the cells: one row per dealer and day, one column per count. */
export const cellsOf = (record: AnyRecord): string => `${tableOf(record)}_count`;
/** The table of what changes add to cells and take away, until it is added up: the same columns, empty where nothing changes. */
export const countChangesOf = (record: AnyRecord): string => `${tableOf(record)}_count_change`;
/** The columns that make a cell: the dealer's and the day's, named as in the record. */
export function cellKey(record: Counted): { dealer: string; day: string } {
  const { dealer } = record.belongsTo ?? {};
  if (!dealer) throw new Error(`${record.name} is counted and belongs to no dealer`);
  return { dealer: columnOf(dealer), day: columnOf(record.counts.day) };
}
/** The column of a count. */
export const countColumn = (name: string): string => name.replaceAll("-", "_");
export const countNames = (record: Counted): string[] => Object.keys(record.counts.rows);

/** Whether a row `alias` is one that a count counts, as SQL that binds nothing. */
export function isCountedSql(record: Counted, name: string, alias: string): string {
  const where = record.counts.rows[name];
  if (!where) throw new Error(`${record.name} has no count ${name}`);
  const values: unknown[] = [];
  const condition = whereSql(record, where, values, "", alias);
  return condition.replace(/\$(\d+)/g, (_, slot: string) => literal(values[Number(slot) - 1]));
}

function literal(value: unknown): string {
  if (typeof value === "string") return pg.escapeLiteral(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `array[${value.map(literal).join(", ")}]`;
  throw new Error(`a count compares with ${typeof value}`);
}

/** One aggregate per count of `names` over rows `alias`; the key is counted, so that a cell without rows counts nothing. */
export const countsSql = (record: Counted, alias: string, names = countNames(record)): string =>
  names
    .map(
      (name) =>
        `count(${alias}.${keyColumn(record)}) filter (where ${isCountedSql(record, name, alias)})::integer as ${countColumn(name)}`,
    )
    .join(",\n      ");

/** Every cell counted from the rows, as the statement that fills the empty table of cells. */
export function countAllSql(record: Counted): string {
  const { dealer, day } = cellKey(record);
  return `insert into ${cellsOf(record)} (${dealer}, ${day}, ${countNames(record).map(countColumn).join(", ")})
    select r.${dealer}, r.${day},
      ${countsSql(record, "r")}
    from ${tableOf(record)} r group by r.${dealer}, r.${day}`;
}

/** The fields that a count looks at, beside the dealer and the day of its cell: a change of none of them leaves it as it is. */
export function fieldsOfCount(record: Counted, name: string): ReadonlySet<string> {
  const named = (where: Where): string[] => Object.keys(where).flatMap((field) => behind(field));
  const behind = (field: string): string[] => {
    const derived = record.derived?.[field];
    if (derived === undefined) return [field];
    if ("countOf" in derived) return [derived.countOf];
    if ("minutesBetween" in derived) return [...derived.minutesBetween];
    if ("firstOf" in derived) return Object.values(derived.firstOf).flatMap(named);
    throw new Error(`${record.name}: ${field} changes with the time of reading and cannot be counted`);
  };
  return new Set(named(record.counts.rows[name] ?? {}));
}
