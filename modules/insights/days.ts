import type { CountedBy, CountLine } from "#platform/counts/read-counts.ts";
import type { Day } from "#platform/record/index.ts";

export type Period = "day" | "week" | "month";
export const isPeriod = (by: CountedBy | undefined): by is Period => by === "day" || by === "week" || by === "month";

/** The first day of the week (from Monday) or month that a day lies in. */
function firstDay(day: Day, by: Period): Day {
  if (by === "day") return day;
  const at = new Date(`${day}T00:00:00Z`);
  if (by === "week") at.setUTCDate(at.getUTCDate() - ((at.getUTCDay() + 6) % 7));
  else at.setUTCDate(1);
  return at.toISOString().slice(0, 10);
}

/** The counts of several lines together, of all that are `named`: a count that no line has is none. */
export function totalOf(lines: readonly CountLine[], named: readonly string[]): CountLine {
  const counts = Object.fromEntries(named.map((name) => [name, 0]));
  for (const line of lines) for (const name of named) counts[name] = (counts[name] ?? 0) + (line.counts[name] ?? 0);
  return { key: null, label: null, counts };
}

/** Lines of days as lines of days, weeks or months, each named by its first day. */
export function linesOf(days: readonly CountLine[], by: Period): CountLine[] {
  return [...Map.groupBy(days, ({ key }) => firstDay(String(key), by))].map(([key, its]) => ({
    ...totalOf(its, Object.keys(its[0]?.counts ?? {})),
    key,
  }));
}
