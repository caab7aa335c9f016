import { useCallback } from "react";
import { aftersalesLead, contactTimes } from "#modules/aftersales-leads/index.ts";
import type { Condition, Field } from "#platform/record/index.ts";
import { useChoices, useNamed } from "#ui/data/choices.ts";
import { fieldLabel, valueText } from "#ui/fields/value-text.ts";
import { localeOf } from "#ui/words/languages.ts";
import { useWords, type Words } from "#ui/words/words.tsx";
import { type Rules, rulesText } from "./formula.ts";
import { type NumbersLine, type ScopedDealer, type Which, whichOf } from "./numbers.reading.ts";

/**
 * What a number is called wherever it stands: "Contacted in time", "Time to the first contact – 1 to 4 h". The leads of one
 * advisor (`line` "contactedBy:…") are those that were contacted first by that person.
 */
export function useNumberName(): (number: string, line?: string) => string {
  const { t } = useWords();
  return useCallback(
    (number, line) => {
      const { name, role } = whichOf(number);
      if (number === "assigned" && /^contactedBy:./.test(line ?? "")) return t("numbers.contacted-leads");
      const text = t(`numbers.${role}.${name}`);
      const isTime = contactTimes.some((time) => time === name);
      return isTime ? t("problem.at", { field: t("numbers.times"), text }) : text;
    },
    [t],
  );
}

/** What the lines of a question are called; a line without a value says what is missing. */
export function useLineName(
  dealers: readonly ScopedDealer[],
): (by: string, line: Pick<NumbersLine, "key" | "label">) => string {
  const { t, language } = useWords();
  const campaigns = useNamed("aftersales-campaigns");
  const sources = useChoices("lead-source");
  const reasons = useChoices("no-sale-reason");
  return useCallback(
    (by, { key, label }) => {
      if (key === null) return t(`numbers.none.${by}`);
      if (by === "week" || by === "month") return stepText(language, by, key);
      const named = { dealer: dealers, campaign: campaigns, source: sources, closingReason: reasons }[by];
      return named?.find(({ code }) => code === key)?.name ?? label ?? key;
    },
    [t, language, dealers, campaigns, sources, reasons],
  );
}

/** "16 Nov" for the week that begins then, "Nov 2026" for a month. */
function stepText(language: Words["language"], by: "week" | "month", key: string): string {
  const parts = by === "week" ? ({ day: "numeric" } as const) : ({ year: "numeric" } as const);
  const format = new Intl.DateTimeFormat(localeOf[language], { month: "short", timeZone: "UTC", ...parts });
  return format.format(Date.parse(`${key}T00:00:00Z`)).replaceAll(" ", "\u00a0");
}

/** "67.9 %", always with one decimal, so that shares under each other can be compared; a dash where there was nothing to count. */
export function usePercent(): (share: number | null) => string {
  const { language } = useWords();
  return useCallback((share) => (share === null ? "–" : percentText(language, share, 1)), [language]);
}

/** "70 %" of a target, which is set in whole percent. */
export function useTarget(): (percent: number) => string {
  const { language } = useWords();
  return useCallback((percent) => percentText(language, percent / 100, 0), [language]);
}

const percentText = (language: Words["language"], share: number, decimals: number): string =>
  new Intl.NumberFormat(localeOf[language], {
    style: "percent",
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(share);

/** How a number comes about, with the limits that hold in its days: what is counted, out of what. */
export function useFormula(): (which: Which, rules: readonly Rules[]) => string {
  const words = useWords();
  return useCallback(
    ({ name, role }, rules) =>
      role === "count"
        ? countFormula(words, name)
        : `${rulesText(words, rules, name)} ${words.t("numbers.formula.of")}`,
    [words],
  );
}

/** A count in the words of its declaration: every field it asks for, and what the field must say. */
function countFormula(words: Words, name: string): string {
  const where = Object.entries(aftersalesLead.counts?.rows[name as "assigned"] ?? {}) as [string, Condition][];
  const asked = where.map(([field, condition]) =>
    words.t("problem.at", {
      field: fieldLabel(words, { record: aftersalesLead.name, name: field }),
      text: conditionText(words, field, condition),
    }),
  );
  return [...asked, words.t("numbers.formula.of")].join(". ");
}

function conditionText(words: Words, field: string, condition: Condition): string {
  const one = (value: unknown): string => oneText(words, field, value);
  if (condition === "filled" || condition === "empty") return words.t(`numbers.condition.${condition}`);
  if (Array.isArray(condition)) return condition.map(one).join(", ");
  if (typeof condition !== "object" || condition === null) return one(condition);
  const limits = condition as { atLeast?: number; atMost?: number; holds?: string };
  if (limits.holds !== undefined) return one(limits.holds);
  return [limits.atLeast ?? 0, limits.atMost].map((n) => (n === undefined ? "" : words.number(n))).join("–");
}

function oneText(words: Words, name: string, value: unknown): string {
  if (name === "status") return words.t(`${aftersalesLead.name}.status.${value}`);
  if (name === "reportClass") return words.t(`numbers.class.${value}`);
  const field: Field | undefined = (aftersalesLead.fields as Record<string, Field>)[name];
  if (field?.kind === "choices") return words.t(`${aftersalesLead.name}.choice.${name}.${value}`);
  return field ? valueText(words, { record: aftersalesLead.name, name }, field, value) : String(value);
}
