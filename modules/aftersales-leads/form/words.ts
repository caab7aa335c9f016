import { IntlMessageFormat } from "intl-messageformat";
import type { consentPurposes } from "../aftersales-lead.record.ts";
import en from "../labels/en.json" with { type: "json" };
import ja from "../labels/ja.json" with { type: "json" };
import ru from "../labels/ru.json" with { type: "json" };
import zh from "../labels/zh.json" with { type: "json" };

const labels: Readonly<Record<FormLanguage, Readonly<Record<string, string>>>> = { ja, en, zh, ru };

export const formLanguages = ["ja", "en", "zh", "ru"] as const;
export type FormLanguage = (typeof formLanguages)[number];
export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

const readMessages = new Map<string, IntlMessageFormat>();

function message(language: FormLanguage, key: string): IntlMessageFormat {
  const at = `${language} ${key}`;
  const read = readMessages.get(at) ?? new IntlMessageFormat(labels[language][key] ?? key, language);
  readMessages.set(at, read);
  return read;
}

/** The words of one language: a label by its key, filled with values. */
export const sayIn =
  (language: FormLanguage): Say =>
  (key, values) =>
    String(message(language, key).format(values));

export const hasWord = (key: string): boolean => key in labels.en;

/** The form's language: the one asked for (`?lang=`), else the first wish of the browser that we speak, else the market's. */
export function formLanguage(asked: unknown, accepted: string | undefined, market: FormLanguage): FormLanguage {
  const wishes = [asked, ...(accepted ?? "").split(",").map((wish) => wish.trim().slice(0, 2).toLowerCase())];
  return wishes.map((wish) => formLanguages.find((known) => known === wish)).find((known) => known) ?? market;
}

export type Purpose = (typeof consentPurposes)[number];

/** The very sentence a customer agrees to, for the page and for the ledger of consents. */
export const consentWording = (language: FormLanguage, purpose: Purpose): string =>
  sayIn(language)(`aftersales-form.consent.${purpose}`);
