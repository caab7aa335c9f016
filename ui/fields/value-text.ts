import type { Field } from "#platform/record/index.ts";
import type { Words } from "#ui/words/words.tsx";

/** Where a field's words stand: the record's name and the field's ("aftersales-lead", "drivenBy"). */
export type FieldPlace = { record: string; name: string };
type Texts = Pick<Words, "t" | "has" | "language" | "instant" | "day" | "number">;

export const isEmptyValue = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** The label of a field; a field that no label names shows its own name. */
export function fieldLabel({ t, has }: Pick<Words, "t" | "has">, { record, name }: FieldPlace): string {
  const keys = [`${record}.field.${name}`, `record.field.${name}`];
  const key = keys.find(has);
  return key ? t(key) : name;
}

/** A value as one line of text in the reader's language; empty for no value. Codes and list entries stay codes here. */
export function valueText(words: Texts, place: FieldPlace, field: Field, value: unknown): string {
  if (isEmptyValue(value)) return "";
  switch (field.kind) {
    case "flag":
      return words.t(value ? "record.yes" : "record.no");
    case "integer":
      return words.number(Number(value));
    case "day":
      return words.day(String(value));
    case "instant":
      return words.instant(String(value));
    case "choice":
      return choiceText(words, place, String(value));
    case "choices":
      return asList(value)
        .map((entry) => choiceText(words, place, String(entry)))
        .join(", ");
    case "instants":
      return asList(value)
        .map((at) => words.instant(String(at)))
        .join(" · ");
    case "names":
      return nameIn(words, value);
    case "texts":
      return asList(value).join(", ");
    case "flags":
      return flagsText(words, place, value);
    case "series":
      return seriesText(words, place, field, value);
    case "text":
      if (place.name === "country") return countryText(words, String(value));
      return field.format === "language" ? languageText(words, String(value)) : String(value);
    default:
      return nameOf(value);
  }
}

/** A name that is told in several languages, in the reader's or else in English. */
function nameIn({ language }: Texts, value: unknown): string {
  const told = value as Partial<Record<string, string>>;
  return told[language] ?? told.en ?? Object.values(told)[0] ?? "";
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function choiceText({ t, has }: Texts, { record, name }: FieldPlace, value: string): string {
  const key = `${record}.choice.${name}.${value}`;
  return has(key) ? t(key) : value;
}

/** The names that say yes. */
function flagsText(words: Texts, { record, name }: FieldPlace, value: unknown): string {
  const said = Object.entries(value as Record<string, boolean>).filter(([, isYes]) => isYes);
  return said.map(([flag]) => fieldLabel(words, { record, name: `${name}.${flag}` })).join(", ");
}

/** The last entry of a series by its choices ("Phone · Not reached"); the count stands before it. */
function seriesText(words: Texts, place: FieldPlace, field: Field & { kind: "series" }, value: unknown): string {
  const entries = asList(value) as readonly Record<string, unknown>[];
  const last = entries.at(-1) ?? {};
  const said = Object.entries(field.fields)
    .filter(([, part]) => part.kind === "choice")
    .map(([name]) => choiceText(words, { record: place.record, name }, String(last[name] ?? "")));
  return [`${entries.length}`, said.filter(Boolean).join(" · ")].filter(Boolean).join(": ");
}

/** The name of a language in the reader's own: "ja" is "Japanese", "日本語". */
export function languageText({ language }: Pick<Words, "language">, code: string): string {
  try {
    return new Intl.DisplayNames(language, { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** "JP" is "Japan", "日本"; a country in words stays as it was said. */
export function countryText({ language }: Pick<Words, "language">, said: string): string {
  if (!/^[A-Z]{2}$/.test(said)) return said;
  return new Intl.DisplayNames(language, { type: "region", fallback: "code" }).of(said) ?? said;
}

function nameOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const named = value as { name?: unknown; code?: unknown; id?: unknown; outcome?: { code?: unknown } };
  return String(named.name ?? named.code ?? named.outcome?.code ?? named.id ?? "");
}
