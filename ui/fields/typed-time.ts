import type { Day } from "#platform/record/index.ts";
import type { Language } from "#ui/words/languages.ts";

const digitsOf = (text: string): string[] => text.normalize("NFKC").match(/\d+/g) ?? [];
const two = (n: number): string => String(n).padStart(2, "0");

/** Whether a text is a day of the calendar as it is stored, "2026-11-22"; an address can say anything. */
export function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return /^\d{4}-\d\d-\d\d$/.test(text) && existing(year, month, day) !== null;
}

/** A day as it is typed in the reader's language: "2026/11/22", "22.11.2026", "22/11/2026". */
export function dayAsTyped(on: Day, language: Language): string {
  const [year = "", month = "", day = ""] = on.split("-");
  if (language === "ja" || language === "zh") return `${year}/${month}/${day}`;
  return [day, month, year].join(language === "ru" ? "." : "/");
}

const patterns: Record<Language, string> = { en: "dd/mm/yyyy", ja: "年/月/日", zh: "年/月/日", ru: "дд.мм.гггг" };
/** How a day is typed in the reader's language, in letters, so that it cannot be taken for a day. */
export const dayPattern = (language: Language): string => patterns[language];

/**
 * Reads a typed day in any of the usual ways and widths: "2026-11-22", "2026年11月22日", "20261122", "22.11.2026"; without a
 * year, month and day in the language's order in the year of `today`, or the next when that has passed. Null: not a day.
 */
export function dayFromTyped(text: string, language: Language, today: Day): Day | null {
  let parts = digitsOf(text);
  const [only = ""] = parts;
  if (parts.length === 1 && only.length === 8) parts = [only.slice(0, 4), only.slice(4, 6), only.slice(6)];
  const numbers = parts.map(Number);
  if (numbers.length === 3) {
    const isYearFirst = (parts[0]?.length ?? 0) === 4;
    const [year = 0, month = 0, day = 0] = isYearFirst ? numbers : numbers.toReversed();
    return existing(year < 100 ? 2000 + year : year, month, day);
  }
  if (numbers.length !== 2) return null;
  const isMonthFirst = language === "ja" || language === "zh";
  const [month = 0, day = 0] = isMonthFirst ? numbers : numbers.toReversed();
  const year = Number(today.slice(0, 4));
  const thisYear = existing(year, month, day);
  return thisYear !== null && thisYear < today ? existing(year + 1, month, day) : thisYear;
}

function existing(year: number, month: number, day: number): Day | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isReal = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isReal && year >= 1900 ? `${year}-${two(month)}-${two(day)}` : null;
}

const morning = /a\.?m\.?|午前|上午/;
const afternoon = /p\.?m\.?|午後|下午/;
/** Hours alone, both in one number, or apart; minutes have two digits unless their own word follows them. */
const ways = [
  /^(\d{1,2})(?:[時时点點hч](?:半)?)?$/,
  /^(\d{1,2})(\d{2})$/,
  /^(\d{1,2})[:.時时点點hч](\d{2})$/,
  /^(\d{1,2})[:.時时点點hч](\d{1,2})(?:分|мин\.?)$/,
];

/** Reads a typed time of 24 hours: "9", "930", "9:30", "14時30分", "2:30 pm". Null: not a time, or one that could mean two ("9.5"). */
export function timeFromTyped(text: string): string | null {
  const typed = text.normalize("NFKC").toLowerCase();
  const plain = typed.replace(morning, "").replace(afternoon, "").replaceAll(/\s/g, "");
  const found = ways.map((way) => way.exec(plain)).find((one) => one !== null);
  if (!found) return null;
  const said = Number(found[1]);
  const isTwelve = said === 12 && morning.test(typed);
  const hour = isTwelve ? 0 : said + (afternoon.test(typed) && said < 12 ? 12 : 0);
  const minute = plain.endsWith("半") ? 30 : Number(found[2] ?? 0);
  return hour < 24 && minute < 60 ? `${two(hour)}:${two(minute)}` : null;
}
