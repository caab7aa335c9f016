import { columnOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import { whereSql } from "#platform/lists/expressions.ts";
import type { AnyRecord, Counts, Where } from "#platform/record/index.ts";

/** A record whose rows are counted by dealer and day. */
export type Counted = AnyRecord & { readonly counts: Counts };
export const isCounted = (record: AnyRecord): record is Counted => record.counts !== undefined;

/** The table of the cells: one row per dealer and day, one column per count. */
export const cellsOf = (record: AnyRecord): string => `${tableOf(record)}_count`;
/** The table of the cells that a change has overtaken and that are to be counted again. */
export const recountOf = (record: AnyRecord): string => `${tableOf(record)}_recount`;
/** The columns that make a cell: the dealer's and the day's, named as in the record. */
export function cellKey(record: Counted): { dealer: string; day: string } {
  const { dealer } = record.belongsTo ?? {};
  if (!dealer) throw new Error(`${record.name} is counted and belongs to no dealer`);
  return { dealer: columnOf(dealer), day: columnOf(record.counts.day) };
}
/** The column of a count. */
export const countColumn = (name: string): string => name.replaceAll("-", "_");
export const countNames = (record: Counted): string[] => Object.keys(record.counts.rows);

/** One aggregate per count of `names` over rows `alias`; the key is counted, so that a cell without rows counts nothing. */
export function countsSql(record: Counted, values: unknown[], alias = "r", names = countNames(record)): string {
  return names
    .map((name) => {
      const where = record.counts.rows[name];
      if (!where) throw new Error(`${record.name} has no count ${name}`);
      const condition = whereSql(record, where, values, "", alias);
      return `count(${alias}.${keyColumn(record)}) filter (where ${condition})::integer as ${countColumn(name)}`;
    })
    .join(", ");
}

/** The fields that a count looks at: a change of none of them leaves every cell as it is. */
export function countedFields(record: Counted): ReadonlySet<string> {
  const named = (where: Where): string[] => Object.keys(where).flatMap((field) => behind(field));
  const behind = (field: string): string[] => {
    const derived = record.derived?.[field];
    if (derived === undefined) return [field];
    if ("countOf" in derived) return [derived.countOf];
    if ("minutesBetween" in derived) return [...derived.minutesBetween];
    if ("firstOf" in derived) return Object.values(derived.firstOf).flatMap(named);
    throw new Error(`${record.name}: ${field} changes with the time of reading and cannot be counted`);
  };
  return new Set([
    record.counts.day,
    record.belongsTo?.dealer ?? "",
    ...Object.values(record.counts.rows).flatMap(named),
  ]);
}
