import { z } from "zod";
import { zoneNamed } from "#platform/clocks/zone.ts";
import { mailAddress } from "#platform/mail/address.ts";
import type { Field, Fields } from "#platform/record/index.ts";
import { withoutSecrets } from "#platform/secrets/hidden.ts";
import { type Fault, invalid } from "./problem.ts";

const isSound = (text: string): boolean => !text.includes("\u0000") && text.isWellFormed();
/** What somebody types or a program sends, without secrets of this house that they pasted: others read it. */
const words = (maxLength: number, isLine: boolean) =>
  z
    .string()
    .transform((text) => withoutSecrets(text.trim()))
    .pipe(z.string().max(maxLength))
    .refine(isSound, "holds characters that cannot be kept")
    .refine((text) => !isLine || !/[\r\n]/.test(text), "must be one line");

const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
const isLanguage = (code: string): boolean => {
  try {
    return languages.of(code) !== undefined;
  } catch {
    return false;
  }
};

const mustBeZone = "must be the IANA name of a time zone such as Asia/Tokyo";
const isOfThreeCenturies = (text: string): boolean => /^(19|20|21)\d\d-/.test(text);
const outside = "must lie between 1900 and 2199";
/** An instant with an offset between 1900 and 2199, there and in UTC, given on as UTC. */
const instant = () =>
  z.iso
    .datetime({ offset: true })
    .refine(isOfThreeCenturies, outside)
    .transform((text) => new Date(text).toISOString())
    .refine(isOfThreeCenturies, outside);
const day = () => z.iso.date().refine(isOfThreeCenturies, outside);
const email = () =>
  words(254, true).refine((text) => text === "" || mailAddress(text) !== null, "must look like name@place.tld");

function textShape(field: Field & { kind: "text" }): z.ZodType {
  if (field.format === "email") return email();
  if (field.format === "language")
    return words(20, true).refine((text) => text === "" || isLanguage(text), "must be a language code such as ja");
  if (field.format === "zone")
    return words(field.maxLength, true).refine((text) => text === "" || zoneNamed(text) !== undefined, mustBeZone);
  return words(field.maxLength, field.format !== "notes");
}

/** What a field accepts: the shape of its declaration, an empty text being no value at all. */
export function inputShape(field: Field): z.ZodType {
  const shape = present(field);
  if (!field.isOptional)
    return field.kind === "text" ? shape.refine((text) => text !== "", "must not be empty") : shape;
  const emptied =
    field.kind === "text" || field.kind === "listed" || field.kind === "code"
      ? shape.transform((v) => (v === "" ? null : v))
      : shape;
  return emptied.nullable().optional();
}

function present(field: Field): z.ZodType {
  switch (field.kind) {
    case "text":
      return textShape(field);
    case "flag":
      return z.boolean();
    case "integer":
      return z.int().min(field.min).max(field.max);
    case "day":
      return day();
    case "instant":
      return instant();
    case "choice":
      return z.enum(field.values as [string, ...string[]]);
    case "choices":
      return z.array(z.enum(field.values as [string, ...string[]])).max(field.values.length);
    case "listed":
    case "code":
      return words(60, true);
    case "ref":
      return z.uuid();
    case "texts":
      return z.array(words(200, true)).max(field.atMost);
    case "instants":
      return z.array(instant()).max(field.atMost);
    case "flags":
      return z.strictObject(Object.fromEntries(field.names.map((name) => [name, z.boolean().optional()])));
    case "series":
      return z.array(entryObject(field.fields)).max(field.atMost);
    default:
      return z.record(z.string(), z.unknown());
  }
}

/** An object of declared fields; anything else in it is refused by name. */
export const inputObject = (fields: Fields): z.ZodType =>
  z.strictObject(Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, inputShape(field)])));

/** An entry of a series is kept whole: what it leaves out is empty, and reads so. */
const entryObject = (fields: Fields): z.ZodType =>
  z.strictObject(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const shape = inputShape(field);
        return [name, field.isOptional ? shape.default(null) : shape];
      }),
    ),
  );

/** Reads `body` by its shape. Throws the problem that names every field at fault. */
export function read<T>(shape: z.ZodType<T>, body: unknown): T {
  const result = shape.safeParse(body === undefined || body === null || body === "" ? {} : body, { reportInput: true });
  if (result.success) return result.data;
  throw invalid(result.error.issues.flatMap(faultsOf));
}

type Issue = z.core.$ZodIssue;
function faultsOf(issue: Issue): Fault[] {
  const field = issue.path.map(String).join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      field: field ? `${field}.${key}` : key,
      code: "unknown-field",
      message: "is not known here",
    }));
  }
  const isMissing = issue.code === "invalid_type" && issue.input === undefined;
  return [
    {
      field: field || "body",
      code: isMissing ? "missing" : issue.code.replaceAll("_", "-"),
      message: isMissing ? "is missing" : sentenceOf(issue),
    },
  ];
}

const named: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};
const counted = (origin: string, n: number | bigint): string =>
  origin === "string" ? `${n} characters` : origin === "array" ? `${n} entries` : String(n);

/** What is wrong with a value, in words that say how to mend it. */
function sentenceOf(issue: Issue): string {
  if (issue.code === "invalid_type") return `must be ${named[issue.expected] ?? issue.expected}`;
  if (issue.code === "too_big") return `must be at most ${counted(issue.origin, issue.maximum)}`;
  if (issue.code === "too_small") return `must be at least ${counted(issue.origin, issue.minimum)}`;
  if (issue.code === "invalid_value") return `must be one of ${issue.values.map(String).join(", ")}`;
  if (issue.code === "invalid_format") return `must be of the form ${issue.format}`;
  return issue.message;
}
