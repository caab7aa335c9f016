import { type Language, localeOf } from "#ui/words/languages.ts";

/** A day as a heading, in the reader's language: "Wed 25 Nov", "11月25日(水)", "11月25日 周三", "ср, 25 ноября"; with its year where asked. */
export function dayTitle(language: Language, on: string, hasYear = false): string {
  const year = hasYear ? ({ year: "numeric" } as const) : {};
  const part = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(localeOf[language], { ...options, timeZone: "UTC" }).format(Date.parse(`${on}T00:00:00Z`));
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
