import { bind } from "#platform/access/index.ts";
import { columnOf, columnsOf, keyColumn, keyField, tableOf } from "#platform/db/columns.ts";
import { type AnyRecord, type Condition, dueField, fieldOf, type Where } from "#platform/record/index.ts";
import { conditionSql } from "./where.ts";

export type Known = ReadonlyMap<string, AnyRecord>;
/** How a value compares: it decides casts, filters and the order of empty values. */
export type ValueType = "text" | "integer" | "boolean" | "timestamptz" | "date" | "uuid" | "text[]" | "other";
/** `closed`: the only values there are, where the declaration names them all. */
export type Expression = { sql: string; type: ValueType; isOptional: boolean; closed?: readonly string[] };

/** What a list or a filter can name: every column, every derived value, and finality. */
export function expressionOf(
  record: AnyRecord,
  field: string,
  values: unknown[],
  at: string,
  alias = "r",
): Expression | undefined {
  const column = columnsOf(record).find((c) => c.field === field && c.field !== "searchText" && c.field !== "finalAt");
  if (column) {
    const type = ["text", "integer", "boolean", "timestamptz", "date", "uuid"].includes(column.type)
      ? (column.type as ValueType)
      : column.of?.kind === "choices"
        ? "text[]"
        : "other";
    const closed = closedValues(record, field);
    return { sql: `${alias}.${column.column}`, type, isOptional: column.isOptional, ...(closed && { closed }) };
  }
  if (field === "isFinal" && record.states)
    return { sql: finalSql(record, values, at, alias), type: "boolean", isOptional: false };
  return derivedOf(record, field, values, at, alias);
}

function closedValues(record: AnyRecord, field: string): readonly string[] | undefined {
  if (field === "status" && record.states) return Object.keys(record.states);
  const of = fieldOf(record, field);
  return of?.kind === "choice" || of?.kind === "choices" ? of.values : undefined;
}

function derivedOf(
  record: AnyRecord,
  field: string,
  values: unknown[],
  at: string,
  alias: string,
): Expression | undefined {
  const derived = Object.hasOwn(record.derived ?? {}, field) ? record.derived?.[field] : undefined;
  if (!derived) return undefined;
  const due = (clock: string): string => `${alias}.${columnOf(dueField(clock))}`;
  if ("countOf" in derived) {
    const count = record.fields[derived.countOf]?.kind === "series" ? "jsonb_array_length" : "cardinality";
    return { sql: `${count}(${alias}.${columnOf(derived.countOf)})`, type: "integer", isOptional: false };
  }
  if ("daysSince" in derived) {
    const since = `${alias}.${columnOf(derived.daysSince)}`;
    return {
      sql: `floor(date_part('epoch', ${bind(values, at)}::timestamptz - ${since}) / 86400)::integer`,
      type: "integer",
      isOptional: record.fields[derived.daysSince]?.isOptional ?? false,
    };
  }
  if ("isOverdue" in derived) {
    return {
      sql: `coalesce(${due(derived.isOverdue)} < ${bind(values, at)}::timestamptz, false)`,
      type: "boolean",
      isOptional: false,
    };
  }
  if ("minutesBetween" in derived) {
    const [from, to] = derived.minutesBetween.map((one) => `${alias}.${columnOf(one)}`);
    return { sql: `ceil(date_part('epoch', ${to} - ${from}) / 60)::integer`, type: "integer", isOptional: true };
  }
  if ("firstOf" in derived) {
    const cases = Object.entries(derived.firstOf).map(
      ([name, where]) => `when ${whereSql(record, where, values, at, alias)} then ${bind(values, name)}`,
    );
    return {
      sql: `case ${cases.join(" ")} end`,
      type: "text",
      isOptional: true,
      closed: Object.keys(derived.firstOf),
    };
  }
  return { sql: `least(${derived.earliestOf.map(due).join(", ")})`, type: "timestamptz", isOptional: true };
}

/** Conditions that all hold, as SQL; a name that the record does not have is a mistake of the program. */
export function whereSql(record: AnyRecord, where: Where, values: unknown[], at: string, alias = "r"): string {
  const parts = Object.entries(where).flatMap(([field, condition]: [string, Condition | undefined]) => {
    if (condition === undefined) return [];
    const minutes = minutesSql(record, field, condition, values, alias);
    if (minutes) return [minutes];
    const expression = expressionOf(record, field, values, at, alias);
    if (!expression) throw new Error(`${record.name} has no ${field} to count or filter by`);
    return [conditionSql(expression.sql, condition, values)];
  });
  return parts.join(" and ") || "true";
}

/** Bounds of begun minutes between two instants, compared as spans of time, which costs a fifth of taking the minutes from them. */
function minutesSql(
  record: AnyRecord,
  field: string,
  condition: Condition,
  values: unknown[],
  alias: string,
): string | undefined {
  const derived = Object.hasOwn(record.derived ?? {}, field) ? record.derived?.[field] : undefined;
  if (!derived || !("minutesBetween" in derived) || typeof condition !== "object") return undefined;
  if (!("atLeast" in condition || "atMost" in condition)) return undefined;
  const { atLeast, atMost } = condition;
  const [from, to] = derived.minutesBetween.map((one) => `${alias}.${columnOf(one)}`);
  const span = (compares: string, minutes: number): string =>
    `${to} - ${from} ${compares} make_interval(mins => ${bind(values, minutes)}::integer)`;
  return [
    ...(atLeast === undefined ? [] : [span(">", atLeast - 1)]),
    ...(atMost === undefined ? [] : [span("<=", atMost)]),
  ].join(" and ");
}

/** Finality by the clock, also before the sweeper came (AL-44, AL-45). */
function finalSql(record: AnyRecord, values: unknown[], at: string, alias: string): string {
  const states = Object.entries(record.states ?? {}).flatMap(([name, { finalWhen }]) =>
    finalWhen ? [{ name, finalWhen }] : [],
  );
  const ranOut = [...Map.groupBy(states, ({ finalWhen }) => finalWhen)].map(([clock, ending]) => {
    const names = bind(
      values,
      ending.map(({ name }) => name),
    );
    return `(${alias}.status = any(${names}::text[]) and coalesce(${alias}.${columnOf(dueField(clock))} <= ${bind(values, at)}::timestamptz, false))`;
  });
  return `(${[`${alias}.final_at is not null`, ...ranOut].join(" or ")})`;
}

/** A field as the API gives it: a reference to a record reads as its id and name, as far as the actor may see it. */
export function selected(record: AnyRecord, field: string, known: Known, values: unknown[], at: string): string {
  const of = record.fields[field];
  if (of?.kind === "ref") {
    const target = known.get(of.to);
    if (target) {
      const id = `r.${columnOf(field)}`;
      return `(select jsonb_build_object('id', t.${keyColumn(target)}, 'name', t.${columnOf(target.title)}) from ${tableOf(target)} t where t.${keyColumn(target)} = ${id}) as "${field}"`;
    }
  }
  const expression = expressionOf(record, field, values, at);
  if (!expression) throw new Error(`${record.name} has no field ${field}`);
  return `${expression.sql} as "${field}"`;
}

/** The fields of a list item: key, version, state, the columns, what else the list needs, the deadlines. */
export function itemFields(record: AnyRecord): string[] {
  const lifecycle = record.states ? ["status", "isFinal"] : [];
  const clocks = Object.keys(record.clocks ?? {}).map(dueField);
  return [
    ...new Set([
      keyField(record),
      "version",
      ...lifecycle,
      ...record.list.columns,
      ...(record.list.also ?? []),
      ...clocks,
    ]),
  ];
}
