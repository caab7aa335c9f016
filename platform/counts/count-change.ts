import type { AnyRecord } from "#platform/record/index.ts";
import {
  type Counted,
  cellKey,
  countChangesOf,
  countColumn,
  countNames,
  fieldsOfCount,
  isCounted,
  isCountedSql,
} from "./cells.ts";

/**
 * Parts of the statement that changes rows (`changed`, read as `c`): what its update returns for the counts, and the insert
 * that keeps what the change adds to its cell and takes away.
 */
export type CountChange = { returning: string; insert: string };
const nothing: CountChange = { returning: "", insert: "" };

/** 1 where the row is one that the count counts, else 0. */
const one = (record: Counted, name: string, alias: string): string =>
  `((${isCountedSql(record, name, alias)}) is true)::integer`;
const listed = (parts: readonly string[]): string => parts.join(", ");

/** What an update of these fields does to the counts; nothing where no count looks at them. */
export function countsOfUpdate(record: AnyRecord, fields: readonly string[]): CountChange {
  if (!isCounted(record)) return nothing;
  const isHandedOn = [record.belongsTo?.dealer, record.counts.day].some((field) => fields.includes(field ?? ""));
  if (isHandedOn) return handedOn(record);
  const names = countNames(record).filter((name) => fields.some((field) => fieldsOfCount(record, name).has(field)));
  return names.length > 0 ? within(record, names) : nothing;
}

/** A row that stays in its cell: only counts that change, and no line where none does. */
function within(record: Counted, names: readonly string[]): CountChange {
  const { dealer, day } = cellKey(record);
  const columns = names.map(countColumn);
  const deltas = names.map(
    (name) => `${one(record, name, "new")} - ${one(record, name, "old")} as x_${countColumn(name)}`,
  );
  return {
    returning: `new.${day} as x_day, ${listed(deltas)},`,
    insert: `, counted as (insert into ${countChangesOf(record)} (${dealer}, ${day}, ${listed(columns)})
    select c.${dealer}, c.x_day, ${listed(columns.map((name) => `nullif(c.x_${name}, 0)`))} from changed c
    where ${columns.map((name) => `c.x_${name} <> 0`).join(" or ")})`,
  };
}

/** A row that goes to another cell: it is taken away from the one and added to the other. */
function handedOn(record: Counted): CountChange {
  const { dealer, day } = cellKey(record);
  const names = countNames(record);
  const columns = names.map(countColumn);
  const both = names.map(
    (name) =>
      `${one(record, name, "old")} as x_was_${countColumn(name)}, ${one(record, name, "new")} as x_${countColumn(name)}`,
  );
  return {
    returning: `old.${dealer} as x_was_dealer, old.${day} as x_was_day, new.${day} as x_day, ${listed(both)},`,
    insert: `, counted as (insert into ${countChangesOf(record)} (${dealer}, ${day}, ${listed(columns)})
    select c.x_was_dealer, c.x_was_day, ${listed(columns.map((name) => `nullif(-c.x_was_${name}, 0)`))} from changed c
    union all select c.${dealer}, c.x_day, ${listed(columns.map((name) => `nullif(c.x_${name}, 0)`))} from changed c)`,
  };
}

/** What new rows add; `changed` holds every column of theirs. */
export function countsOfInsert(record: AnyRecord): string {
  if (!isCounted(record)) return "";
  const { dealer, day } = cellKey(record);
  const names = countNames(record);
  return `, counted as (insert into ${countChangesOf(record)} (${dealer}, ${day}, ${listed(names.map(countColumn))})
    select c.${dealer}, c.${day}, ${listed(names.map((name) => `nullif(${one(record, name, "c")}, 0)`))} from changed c)`;
}
