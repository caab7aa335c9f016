import { newId } from "#platform/clocks/chance.ts";
import type { AnyRecord, Field, Fields } from "#platform/record/index.ts";

type Values = Record<string, unknown>;

/** A value that the field accepts; different `nth` give different values, and some of them the same. */
export function sampleOf(field: Field, nth: number): unknown {
  switch (field.kind) {
    case "text":
      return textOf(field.format, nth).slice(0, field.maxLength);
    case "flag":
      return nth % 2 === 0;
    case "integer":
      return Math.min(field.max, field.min + (nth % 5));
    case "day":
      return `2026-0${1 + (nth % 8)}-1${nth % 3}`;
    case "instant":
      return `2026-0${1 + (nth % 8)}-1${nth % 3}T09:00:00.000Z`;
    case "choice":
      return field.values[nth % field.values.length];
    case "listed":
    case "code":
      return `entry-${nth % 3}`;
    case "ref":
      return newId();
    case "names":
      return { en: "one", ja: "一", zh: "一", ru: "один" };
    case "flags":
      return Object.fromEntries(field.names.map((name) => [name, false]));
    case "receipt":
      return { rule: "sample", version: 1, inputs: {}, candidates: [], outcome: { code: "a", because: "b" } };
    default:
      return [];
  }
}

/** Texts of several scripts, some of which would be a formula in a spreadsheet. */
function textOf(format: string, nth: number): string {
  if (format === "email") return `someone${nth % 4}@example.test`;
  if (format === "phone") return `+81312345${String(nth % 10).padStart(3, "0")}`;
  if (format === "language") return "ja";
  if (format === "zone") return "UTC";
  return ["佐藤, 青い車", '=1+2;"so"', "Ёлкин\nвторая строка", "＝SUM(A1)", "plain"][nth % 5] ?? "";
}

/** A new row of the record at a dealer, made of its declaration alone. Its title is its own; optional fields are empty now and then. */
export function sampleRow(record: AnyRecord, dealer: string, nth: number): Values {
  const { belongsTo = {} } = record;
  const values = Object.entries(record.fields).map(([name, field], i): [string, unknown] => {
    if (name === record.title || name === record.key) return [name, `T-${dealer}-${nth}`];
    if (name === belongsTo.dealer) return [name, dealer];
    if (name === belongsTo.dealers) return [name, [dealer]];
    return [name, field.isOptional && (nth + i) % 3 === 0 ? null : sampleOf(field, nth + i)];
  });
  return Object.fromEntries(values);
}

/** What a move asks, answered from its declaration. */
export const sampleBody = (asks: Fields = {}): Values =>
  Object.fromEntries(Object.entries(asks).map(([name, field]) => [name, sampleOf(field, 1)]));
