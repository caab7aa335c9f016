import { isLanguage, type Language, languageOf } from "#platform/http/languages.ts";
import type { Instant, Names } from "#platform/record/index.ts";
import { en } from "./words/en.ts";
import { ja } from "./words/ja.ts";
import type { LinkWords } from "./words/link-words.ts";
import { ru } from "./words/ru.ts";
import { zh } from "./words/zh.ts";

export const linkWords: Readonly<Record<Language, LinkWords>> = { en, ja, zh, ru };
/** Each language under its own name. */
export const ownNames: Readonly<Record<Language, string>> = { ja: "日本語", en: "English", zh: "中文", ru: "Русский" };
const locales: Readonly<Record<Language, string>> = { en: "en-GB", ja: "ja-JP", zh: "zh-CN", ru: "ru-RU" };

/** The language of the page: the one asked for, else the appointment's, else the browser's. */
export function linkLanguage(asked: unknown, own: string | null, accepted: string | undefined): Language {
  const wishes = [asked, own?.slice(0, 2).toLowerCase()];
  const wished = wishes.find((one): one is Language => typeof one === "string" && isLanguage(one));
  return wished ?? languageOf(accepted);
}

/** A name in a language, or in English where the language has none; empty where there is no name at all. */
export const nameIn = (names: Names | null, language: Language): string => (names ? names[language] || names.en : "");

const say = (language: Language, zone: string, atMs: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locales[language], { timeZone: zone, ...options }).format(atMs);

/** The time of a moment on the clocks of a zone: 09:30. */
export const timeIn = (at: Instant, zone: string, language: Language): string =>
  say(language, zone, Date.parse(at), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** The day of a moment on the calendar of a zone, with its weekday and without the year. */
export const dayIn = (at: Instant, zone: string, language: Language): string =>
  say(language, zone, Date.parse(at), { weekday: language === "ja" ? "short" : "long", month: "long", day: "numeric" });

/** A zone as people call it, at the time of a moment: Japan Time. */
export function zoneIn(at: Instant, zone: string, language: Language): string {
  const parts = new Intl.DateTimeFormat(locales[language], { timeZone: zone, timeZoneName: "longGeneric" });
  return parts.formatToParts(Date.parse(at)).find(({ type }) => type === "timeZoneName")?.value ?? zone;
}
