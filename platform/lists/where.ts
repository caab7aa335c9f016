import { bind } from "#platform/access/index.ts";
import type { Condition } from "#platform/record/index.ts";

/** One condition on a value as SQL, each literal bound. */
export function conditionSql(value: string, condition: Condition, values: unknown[]): string {
  if (condition === "filled") return `${value} is not null`;
  if (condition === "empty") return `${value} is null`;
  if (typeof condition !== "object") return `${value} = ${bind(values, condition)}`;
  if (Array.isArray(condition)) return `${value} = any(${bind(values, condition)}::text[])`;
  if ("holds" in condition) return `${value} @> array[${bind(values, condition.holds)}]::text[]`;
  const { atLeast, atMost } = condition as { atLeast?: number; atMost?: number };
  const bounds = [
    ...(atLeast === undefined ? [] : [`${value} >= ${bind(values, atLeast)}::integer`]),
    ...(atMost === undefined ? [] : [`${value} <= ${bind(values, atMost)}::integer`]),
  ];
  return bounds.join(" and ") || "true";
}

/** Whether a value meets a condition: the twin of the SQL, for rows that are not stored yet. Empty values meet only "empty". */
export function meets(value: unknown, condition: Condition): boolean {
  const isEmpty = value === null || value === undefined;
  if (condition === "empty" || condition === "filled") return isEmpty === (condition === "empty");
  if (isEmpty) return false;
  if (typeof condition !== "object") return value === condition;
  if (Array.isArray(condition)) return condition.includes(value);
  if ("holds" in condition) return Array.isArray(value) && value.includes(condition.holds);
  const { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY } = condition as Bounds;
  return Number(value) >= atLeast && Number(value) <= atMost;
}
type Bounds = { atLeast?: number; atMost?: number };

/** The filters of a list that say the same as a condition: pairs of operator and value as in `filter[FIELD][OPERATOR]=value`. */
export function filtersOf(condition: Condition): [operator: string, value: string][] {
  if (condition === "filled") return [["empty", "false"]];
  if (condition === "empty") return [["empty", "true"]];
  if (typeof condition !== "object") return [["eq", String(condition)]];
  if (Array.isArray(condition)) return [["in", condition.join(",")]];
  if ("holds" in condition) return [["holds", condition.holds]];
  const { atLeast, atMost } = condition as Bounds;
  return [
    ...(atLeast === undefined ? [] : [["gte", String(atLeast)] as [string, string]]),
    ...(atMost === undefined ? [] : [["lte", String(atMost)] as [string, string]]),
  ];
}
