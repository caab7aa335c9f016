import { IntlMessageFormat } from "intl-messageformat";
import type { Language } from "#platform/http/languages.ts";
import type { Day, Instant } from "#platform/record/index.ts";
import en from "./labels/en.json" with { type: "json" };
import ja from "./labels/ja.json" with { type: "json" };
import ru from "./labels/ru.json" with { type: "json" };
import zh from "./labels/zh.json" with { type: "json" };
import type { Gap, RateLine } from "./numbers.ts";

type Values = Readonly<Record<string, string | number>>;
/** How numbers read on paper and by mail: the words of the pages, with their numbers, days and moments. */
export type SheetWords = {
  language: Language;
  t: (key: string, values?: Values) => string;
  number: (n: number) => string;
  /** "67.9%" of a share from 0 to 1, always with one decimal; a dash where there was nothing to count. */
  percent: (share: number | null) => string;
  /** "67.9" of a share, where the head of its column has the sign. */
  bare: (share: number | null) => string;
  /** "70%" of a target, which is set in whole percent. */
  target: (percent: number) => string;
  day: (on: Day) => string;
  /** "16 Nov" of the week that begins then, "Nov 2026" of a month. */
  step: (by: "week" | "month", key: string) => string;
  /** The moment on the clocks of `zone` (IANA), which is named once, where nothing around it does. */
  moment: (at: Instant, zone: string, isNamed?: boolean) => string;
};

const files: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, ja, zh, ru };
const locales: Readonly<Record<Language, string>> = { en: "en-GB", ja: "ja-JP", zh: "zh-CN", ru: "ru-RU" };
const made = new Map<Language, SheetWords>();

/** The words of a language, made once. */
export function sheetWords(language: Language): SheetWords {
  const words = made.get(language) ?? wordsOf(language);
  made.set(language, words);
  return words;
}

function wordsOf(language: Language): SheetWords {
  const locale = locales[language];
  const messages = new Map<string, IntlMessageFormat>();
  const numbers = new Intl.NumberFormat(locale);
  const one = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const percents = new Intl.NumberFormat(locale, { style: "percent", ...one });
  const bare = new Intl.NumberFormat(locale, one);
  const targets = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const onDay = (options: Intl.DateTimeFormatOptions, on: Day): string =>
    new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options }).format(Date.parse(`${on}T00:00:00Z`));
  const whole = { year: "numeric", month: "short", day: "numeric" } as const;
  return {
    language,
    t: (key, values) => {
      const message = messages.get(key) ?? new IntlMessageFormat(files[language][key] ?? key, locale);
      messages.set(key, message);
      return String(message.format(values));
    },
    number: (n) => numbers.format(n),
    percent: (share) => (share === null ? "–" : percents.format(share)),
    bare: (share) => (share === null ? "–" : bare.format(100 * share)),
    target: (percent) => targets.format(percent / 100),
    day: (on) => onDay(whole, on),
    step: (by, key) => onDay({ month: "short", ...(by === "week" ? { day: "numeric" } : { year: "numeric" }) }, key),
    moment: (at, zone, isNamed = true) => {
      const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone } as const;
      const said = new Intl.DateTimeFormat(locale, { ...whole, ...time }).format(Date.parse(at));
      return isNamed ? `${said} (${zone})` : said;
    },
  };
}

export const shareOf = ({ part, of }: { part: number; of: number }): number | null => (of === 0 ? null : part / of);

/** What closes the gap of a service level, in one sentence; moments in `zone`. */
export function gapText({ t, target: targetText, moment }: SheetWords, rate: RateLine, gap: Gap, zone: string): string {
  if (rate.of === 0) return t("numbers.gap.nothing");
  if (gap.need === 0) return t("numbers.gap.reached", { spare: rate.part - Math.ceil((rate.of * rate.target) / 100) });
  if (gap.until === null) return t("numbers.gap.lost", { need: gap.need, open: gap.open });
  const until = moment(gap.until, zone, false);
  const target = targetText(rate.target);
  return t(`numbers.gap.${rate.name}`, { need: gap.need, open: gap.open, until, target });
}
