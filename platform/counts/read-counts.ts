import { bind, seePredicate } from "#platform/access/index.ts";
import { tableOf } from "#platform/db/columns.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import { conditions, type Filter } from "#platform/lists/filters.ts";
import type { Day } from "#platform/record/index.ts";
import { type Counted, cellKey, cellsOf, countChangesOf, countColumn, countNames, countsSql } from "./cells.ts";

/** Which rows: those of the days from `from` to `to` (both included, days of each row's dealer), of these dealers, as filtered. */
export type CountQuestion = {
  from: Day;
  to: Day;
  dealers?: readonly string[] | undefined;
  filters?: readonly Filter[] | undefined;
  /** What stands beside each other: dealers, days, weeks from Monday, months, or the values of a field. Left out: one line. */
  by?: CountedBy | undefined;
  /** Which counts; all of them where left out. */
  counts?: readonly string[] | undefined;
};
export type CountedBy = "dealer" | "day" | "week" | "month" | { readonly field: string; readonly label?: string };
/** One line of counts: its key (null: everything, or rows without a value) and each count by name. */
export type CountLine = { key: string | null; label: string | null; counts: Record<string, number> };

/**
 * Counts as they are at this moment, in one statement: from the cells and what changes have added since, or from the rows where
 * the question looks at more than dealer and day.
 */
export async function readCounts(tx: Transaction, record: Counted, question: CountQuestion): Promise<CountLine[]> {
  const isPlain = !question.filters?.length && typeof question.by !== "object";
  const rows = await tx.query<Record<string, string | number | null>>(
    isPlain ? cellsStatement(tx, record, question) : rowsStatement(tx, record, question),
  );
  if (question.by === undefined && rows.length === 0) rows.push({ x_key: null, x_label: null });
  return rows.map((row) => ({
    key: row.x_key === null ? null : String(row.x_key),
    label: row.x_label === null ? null : String(row.x_label),
    counts: Object.fromEntries(namesOf(record, question).map((name) => [name, Number(row[countColumn(name)] ?? 0)])),
  }));
}

const namesOf = (record: Counted, { counts }: CountQuestion): string[] => (counts ? [...counts] : countNames(record));

/** The key of a line as SQL over columns of `alias`. */
function keySql(record: Counted, by: CountQuestion["by"], alias: string): string {
  const { dealer, day } = cellKey(record);
  if (by === undefined) return "null::text";
  if (by === "dealer") return `${alias}.${dealer}`;
  if (by === "day") return `${alias}.${day}::text`;
  if (by === "week" || by === "month") return `date_trunc('${by}', ${alias}.${day})::date::text`;
  return `${alias}.${fieldColumn(record, by.field)}::text`;
}
const fieldColumn = (record: Counted, field: string): string => {
  if (!Object.hasOwn(record.fields, field)) throw new Error(`${record.name} has no field ${field}`);
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
};

/** Whose rows, and of which days: on a table that has both columns. */
function within(tx: Transaction, record: Counted, question: CountQuestion, values: unknown[], alias = "r"): string {
  const { dealer, day } = cellKey(record);
  const parts = [
    seePredicate(record, tx.actor, values, alias),
    `${alias}.${day} between ${bind(values, question.from)}::date and ${bind(values, question.to)}::date`,
  ];
  const { dealers } = question;
  if (dealers?.length === 1) parts.push(`${alias}.${dealer} = ${bind(values, dealers[0])}`);
  else if (dealers) parts.push(`${alias}.${dealer} = any(${bind(values, dealers)}::text[])`);
  return parts.join(" and ");
}

function cellsStatement(tx: Transaction, record: Counted, question: CountQuestion): Statement {
  const { dealer, day } = cellKey(record);
  const values: unknown[] = [];
  const names = namesOf(record, question).map(countColumn);
  const from = (table: string, alias: string): string =>
    `select ${[dealer, day, ...names].map((name) => `${alias}.${name}`).join(", ")} from ${table} ${alias} where ${within(tx, record, question, values, alias)}`;
  const text = `with cells as (
        ${from(cellsOf(record), "c")}
        union all
        ${from(countChangesOf(record), "m")}
      )
      select ${keySql(record, question.by, "c")} as x_key, null as x_label,
        ${names.map((name) => `coalesce(sum(c.${name}), 0)::integer as ${name}`).join(", ")}
      from cells c group by 1 order by 1`;
  // planning it takes as long as reading the cells of one dealer: it is planned once for each way to ask
  return { name: text, text, values };
}

function rowsStatement(tx: Transaction, record: Counted, question: CountQuestion): Statement {
  const values: unknown[] = [];
  const where = [
    within(tx, record, question, values),
    ...conditions(record, { filters: question.filters ?? [] }, values, tx.at),
  ];
  const label = typeof question.by === "object" && question.by.label ? `max(${question.by.label})` : "null";
  return {
    text: `select ${keySql(record, question.by, "r")} as x_key, ${label} as x_label,
        ${countsSql(record, "r", namesOf(record, question))}
      from ${tableOf(record)} r where ${where.join(" and ")} group by 1 order by 1`,
    values,
  };
}
