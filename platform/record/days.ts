import type { Day } from "./fields.ts";

/** Days of a calendar ("2026-11-23"), whatever the zone: their arithmetic in one place. */
const at = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10);

/** The day so many days later; before, where `days` is negative. */
export function daysLater(day: Day, days: number): Day {
  const date = at(day);
  date.setUTCDate(date.getUTCDate() + days);
  return dayOf(date);
}

/** How many days lie from one day to the other: none to itself, one to the next day. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((at(to).getTime() - at(from).getTime()) / 86_400_000);

/** The first day of the week that a day lies in; weeks begin on Monday (1) unless `startsOn` says another day (0 is Sunday). */
export const weekOf = (day: Day, startsOn = 1): Day => daysLater(day, -((at(day).getUTCDay() - startsOn + 7) % 7));

/** The first day of the month that lies so many months after the one of `day`. */
export function monthOf(day: Day, months = 0): Day {
  const date = at(day);
  date.setUTCMonth(date.getUTCMonth() + months, 1);
  return dayOf(date);
}
