import { Temporal } from "temporal-polyfill";
import type { Day, Instant } from "#platform/record/index.ts";
import type { Chance } from "./chance.ts";

export const hour = 3_600_000;
export const dayLength = 24 * hour;

export const after = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
/** The day `days` after that of the instant, by UTC. */
export const dayAfter = (at: Instant, days: number): Day => after(at, days * dayLength).slice(0, 10);

const opens = 9;
const closes = 18;

/** The first moment from `at` on at which a dealer works (9 to 18, not on the day of rest), some minutes into it. */
export function atWork(at: Instant, place: { zone: string; restDay: number }, chance: Chance): Instant {
  let there = Temporal.Instant.from(at).toZonedDateTimeISO(place.zone);
  const isOpen = there.hour >= opens && there.hour < closes && there.dayOfWeek !== place.restDay;
  if (isOpen) return at;
  if (there.hour >= closes) there = there.add({ days: 1 });
  if (there.dayOfWeek === place.restDay) there = there.add({ days: 1 });
  const morning = there.with({ hour: opens, minute: chance.int(2, 59), second: chance.int(0, 59), millisecond: 0 });
  return new Date(morning.epochMilliseconds).toISOString();
}

/** A whole or half hour of the dealer's working time, `days` after `at`. */
export function slot(at: Instant, days: number, place: { zone: string; restDay: number }, chance: Chance): Instant {
  const there = Temporal.Instant.from(after(at, days * dayLength)).toZonedDateTimeISO(place.zone);
  const day = there.dayOfWeek === place.restDay ? there.add({ days: 1 }) : there;
  const time = { hour: chance.int(opens, closes - 2), minute: chance.pick([0, 30]), second: 0, millisecond: 0 };
  return new Date(day.with(time).epochMilliseconds).toISOString();
}
