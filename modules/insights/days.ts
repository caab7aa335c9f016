import type { CountedBy, CountLine } from "#platform/counts/read-counts.ts";
import { type Day, monthOf, weekOf } from "#platform/record/index.ts";

export type Period = "day" | "week" | "month";
export const isPeriod = (by: CountedBy | undefined): by is Period => by === "day" || by === "week" || by === "month";

const firstDays: Readonly<Record<Period, (day: Day) => Day>> = {
  day: (day) => day,
  week: (day) => weekOf(day),
  month: (day) => monthOf(day),
};

/** The counts of several lines together, of all that are `named`: a count that no line has is none. */
export function totalOf(lines: readonly CountLine[], named: readonly string[]): CountLine {
  const counts = Object.fromEntries(named.map((name) => [name, 0]));
  for (const line of lines) for (const name of named) counts[name] = (counts[name] ?? 0) + (line.counts[name] ?? 0);
  return { key: null, label: null, counts };
}

/** Lines of days as lines of days, weeks or months, each named by its first day. */
export function linesOf(days: readonly CountLine[], by: Period): CountLine[] {
  return [...Map.groupBy(days, ({ key }) => firstDays[by](String(key)))].map(([key, its]) => ({
    ...totalOf(its, Object.keys(its[0]?.counts ?? {})),
    key,
  }));
}
