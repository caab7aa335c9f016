import type { Instant } from "#platform/record/index.ts";
import type { Lead, LeadAct } from "./aftersales-lead.reading.ts";

/** A next step in words: `aftersales-lead.next.<name>`. */
export type NextName =
  | "first-contact"
  | "contact-again"
  | "qualify"
  | "no-attempt-left"
  | "visit"
  | "visit-passed"
  | "book-again"
  | "recontact-planned"
  | "none";
/** What the manual advises: `aftersales-lead.advice.<name>`. */
export type Advice =
  | "priority"
  | "phone-first"
  | "spread-attempts"
  | "contact-failed"
  | "prequalify"
  | "close-after-booking"
  | "plan-recontact"
  | "recontact-lead"
  | "booked-within-60-days";

/** What should happen next: in words, as the move to fill, with the advice that fits. `at` is the moment it is about. */
export type NextStep = { name: NextName; move: LeadAct | null; advice: readonly Advice[]; at: Instant | null };

export const MOST_ATTEMPTS = 5;

/** What should happen to the lead next, at `now` (milliseconds). */
export function nextStepOf(lead: Lead, now: number): NextStep {
  if (lead.isFinal) return atTheEnd(lead);
  if (lead.status === "booked") return afterBooking(lead, now);
  if (lead.attempts.length === 0) return beforeContact(lead);
  if (lead.attempts.some((attempt) => attempt.outcome === "reached"))
    return step("qualify", "book", ["plan-recontact"]);
  if (lead.attempts.length >= MOST_ATTEMPTS) return step("no-attempt-left", "close", ["contact-failed"]);
  return step("contact-again", "attempt", ["spread-attempts"], lead.attempts.at(-1)?.at);
}

const step = (
  name: NextName,
  move: LeadAct | null,
  advice: readonly Advice[] = [],
  at: Instant | null = null,
): NextStep => ({
  name,
  move,
  advice,
  at,
});

/** A customer who asked for contact comes first (AL-04); the phone unless it is refused (AL-49). */
function beforeContact(lead: Lead): NextStep {
  const why: Advice = lead.isRecontact ? "recontact-lead" : lead.drivenBy === "customer" ? "priority" : "prequalify";
  const how: Advice[] = channelOf(lead) === "phone" ? ["phone-first"] : [];
  return step("first-contact", "attempt", [why, ...how], lead.firstContactDueAt);
}

/** A booking alone does not stop the ten days: closing right after it keeps them (AL-44, AL-60). */
function afterBooking(lead: Lead, now: number): NextStep {
  if (lead.appointmentAt === null) return step("book-again", "book", ["booked-within-60-days"]);
  if (Date.parse(lead.appointmentAt) <= now)
    return step("visit-passed", "sell", ["booked-within-60-days"], lead.appointmentAt);
  const due = lead.managementDueAt;
  const isStillInTime = lead.isManagedInTime === null && due !== null && now < Date.parse(due);
  return step("visit", "sell", [isStillInTime ? "close-after-booking" : "booked-within-60-days"], lead.appointmentAt);
}

/** A planned re-contact is the only thing left on a final lead, until its new lead has opened (AL-42). */
function atTheEnd(lead: Lead): NextStep {
  const isPlanned = lead.recontactAt !== null && lead.recontactDueAt !== null;
  return isPlanned ? step("recontact-planned", null, [], lead.recontactAt) : step("none", null);
}

export type Channel = "phone" | "email" | "text";

/**
 * The channel to try first: the phone unless the customer refused it or left none (AL-49); null where none is open. Who asked
 * to be contacted is answered on any channel they left: their consents are about offers (AL-02).
 */
export function channelOf(
  lead: Pick<Lead, "phone" | "otherPhone" | "email" | "consents" | "drivenBy">,
): Channel | null {
  const hasPhone = lead.phone !== null || lead.otherPhone !== null;
  const isOpen = (channel: "phone" | "email" | "text") => lead.drivenBy === "customer" || lead.consents[channel];
  if (hasPhone && isOpen("phone")) return "phone";
  if (lead.email !== null && isOpen("email")) return "email";
  return hasPhone && isOpen("text") ? "text" : null;
}
