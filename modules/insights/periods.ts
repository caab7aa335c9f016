import type { Day } from "#platform/record/index.ts";

/** The periods one tap away; the first one is where the numbers begin (AL-61). */
export const periods = ["60-days", "this-month", "last-month", "13-weeks", "12-months"] as const;
export type Period = (typeof periods)[number];
/** First and last day; where one is left out the server takes its own: today, and the sixtieth day before. */
export type Days = { from?: Day; to?: Day };

const at = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

/** The first day of the month that lies so many months from the one of `day`. */
function monthStart(day: Day, months: number): Day {
  const date = at(day);
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  return dayOf(date);
}

function daysLater(day: Day, days: number): Day {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
}

/** The last day of the week or month that begins on `first`. */
export const lastOf = (per: "week" | "month", first: Day): Day =>
  daysLater(per === "week" ? first : monthStart(first, 1), per === "week" ? 6 : -1);

/** Whether the week or month that begins on `first` lies only in part within the days, or is not over yet on the day `today`. */
export function isPartly(per: "week" | "month", first: Day, days: Required<Days>, today: Day): boolean {
  const last = lastOf(per, first);
  return first < days.from || last > days.to || last >= today;
}

/** Whether the week or month that begins on `first` is not over yet on the day `today`, so that leads may still be added. */
export const isGoingOn = (per: "week" | "month", first: Day, days: Required<Days>, today: Day): boolean =>
  lastOf(per, first) >= today && days.to >= today;

/** The days of a period as of `today`; weeks begin on Monday. One that goes on until today leaves its end to the server. */
export function daysOf(period: Period, today: Day): Days {
  if (period === "this-month") return { from: monthStart(today, 0) };
  if (period === "last-month") return { from: monthStart(today, -1), to: daysLater(monthStart(today, 0), -1) };
  if (period === "13-weeks") return { from: daysLater(today, -((at(today).getUTCDay() + 6) % 7) - 12 * 7) };
  if (period === "12-months") return { from: monthStart(today, -11) };
  return {};
}
