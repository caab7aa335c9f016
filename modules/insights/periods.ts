import { type Day, daysLater, monthOf, weekOf } from "#platform/record/index.ts";

/** The periods one tap away; the first one is where the numbers begin (AL-61). */
export const periods = ["60-days", "this-month", "last-month", "13-weeks", "12-months"] as const;
export type Period = (typeof periods)[number];
/** First and last day; where one is left out the server takes its own: today, and the sixtieth day before. */
export type Days = { from?: Day; to?: Day };

/** The last day of the week or month that begins on `first`. */
export const lastOf = (per: "week" | "month", first: Day): Day =>
  per === "week" ? daysLater(first, 6) : daysLater(monthOf(first, 1), -1);

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
  if (period === "this-month") return { from: monthOf(today) };
  if (period === "last-month") return { from: monthOf(today, -1), to: daysLater(monthOf(today), -1) };
  if (period === "13-weeks") return { from: daysLater(weekOf(today), -12 * 7) };
  if (period === "12-months") return { from: monthOf(today, -11) };
  return {};
}
