import { isRefusal, type Refusal, type Rules, type Situation } from "#platform/moves/decide.ts";
import type { Instant, Row } from "#platform/record/index.ts";
import type { appointment } from "./appointment.record.ts";
import { type Place, placeAt, type Wanted } from "./place.ts";
import { dayAfter, dayOf, overlaps, startOfDay, type Work, type Workshop } from "./workshop.ts";

export type Appointment = Row<typeof appointment>;
/** What a rule knows beside the appointment: the dealer's workshop around its time or the new one, the kind of work, and whether its lead has another. */
export type AppointmentFacts = { workshop: Workshop; work: Work; isLeadRebooked?: boolean; isLeadClosed?: boolean };
type Case<M extends keyof Rules<typeof appointment, AppointmentFacts>> = Situation<
  typeof appointment,
  M,
  AppointmentFacts
>;

/** Where a new time leads: onto the plan, or beside it unless it must be free. */
export function placing(
  { workshop, work }: AppointmentFacts,
  asked: { startsAt: Instant; mustBeFree?: boolean | null | undefined } & Wanted,
  at: Instant,
  except?: string,
): Refusal | { place: Place } {
  if (asked.startsAt <= at) return { refused: "in-the-past", field: "startsAt" };
  for (const [field, all] of [
    ["bay", workshop.bays],
    ["advisor", workshop.advisors],
  ] as const)
    if (asked[field] && !all.some(({ id }) => id === asked[field])) return { refused: "reference-unknown", field };
  const place = placeAt(workshop, work, asked.startsAt, asked, except);
  if (asked.mustBeFree && place.isBesidePlan) return { refused: "slot-taken", field: "startsAt" };
  return { place };
}

/** Another time, another bay or another advisor; the customer is told anew. */
function reschedule({ row, asked, at, facts }: Case<"reschedule">) {
  const found = placing(facts, asked, at, row.id);
  if (isRefusal(found)) return found;
  return {
    set: {
      ...found.place,
      ...(asked.remindCustomer == null ? {} : { remindCustomer: asked.remindCustomer }),
      work: facts.work.code || null,
      sequence: row.sequence + 1,
      customerReply: null,
      proposedAt: null,
    },
  };
}

const ended = (row: Appointment) => ({ sequence: row.sequence + 1 });

/** The end of the dealer's day after the appointment's: until then a wrong "arrived" or "no-show" is taken back. */
function correctableUntil({ startsAt }: Appointment, { workshop: { zone } }: AppointmentFacts): Instant {
  const on = dayOf(Date.parse(startsAt), zone);
  return new Date(startOfDay(dayAfter(on, 2), zone)).toISOString();
}

/** A car cannot have come before the dealer's day of the appointment began. */
function arrive({ row, at, facts }: Case<"arrive">) {
  const { zone } = facts.workshop;
  const isEarly = dayOf(Date.parse(at), zone) < dayOf(Date.parse(row.startsAt), zone);
  return isEarly ? { refused: "too-early" } : { set: { correctableUntilAt: correctableUntil(row, facts) } };
}

/** Nobody is missed before the time. */
const miss = ({ row, at, facts }: Case<"miss">) =>
  at < row.startsAt ? { refused: "too-early" } : { set: { correctableUntilAt: correctableUntil(row, facts) } };

/** Whether somebody else was given its bay or its advisor since it was missed. */
function isPlaceTaken(row: Appointment, { busy }: Workshop): boolean {
  const [fromMs, untilMs, advisorMs] = [row.startsAt, row.endsAt, row.advisorUntilAt].map((at) => Date.parse(at));
  const others = busy.filter(({ id }) => id !== row.id);
  const isIn = (one: { startsMs: number }, endsMs: number, until: number): boolean =>
    overlaps(one.startsMs, endsMs, fromMs as number, until);
  return others.some(
    (one) =>
      (row.bay !== null && one.bay === row.bay && isIn(one, one.endsMs, untilMs as number)) ||
      (row.advisor !== null && one.advisor === row.advisor && isIn(one, one.advisorUntilMs, advisorMs as number)),
  );
}

/** Planned again as it was; where its place was given away since, beside the plan. A lead has one open appointment. */
function correct({ row, facts }: Case<"correct">) {
  if (facts.isLeadRebooked) return { refused: "lead-booked-again" };
  if (facts.isLeadClosed) return { refused: "lead-closed" };
  const isTaken = isPlaceTaken(row, facts.workshop);
  const place = isTaken ? placeAt(facts.workshop, facts.work, row.startsAt, row, row.id) : {};
  return { set: { ...place, correctableUntilAt: null } };
}

/** How an appointment changes: one pure function per move. */
export const appointmentRules: Rules<typeof appointment, AppointmentFacts> = {
  reschedule,
  cancel: ({ row, asked }) => ({ set: { ...ended(row), cancelledBy: asked.by ?? "dealer" } }),
  arrive,
  miss,
  correct,
  "cancel-with-lead": ({ row }) => ({ set: { ...ended(row), cancelledBy: "lead" } }),
  accept: ({ row }) =>
    row.customerReply === "accepted" ? { set: {} } : { set: { customerReply: "accepted", proposedAt: null } },
  decline: ({ row }) => ({ set: { ...ended(row), customerReply: "declined", cancelledBy: "customer" } }),
  propose: ({ asked, at }) =>
    asked.startsAt <= at
      ? { refused: "in-the-past", field: "startsAt" }
      : { set: { customerReply: "proposed", proposedAt: asked.startsAt } },
};
