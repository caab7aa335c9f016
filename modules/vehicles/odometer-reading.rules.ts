import type { Refusal } from "#platform/moves/decide.ts";
import type { Day } from "#platform/record/index.ts";

export type Reading = { km: number; readOn: Day; reason?: string | null };

/** A reading may show less than the one before it, or more than the one after it, only with a reason. `others` by day. */
export function readingRefusal(others: readonly Reading[], reading: Reading): Refusal | null {
  const before = others.filter(({ readOn }) => readOn <= reading.readOn).at(-1);
  const after = others.find(({ readOn }) => readOn > reading.readOn);
  const isLess = before !== undefined && before.km > reading.km && !reading.reason?.trim();
  const isMore = after !== undefined && after.km < reading.km && !after.reason?.trim();
  return isLess || isMore ? { refused: "odometer-fell", field: "km" } : null;
}

/** Kilometres a year between the first and the last reading, whole; null before two days of readings, or after a new odometer. */
export function averageKmPerYear(first: Reading, last: Reading): number | null {
  const days = (Date.parse(last.readOn) - Date.parse(first.readOn)) / 86_400_000;
  return days > 0 && last.km >= first.km ? Math.round((last.km - first.km) / (days / 365.25)) : null;
}
