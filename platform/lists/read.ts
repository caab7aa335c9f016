import { type Actor, seePredicate } from "#platform/access/index.ts";
import { columnsOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import type { Statement } from "#platform/db/database.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { type Known, selected } from "./expressions.ts";

const hidden = new Set(["searchText"]);
/** The columns of a row as rules see it: references as bare ids. */
const rowColumns = (record: AnyRecord): string =>
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

/** One row with the names behind its references (as `named_<field>`), as far as the actor may see them. */
export function readStatement(record: AnyRecord, known: Known, actor: Actor, key: string): Statement {
  const values: unknown[] = [key];
  const see = seePredicate(record, actor, values);
  const named = Object.keys(record.fields)
    .filter((field) => record.fields[field]?.kind === "ref")
    .map((field) => selected(record, field, known, values, "").replace(/ as "(\w+)"$/, ' as "named_$1"'));
  return {
    name: `${record.name}:read:${see}`,
    text: `select ${[rowColumns(record), ...named].join(", ")} from ${tableOf(record)} r where r.${keyColumn(record)} = $1 and ${see}`,
    values,
  };
}

/** The due rows of one clock as rules see them, locked against other sweepers, the earliest first. */
export function dueStatement(record: AnyRecord, clock: string, until: Instant, limit: number): Statement {
  const due = columnsOf(record).find((column) => column.field === `${clock}DueAt`)?.column ?? "";
  const { whenDue, verdict } = record.clocks?.[clock] ?? { whenDue: "flag" as const };
  const open =
    whenDue === "flag" && verdict ? ` and r.${columnsOf(record).find((c) => c.field === verdict)?.column} is null` : "";
  return {
    name: `${record.name}:${clock}:due`,
    text: `select ${rowColumns(record)} from ${tableOf(record)} r where r.${due} <= $1::timestamptz and r.${due} is not null${open}
      order by r.${due}, r.${keyColumn(record)} limit ${limit} for update skip locked`,
    values: [until],
  };
}
