import { type Actor, seePredicate } from "#platform/access/index.ts";
import { columnOf, columnsOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import type { Statement } from "#platform/db/database.ts";
import { type AnyRecord, type Clock, dueField, type Instant } from "#platform/record/index.ts";
import { type Known, selected } from "./expressions.ts";

const hidden = new Set(["searchText"]);
/** The columns of a row as rules see it: references as bare ids. */
export const rowColumns = (record: AnyRecord): string =>
  columnsOf(record)
    .filter((column) => !hidden.has(column.field))
    .map((column) => `r.${column.column} as "${column.field}"`)
    .join(", ");

/** One row as rules see it, when the actor may see it. */
export function rowStatement(record: AnyRecord, actor: Actor, key: string): Statement {
  const values: unknown[] = [key];
  const see = seePredicate(record, actor, values);
  return {
    name: `${record.name}:row:${see}`,
    text: `select ${rowColumns(record)} from ${tableOf(record)} r where r.${keyColumn(record)} = $1 and ${see}`,
    values,
  };
}

/** The columns of a row on `r`, and the names behind its references (as `named_<field>`); adds to `values` what it binds. */
export function columnsToRead(record: AnyRecord, known: Known, values: unknown[]): string {
  const named = Object.keys(record.fields)
    .filter((field) => record.fields[field]?.kind === "ref")
    .map((field) => selected(record, field, known, values, "").replace(/ as "(\w+)"$/, ' as "named_$1"'));
  return [rowColumns(record), ...named].join(", ");
}

/** One row with the names behind its references, as far as the actor may see them. */
export function readStatement(record: AnyRecord, known: Known, actor: Actor, key: string): Statement {
  const values: unknown[] = [key];
  const see = seePredicate(record, actor, values);
  return {
    name: `${record.name}:read:${see}`,
    text: `select ${columnsToRead(record, known, values)} from ${tableOf(record)} r where r.${keyColumn(record)} = $1 and ${see}`,
    values,
  };
}

const dueColumn = (clock: string): string => `r.${columnOf(dueField(clock))}`;
/** A flag is raised once and only after its limit, which is itself in time; a move is made at its moment. */
const isFlag = (clock: Clock): boolean => clock.whenDue === "flag";
const unraised = ({ whenDue, verdict }: Clock): string =>
  whenDue === "flag" && verdict ? ` and r.${columnOf(verdict)} is null` : "";

/** That nothing else of the same row ran out before: what happens to a row happens in the order of its moments. */
function nothingBefore(record: AnyRecord, name: string, clock: Clock): string {
  const clocks = Object.entries(record.clocks ?? {});
  const place = clocks.findIndex(([other]) => other === name);
  const others = clocks.flatMap(([other, its], i) => {
    if (other === name) return [];
    const isFirst = isFlag(its) === isFlag(clock) ? i < place : isFlag(clock);
    return ` and not coalesce(${dueColumn(other)} ${isFirst ? "<=" : "<"} ${dueColumn(name)}${unraised(its)}, false)`;
  });
  return others.join("");
}

/**
 * The due rows of one clock as rules see them, locked against other sweepers, the earliest first; without those put `aside`
 * ("key:version").
 */
export function dueStatement(
  record: AnyRecord,
  name: string,
  until: Instant,
  limit: number,
  aside: readonly string[],
): Statement {
  const clock = record.clocks?.[name];
  if (!clock) throw new Error(`${record.name} has no clock ${name}`);
  const due = dueColumn(name);
  return {
    name: `${record.name}:${name}:due`,
    text: `select ${rowColumns(record)} from ${tableOf(record)} r where ${due} ${isFlag(clock) ? "<" : "<="} $1::timestamptz
      and ${due} is not null${unraised(clock)}${nothingBefore(record, name, clock)}
      and r.${keyColumn(record)} || ':' || r.version <> all($2::text[])
      order by ${due}, r.${keyColumn(record)} limit ${limit} for update skip locked`,
    values: [until, aside],
  };
}
