import { type Actor, bind, seePredicate } from "#platform/access/index.ts";
import { keyColumn, keyField, tableOf } from "#platform/db/columns.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { type Expression, expressionOf, itemFields, type Known, selected } from "./expressions.ts";
import { BadQuery, conditions, type Filter } from "./filters.ts";

/** A question to a list: a named view, filters, a search, an order ("-createdAt,name"), a page. */
export type Question = {
  view?: string | undefined;
  filters: readonly Filter[];
  search?: string | undefined;
  sort?: string | undefined;
  limit: number;
  cursor?: string | undefined;
  isExact?: boolean;
  /** Whose days (IANA) a filter means that bounds an instant by a day; else UTC's. */
  zone?: string | undefined;
};
export type Page = {
  items: Record<string, unknown>[];
  nextCursor: string | null;
  count: { value: number; isExact: boolean };
};

/** Counting stops here; beyond it the list says "1,000+" until somebody asks for the exact number. */
export const countLimit = 1000;

type Sort = { field: string; isDescending: boolean };
type Cursor = { sort: string; at: Instant; after: unknown[] };

/** One page of a record's list with its count, in one round trip. Throws BadQuery. */
export async function listPage(tx: Transaction, record: AnyRecord, known: Known, question: Question): Promise<Page> {
  const [items, counted] = await Promise.all([
    tx.query<Record<string, unknown>>(pageStatement(record, known, tx.actor, question, tx.at)),
    tx.query<{ value: number }>(countStatement(record, tx.actor, question, tx.at)),
  ]);
  const { sort, at } = orderOf(record, question, tx.at);
  const more = items.length > question.limit;
  const shown = items.slice(0, question.limit);
  const last = shown.at(-1);
  const nextCursor = more && last ? encode({ sort, at, after: last.x_after as unknown[] }) : null;
  for (const item of shown) delete item.x_after;
  const value = counted[0]?.value ?? 0;
  const isExact = question.isExact === true || value <= countLimit;
  return { items: shown, nextCursor, count: { value: isExact ? value : countLimit, isExact } };
}

/** The statement of one page: explicit predicate, conditions, keyset, one row more than asked. */
export function pageStatement(
  record: AnyRecord,
  known: Known,
  actor: Actor,
  question: Question,
  now: Instant,
): Statement {
  const { sort, at, after } = orderOf(record, question, now);
  const values: unknown[] = [];
  const keys = sortKeys(record, sort, values, at);
  const where = [
    seePredicate(record, actor, values),
    ...conditions(record, { ...question, view: viewOf(record, question) }, values, at),
  ];
  if (after) where.push(beyond(keys, after, values));
  const fields = itemFields(record).map((field) => selected(record, field, known, values, at));
  const position = `jsonb_build_array(${keys.map((k) => positionOf(k)).join(", ")}) as x_after`;
  return {
    text: `select ${fields.join(", ")}, ${position} from ${tableOf(record)} r where ${where.join(" and ")}
      order by ${keys.map((k) => `${k.sql} ${k.isDescending ? "desc" : "asc"}`).join(", ")} limit ${question.limit + 1}`,
    values,
  };
}

/** The statement that counts, up to the limit unless the exact number is asked. */
export function countStatement(record: AnyRecord, actor: Actor, question: Question, now: Instant): Statement {
  const { at } = orderOf(record, question, now);
  const values: unknown[] = [];
  const where = [
    seePredicate(record, actor, values),
    ...conditions(record, { ...question, view: viewOf(record, question) }, values, at),
  ];
  const limit = question.isExact ? "" : ` limit ${countLimit + 1}`;
  return {
    text: `select count(*)::integer as value from (select 1 from ${tableOf(record)} r where ${where.join(" and ")}${limit}) c`,
    values,
  };
}

function viewOf(record: AnyRecord, question: Question) {
  if (question.view === undefined) return undefined;
  const view = Object.hasOwn(record.list.views, question.view) ? record.list.views[question.view] : undefined;
  if (!view) throw new BadQuery("view", `${record.plural} have no view ${question.view.slice(0, 60)}`);
  return view;
}

/** The order of a page; a later page keeps the order and the moment of the first, so that nothing moves between them. */
function orderOf(
  record: AnyRecord,
  question: Question,
  now: Instant,
): { sort: string; at: Instant; after?: unknown[] } {
  const sort = question.sort ?? viewOf(record, question)?.sort ?? record.list.sort;
  if (question.cursor === undefined) return { sort, at: now };
  const cursor = decode(question.cursor);
  if (cursor.sort !== sort) throw new BadQuery("cursor", "the cursor belongs to another order");
  return cursor;
}

type SortKey = Expression & { isDescending: boolean };

function sortKeys(record: AnyRecord, sort: string, values: unknown[], at: Instant): SortKey[] {
  const parts: Sort[] = sort
    .split(",")
    .map((part) => ({ field: part.replace(/^-/, ""), isDescending: part.startsWith("-") }));
  if (parts.length > 4) throw new BadQuery("sort", "at most four fields");
  const named = parts.map(({ field, isDescending }) => {
    const expression = expressionOf(record, field, values, at);
    if (!expression || ["other", "text[]"].includes(expression.type) || record.untold?.includes(field))
      throw new BadQuery("sort", `${field.slice(0, 60)} gives no order`);
    return { ...withoutEmpty(expression), isDescending };
  });
  const isDescending = named.at(-1)?.isDescending ?? false;
  const key: SortKey = {
    sql: `r.${keyColumn(record)}`,
    type: record.key ? "text" : "uuid",
    isOptional: false,
    isDescending,
  };
  return parts.some((part) => part.field === keyField(record)) ? named : [...named, key];
}

/** Empty values stand at one end, so that a page can continue behind them. */
function withoutEmpty(expression: Expression): Expression {
  if (!expression.isOptional) return expression;
  if (expression.type === "boolean")
    return withoutEmpty({ ...expression, sql: `${expression.sql}::integer`, type: "integer" });
  const last = {
    text: "''",
    integer: "'-2147483648'::integer",
    timestamptz: "'infinity'::timestamptz",
    date: "'infinity'::date",
    uuid: "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid",
    "text[]": "null",
    other: "null",
  };
  return { ...expression, sql: `coalesce(${expression.sql}, ${last[expression.type]})` };
}

const positionOf = (key: SortKey): string =>
  key.type === "timestamptz" || key.type === "date" ? `(${key.sql})::text` : key.sql;
const cast = (key: SortKey): string => (key.type === "other" ? "" : `::${key.type}`);

/** Rows behind the last one seen; a single comparison of rows where all keys run the same way, since an index serves that. */
function beyond(keys: SortKey[], after: unknown[], values: unknown[]): string {
  if (after.length !== keys.length) throw new BadQuery("cursor", "the cursor cannot be read");
  const places = keys.map((key, i) => `${bind(values, after[i])}${cast(key)}`);
  const [first] = keys;
  if (keys.every((key) => key.isDescending === first?.isDescending)) {
    return `(${keys.map((key) => key.sql).join(", ")}) ${first?.isDescending ? "<" : ">"} (${places.join(", ")})`;
  }
  const cases = keys.map((key, i) => {
    const equal = keys.slice(0, i).map((k, j) => `${k.sql} = ${places[j]}`);
    return `(${[...equal, `${key.sql} ${key.isDescending ? "<" : ">"} ${places[i]}`].join(" and ")})`;
  });
  return `(${cases.join(" or ")})`;
}

const encode = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString("base64url");
function decode(text: string): Cursor {
  try {
    const cursor = JSON.parse(Buffer.from(text, "base64url").toString()) as Cursor;
    const isGood =
      typeof cursor.sort === "string" &&
      Array.isArray(cursor.after) &&
      typeof cursor.at === "string" &&
      !Number.isNaN(Date.parse(cursor.at));
    if (isGood && cursor.after.every((value) => ["string", "number", "boolean"].includes(typeof value))) return cursor;
  } catch {
    // falls through to the refusal below
  }
  throw new BadQuery("cursor", "the cursor cannot be read");
}
