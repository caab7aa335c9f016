import { isRefusal, type Refusal, type Rules, type Situation } from "#platform/moves/decide.ts";
import type { Instant, Row } from "#platform/record/index.ts";
import type { appointment } from "./appointment.record.ts";
import { type Place, placeAt, type Wanted } from "./place.ts";
import { dayOf, type Work, type Workshop } from "./workshop.ts";

export type Appointment = Row<typeof appointment>;
/** What a rule knows beside the appointment: the dealer's workshop around the new time, and the kind of work. */
export type AppointmentFacts = { workshop: Workshop; work: Work };
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

/** A car cannot have come before the dealer's day of the appointment began. */
function arrive({ row, at, facts }: Case<"arrive">) {
  const { zone } = facts.workshop;
  const isEarly = dayOf(Date.parse(at), zone) < dayOf(Date.parse(row.startsAt), zone);
  return isEarly ? { refused: "too-early" } : { set: {} };
}

/** Nobody is missed before the time. */
const miss = ({ row, at }: Case<"miss">) => (at < row.startsAt ? { refused: "too-early" } : { set: {} });

/** How an appointment changes: one pure function per move. */
export const appointmentRules: Rules<typeof appointment, AppointmentFacts> = {
  reschedule,
  cancel: ({ row, asked }) => ({ set: { ...ended(row), cancelledBy: asked.by ?? "dealer" } }),
  arrive,
  miss,
  "cancel-with-lead": ({ row }) => ({ set: { ...ended(row), cancelledBy: "lead" } }),
  accept: ({ row }) =>
    row.customerReply === "accepted" ? { set: {} } : { set: { customerReply: "accepted", proposedAt: null } },
  decline: ({ row }) => ({ set: { ...ended(row), customerReply: "declined", cancelledBy: "customer" } }),
  propose: ({ asked, at }) =>
    asked.startsAt <= at
      ? { refused: "in-the-past", field: "startsAt" }
      : { set: { customerReply: "proposed", proposedAt: asked.startsAt } },
};
