import { type Language, localeOf } from "./languages.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  const found = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, found);
  return found;
}

const dayParts: Record<Language, Intl.DateTimeFormatOptions> = {
  en: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  ja: { year: "numeric", month: "long", day: "numeric", weekday: "short" },
  zh: { year: "numeric", month: "long", day: "numeric", weekday: "short" },
  ru: { day: "2-digit", month: "2-digit", year: "numeric" },
};
const shortDayParts: Record<Language, Intl.DateTimeFormatOptions> = {
  en: { year: "numeric", month: "2-digit", day: "2-digit" },
  ja: { year: "numeric", month: "2-digit", day: "2-digit" },
  zh: { year: "numeric", month: "2-digit", day: "2-digit" },
  ru: { day: "2-digit", month: "2-digit", year: "numeric" },
};
/** In English a short day is written as in ISO 8601: no reader takes the day for the month. */
const shortLocaleOf: Record<Language, string> = { ...localeOf, en: "en-CA" };
const clockParts: Intl.DateTimeFormatOptions = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** The zone of this browser. */
export const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "2026年11月22日(日)", "22.11.2026", "Sun, 22 Nov 2026" of a day ("2026-11-22"). */
export const dayText = (language: Language, on: string): string =>
  format(localeOf[language], { ...dayParts[language], timeZone: "UTC" }).format(Date.parse(`${on}T00:00:00Z`));

/** The day and the 24-hour time in `zone`; the zone is named when it shows another time than the viewer's. */
export function instantText(language: Language, at: string, zone: string, isShort: boolean): string {
  const locale = localeOf[language];
  const ms = Date.parse(at);
  const day = isShort
    ? format(shortLocaleOf[language], { ...shortDayParts[language], timeZone: zone }).format(ms)
    : format(locale, { ...dayParts[language], timeZone: zone }).format(ms);
  const time = format(locale, { ...clockParts, timeZone: zone }).format(ms);
  const comma = language === "ru" || (language === "en" && !isShort) ? ", " : " ";
  return `${day}${comma}${time}${zoneNote(locale, ms, zone)}`;
}

/** The time of day alone. */
export const timeText = (language: Language, at: string, zone: string): string =>
  format(localeOf[language], { ...clockParts, timeZone: zone }).format(Date.parse(at));

function zoneName(locale: string, ms: number, timeZone: string, timeZoneName: "short" | "longOffset"): string {
  const parts = format(locale, { timeZone, timeZoneName }).formatToParts(ms);
  return parts.find((part) => part.type === "timeZoneName")?.value ?? "";
}

/** Whether clocks in `zone` show what the viewer's show at this moment (milliseconds since 1970); else times name their zone. */
export const isViewersTime = (zone: string, ms: number): boolean =>
  zoneName("en", ms, zone, "longOffset") === zoneName("en", ms, viewerZone(), "longOffset");

const zoneNote = (locale: string, ms: number, zone: string): string =>
  isViewersTime(zone, ms) ? "" : ` ${zoneName(locale, ms, zone, "short")}`;

const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** "3 hours ago", "in 2 days": the largest unit that fits; below a minute, "now". */
export function relativeText(language: Language, at: string, now: number): string {
  const apart = Date.parse(at) - now;
  const relative = new Intl.RelativeTimeFormat(localeOf[language], { numeric: "auto" });
  const step = steps.find(([, ms]) => Math.abs(apart) >= ms);
  return step ? relative.format(Math.trunc(apart / step[1]), step[0]) : relative.format(0, "second");
}
