import type { Instant } from "#platform/record/index.ts";
import { type MailLanguage, mailLanguage } from "./first-templates.ts";

const locales: Readonly<Record<MailLanguage, string>> = { en: "en-GB", ja: "ja-JP", zh: "zh-CN", ru: "ru-RU" };
/** Between a day and a time: a comma where the language has one. */
const between: Readonly<Record<MailLanguage, string>> = { en: ", ", ja: " ", zh: " ", ru: ", " };

/** A moment as a mail says it: `day` and `time` on the clocks of `zone` (IANA), and both together. */
export function whenInWords(at: Instant, zone: string, language: string): { when: string; day: string; time: string } {
  const its = mailLanguage(language);
  const date = new Date(at);
  const say = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(locales[its], { timeZone: zone, ...options }).format(date);
  const day = say({ weekday: its === "ja" ? "short" : "long", year: "numeric", month: "long", day: "numeric" });
  const time = say({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return { when: `${day}${between[its]}${time}`, day, time };
}
