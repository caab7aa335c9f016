import { bind } from "#platform/access/index.ts";
import { dayStart } from "#platform/clocks/zone.ts";
import { type AnyRecord, daysLater, fieldOf, type View } from "#platform/record/index.ts";
import { searchTerms } from "#platform/search/fold.ts";
import { type Expression, expressionOf, itemFields, whereSql } from "./expressions.ts";

export type Operator = "eq" | "in" | "gte" | "lte" | "contains" | "holds" | "empty";
export type Filter = { field: string; operator: Operator; value: string };
/** A question that the list cannot answer, with the parameter at fault. */
export class BadQuery extends Error {
  readonly parameter: string;
  constructor(parameter: string, message: string) {
    super(message);
    this.parameter = parameter;
  }
}

const operators: readonly string[] = ["eq", "in", "gte", "lte", "contains", "holds", "empty"];
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Reads `filter[FIELD][OPERATOR]=value` parameters. Throws BadQuery for what is not of that form. */
export function filtersFrom(query: Readonly<Record<string, string>>): Filter[] {
  return Object.entries(query).flatMap(([name, value]) => {
    const match = /^filter\[(\w+)\]\[(\w+)\]$/.exec(name);
    if (!name.startsWith("filter[")) return [];
    if (!match) throw new BadQuery(name, "is not of the form filter[FIELD][OPERATOR]");
    const [, field = "", operator = ""] = match;
    if (!operators.includes(operator)) throw new BadQuery(name, `unknown operator ${operator}`);
    return [{ field, operator: operator as Operator, value }];
  });
}

/** Whether a filter bounds an instant by a day, so that it matters where the day begins. */
export const hasDayBounds = (record: AnyRecord, filters: readonly Filter[]): boolean =>
  filters.some(({ field, value }) => fieldOf(record, field)?.kind !== "day" && value.split(",").some(isDay));

/** The conditions of the view, the filters and the search as SQL, each value bound; days are those of `zone` (IANA), else of UTC. */
export function conditions(
  record: AnyRecord,
  asked: {
    view?: View | undefined;
    filters: readonly Filter[];
    search?: string | undefined;
    zone?: string | undefined;
  },
  values: unknown[],
  at: string,
): string[] {
  const fixed = asked.view ? [whereSql(record, asked.view.where, values, at)] : [];
  const filters = asked.filters.map((filter) => filterCondition(record, filter, values, at, asked.zone ?? "UTC"));
  const search = searchTerms(asked.search ?? "").map((spellings) => {
    if (!record.search) throw new BadQuery("search", `${record.plural} cannot be searched`);
    const found = spellings.map((one) => `r.search_text like ${bind(values, `%${one.replace(/[\\%_]/g, "\\$&")}%`)}`);
    return found.length === 1 ? String(found[0]) : `(${found.join(" or ")})`;
  });
  return [...fixed, ...filters, ...search];
}

function filterCondition(record: AnyRecord, filter: Filter, values: unknown[], at: string, zone: string): string {
  const name = `filter[${filter.field}][${filter.operator}]`;
  const [field = "", part] = filter.field.split(".");
  const isItem =
    itemFields(record).includes(field) ||
    field === "createdAt" ||
    Object.hasOwn(record.fields, field) ||
    Object.hasOwn(record.derived ?? {}, field);
  const expression = isItem && part === undefined ? expressionOf(record, field, values, at) : undefined;
  if (!expression || expression.type === "other" || record.untold?.includes(field))
    throw new BadQuery(name, `${filter.field} cannot be filtered`);
  const value = (text: string): string => bind(values, checked(name, expression, text));
  const isSet = expression.type === "text[]";
  if (isSet !== (filter.operator === "holds"))
    throw new BadQuery(name, isSet ? `${field} can be filtered by holds` : `${field} is no set`);
  if (expression.type === "timestamptz" && filter.value.split(",").some(isDay))
    return dayCondition(expression.sql, filter, zone, value);
  switch (filter.operator) {
    case "eq":
      return `${expression.sql} = ${value(filter.value)}`;
    case "in":
      return `${expression.sql} in (${filter.value.split(",").map(value).join(", ")})`;
    case "gte":
      return `${expression.sql} >= ${value(filter.value)}`;
    case "lte":
      return `${expression.sql} <= ${value(filter.value)}`;
    case "contains":
      if (expression.type !== "text") throw new BadQuery(name, `${filter.field} is no text`);
      return `${expression.sql} ilike ${bind(values, `%${filter.value.replace(/[\\%_]/g, "\\$&")}%`)}`;
    case "holds":
      return `${expression.sql} @> array[${value(filter.value)}]::text[]`;
    case "empty":
      if (!isFlag(filter.value)) throw new BadQuery(name, mustBeFlag);
      return filter.value === "true" ? `${expression.sql} is null` : `${expression.sql} is not null`;
  }
}

/** A whole day of the zone for an instant: from its beginning, until its end, on it, or on one of several. */
function dayCondition(
  sql: string,
  { operator, value: text, field }: Filter,
  zone: string,
  value: (text: string) => string,
): string {
  const name = `filter[${field}][${operator}]`;
  const start = (day: string, days = 0): string => {
    if (instantOf(day) === undefined) throw new BadQuery(name, mustBeInstant);
    return value(dayStart(daysLater(day, days), zone));
  };
  const from = (day: string): string => `${sql} >= ${start(day)}`;
  const before = (day: string): string => `${sql} < ${start(day, 1)}`;
  const on = (one: string): string => (isDay(one) ? `(${from(one)} and ${before(one)})` : `${sql} = ${value(one)}`);
  if (operator === "gte") return from(text);
  if (operator === "lte") return before(text);
  if (operator === "eq") return on(text);
  if (operator === "in") return `(${text.split(",").map(on).join(" or ")})`;
  throw new BadQuery(name, "cannot be asked of a day");
}

const isFlag = (text: string): boolean => text === "true" || text === "false";
const mustBeFlag = "must be true or false";
const mustBeInstant = "must be an instant such as 2026-11-23T09:30:00Z, or a day";

/** A day that the calendar has. */
const isDay = (text: string): boolean => {
  const at = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};
const instantForm = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;
/** An instant with its offset. */
function instantOf(text: string): string | undefined {
  const day = instantForm.exec(text)?.[1];
  const at = day !== undefined && isDay(day) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) || at < -2e12 || at > 8e12 ? undefined : new Date(at).toISOString();
}

/**
 * The value as its type says it, or BadQuery naming the parameter and what it may be. A code of an open list that does not
 * exist is no mistake of the question: entries come and go, and the answer is an empty list.
 */
function checked(name: string, { type, closed }: Expression, text: string): unknown {
  const bad = (what: string): never => {
    throw new BadQuery(name, what);
  };
  if (text.includes("\u0000")) return bad("must be a text");
  if (closed) return closed.includes(text) ? text : bad(`must be one of ${closed.join(", ")}`);
  if (type === "integer") return /^-?\d{1,9}$/.test(text) ? Number(text) : bad("must be a whole number");
  if (type === "boolean") return isFlag(text) ? text === "true" : bad(mustBeFlag);
  if (type === "uuid") return uuid.test(text) ? text : bad("must be an id");
  if (type === "date") return isDay(text) ? text : bad("must be a day such as 2026-11-23");
  if (type === "timestamptz") return instantOf(text) ?? bad(mustBeInstant);
  return text;
}
