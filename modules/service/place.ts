import type { Instant, Receipt } from "#platform/record/index.ts";
import { dayOf, type Work, type Workshop, WorkshopDay } from "./workshop.ts";

/** Who or what somebody wants; what is left open is chosen. */
export type Wanted = { bay?: string | null | undefined; advisor?: string | null | undefined };
/** Where an appointment stands: with its bay and advisor, or beside the plan. */
export type Place = {
  bay: string | null;
  advisor: string | null;
  startsAt: Instant;
  endsAt: Instant;
  advisorUntilAt: Instant;
  isBesidePlan: boolean;
  placement: Receipt;
};

const minuteMs = 60_000;
const later = (at: Instant, minutes: number): Instant => new Date(Date.parse(at) + minutes * minuteMs).toISOString();

/**
 * Finds a bay and an advisor for work that begins at `startsAt`: those that are wanted, else the plainest bay and the advisor
 * with least to do. Where one of the two is missing it stands beside the plan, without either. Pure; leaves a receipt.
 */
export function placeAt(shop: Workshop, work: Work, startsAt: Instant, wanted: Wanted = {}, except?: string): Place {
  const startsMs = Date.parse(startsAt);
  const day = new WorkshopDay(shop, work, dayOf(startsMs, shop.zone), except);
  const bays = day.freeBays(startsMs);
  const advisors = work.advisorMinutes > 0 ? day.freeAdvisors(startsMs) : [];
  const bay = wanted.bay ? bays.find(({ id }) => id === wanted.bay) : bays[0];
  const advisor = wanted.advisor ? advisors.find(({ id }) => id === wanted.advisor) : advisors[0];
  const isFree = bay !== undefined && (work.advisorMinutes === 0 || advisor !== undefined);
  const because = !bay ? "no-bay-free" : isFree ? "free" : "no-advisor-free";
  const code = bay && isFree ? bay.name : "";
  return {
    bay: isFree ? bay.id : null,
    advisor: isFree && work.advisorMinutes > 0 ? (advisor?.id ?? null) : null,
    startsAt,
    endsAt: later(startsAt, work.minutes),
    advisorUntilAt: later(startsAt, isFree ? work.advisorMinutes : 0),
    isBesidePlan: !isFree,
    placement: {
      rule: "appointment-place",
      version: 1,
      inputs: {
        startsAt,
        work: work.code,
        minutes: work.minutes,
        bay: wanted.bay ?? null,
        advisor: wanted.advisor ?? null,
      },
      candidates: [...bays, ...advisors].map(({ name }) => ({ code: name, because: "free" })),
      outcome: { code, because },
    },
  };
}
