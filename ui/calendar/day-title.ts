import { type Language, localeOf } from "#ui/words/languages.ts";

const partOf =
  (language: Language, on: string) =>
  (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone: "UTC" }).format(Date.parse(on));

/** A day as a heading, in the reader's language: "Wed 25 Nov", "11月25日(水)", "11月25日 周三", "ср, 25 ноября"; with its year where asked. */
export function dayTitle(language: Language, on: string, hasYear = false): string {
  const year = hasYear ? ({ year: "numeric" } as const) : {};
  const part = partOf(language, on);
  const weekday = part({ weekday: "short" });
  const day = part({ ...year, month: language === "en" ? "short" : "long", day: "numeric" });
  const said: Record<Language, string> = {
    en: `${weekday} ${day}`,
    ja: `${day}(${weekday})`,
    zh: `${day} ${weekday}`,
    ru: `${weekday}, ${day}`,
  };
  return said[language];
}

/**
 * The first and the last day of a week as a heading, each part said once: "23 – 29 Nov 2026", "2026年11月23日(月)〜29日(日)",
 * "2026年11月23日 周一〜29日 周日", "23–29 ноября 2026 г.". In Japanese and Chinese a range of the platform would be digits and strokes.
 */
export function weekTitle(language: Language, from: string, to: string): string {
  if (language === "ja" || language === "zh")
    return `${dayTitle(language, from, true)}〜${lastDay(language, from, to)}`;
  const parts: Intl.DateTimeFormatOptions = { day: "numeric", month: language === "en" ? "short" : "long" };
  const format = new Intl.DateTimeFormat(localeOf[language], { ...parts, year: "numeric", timeZone: "UTC" });
  return format.formatRange(Date.parse(from), Date.parse(to));
}

/** The last day without the year or the month that the first has said. */
function lastDay(language: Language, from: string, to: string): string {
  if (from.slice(0, 4) !== to.slice(0, 4)) return dayTitle(language, to, true);
  if (from.slice(0, 7) !== to.slice(0, 7)) return dayTitle(language, to);
  const part = partOf(language, to);
  const weekday = part({ weekday: "short" });
  return language === "ja" ? `${part({ day: "numeric" })}(${weekday})` : `${part({ day: "numeric" })} ${weekday}`;
}
