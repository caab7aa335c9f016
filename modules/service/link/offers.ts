import { Temporal } from "temporal-polyfill";
import type { Transaction } from "#platform/db/database.ts";
import type { Day, Instant } from "#platform/record/index.ts";
import { freeSlots, type Slot } from "../free-slots.ts";
import { workNamed, workshopOf } from "../workshop.queries.ts";
import { dayOf, unknownWork } from "../workshop.ts";
import type { LinkedAppointment } from "./link.queries.ts";
import { ownFromMs } from "./standing.ts";

/** How many days a customer may choose from, and at most how many times of a day the page lists. */
export const offeredDays = 14;
const mostOfDay = 10;
const dayMs = 86_400_000;

/** The free times that a customer may move an appointment to: none nearer than the dealer's hours, and not the one it has. */
export async function offersFor(tx: Transaction, one: LinkedAppointment): Promise<Slot[]> {
  const fromMs = ownFromMs(one, tx.at);
  const [shop, work = unknownWork] = await Promise.all([
    workshopOf(tx, { appointment: one.id }, { fromMs: fromMs - dayMs, untilMs: fromMs + (offeredDays + 2) * dayMs }),
    workNamed(tx, null, { appointment: one.id }),
  ]);
  if (!shop) return [];
  const days = { from: dayOf(fromMs, shop.zone), days: offeredDays, fromMs: fromMs - 1, except: one.id };
  return [...freeSlots(shop, work, days)].filter(({ startsAt }) => startsAt !== one.startsAt);
}

/** The three free times that come next after a wish; where there are fewer, the last ones before it too. In order of time. */
export function nextOf(offers: readonly Slot[], wish: Instant): Slot[] {
  const later = offers.filter(({ startsAt }) => startsAt > wish).slice(0, 3);
  const earlier = offers.filter(({ startsAt }) => startsAt < wish);
  return [...earlier.slice(earlier.length - (3 - later.length)), ...later];
}

/** The times of one day in the dealer's zone as the page lists them. */
export type OfferedDay = { on: Day; slots: Slot[] };

/** Free times by day; of a day with many only the round ones, so that a choice stays one. */
export function byDay(offers: readonly Slot[], zone: string): OfferedDay[] {
  const days = Map.groupBy(offers, ({ startsAt }) => dayOf(Date.parse(startsAt), zone));
  return [...days].map(([on, slots]) => ({ on, slots: roundOnes(slots, zone) }));
}

/** All of them where they are few, else those on the half hour or the hour, at most ten over the whole day. */
function roundOnes(slots: readonly Slot[], zone: string): Slot[] {
  const minuteOf = ({ startsAt }: Slot): number => Temporal.Instant.from(startsAt).toZonedDateTimeISO(zone).minute;
  const rounder = [15, 30, 60].map((step) => slots.filter((slot) => minuteOf(slot) % step === 0));
  const some = [slots, ...rounder].filter(({ length }) => length > 0);
  const few = some.find(({ length }) => length <= mostOfDay) ?? some.at(-1) ?? [];
  return few.filter((_, n) => few.length <= mostOfDay || isPicked(n, few.length));
}

/** Whether the `n`th of `length` is one of those that are spread evenly over all. */
const isPicked = (n: number, length: number): boolean =>
  Math.floor((n * mostOfDay) / length) > Math.floor(((n - 1) * mostOfDay) / length);
