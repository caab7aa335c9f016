import type { z } from "zod";
import type { Day, Instant } from "#platform/record/index.ts";
import type { slotShape } from "./service.answers.ts";
import { dayAfter, dayOf, type Work, type Workshop, WorkshopDay } from "./workshop.ts";

/** A time that can be booked: when it begins and ends, and how many bays and advisors are free. */
export type Slot = z.infer<typeof slotShape>;

const minuteMs = 60_000;
/** Beginnings are offered on the quarter hours from opening. */
export const stepMinutes = 15;
const toInstant = (atMs: number): Instant => new Date(atMs).toISOString();

/** Every free beginning on the days asked for, from `fromMs` on; `except` is the appointment that is being moved. */
export function* freeSlots(
  shop: Workshop,
  work: Work,
  { from, days, fromMs, except }: { from: Day; days: number; fromMs: number; except?: string | undefined },
): Generator<Slot> {
  for (let n = 0; n < days; n += 1) {
    const day = new WorkshopDay(shop, work, dayAfter(from, n), except);
    for (const { fromMs: opensMs, untilMs } of day.windows)
      for (let startsMs = opensMs; startsMs < untilMs; startsMs += stepMinutes * minuteMs) {
        const slot = startsMs > fromMs ? slotAt(day, work, startsMs) : undefined;
        if (slot) yield slot;
      }
  }
}

/** The slot at one moment, or undefined where no bay or, when one is needed, no advisor is free. */
export function slotAt(day: WorkshopDay, work: Work, startsMs: number): Slot | undefined {
  const bays = day.freeBays(startsMs);
  if (bays.length === 0) return undefined;
  const advisors = work.advisorMinutes > 0 ? day.freeAdvisors(startsMs) : [];
  if (work.advisorMinutes > 0 && advisors.length === 0) return undefined;
  return {
    startsAt: toInstant(startsMs),
    endsAt: toInstant(startsMs + work.minutes * minuteMs),
    bays: bays.map(({ id }) => id),
    advisors: advisors.map(({ id }) => id),
  };
}

/** The next three free slots after a moment, within so many days. */
export function nextFreeSlots(
  shop: Workshop,
  work: Work,
  { afterMs, days, except }: { afterMs: number; days: number; except?: string | undefined },
): Slot[] {
  const found: Slot[] = [];
  for (const slot of freeSlots(shop, work, { from: dayOf(afterMs, shop.zone), days, fromMs: afterMs, except })) {
    found.push(slot);
    if (found.length === 3) break;
  }
  return found;
}
