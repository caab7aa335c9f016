import { MOST_ATTEMPTS } from "./aftersales-lead.next.ts";
import type { Lead, LeadAct } from "./aftersales-lead.reading.ts";

/** A move as a button: why it cannot be made now (a refusal's reason), or null. */
export type Act = { move: LeadAct; key: string; label: string; whyNot: "no-contact-attempt" | "five-attempts" | null };

const keys = { book: "b", sell: "s", close: "x", recontact: "c", assign: "a" } as const;
const inOrder = ["book", "sell", "close", "recontact", "assign"] as const;

/**
 * The moves with a dialog that this person may make now, in the order of the screen (AL-21). What the role or the state forbids
 * is absent; what only waits for a contact attempt (AL-33) is there, with the reason.
 */
export function actsOf(lead: Lead): Act[] {
  return inOrder
    .filter((move) => lead.can[move])
    .map((move) => ({ move, key: keys[move], label: labelOf(lead, move), whyNot: whyNot(lead, move) }));
}

/** Handing a lead to another dealer needs no attempt; every change of the lead itself does. */
const whyNot = (lead: Lead, move: LeadAct): Act["whyNot"] =>
  move !== "assign" && !lead.isFinal && lead.attempts.length === 0 ? "no-contact-attempt" : null;

function labelOf(lead: Lead, move: LeadAct): string {
  if (move === "book" && lead.status === "booked") return "aftersales-lead.move.book.again";
  if (move === "recontact" && lead.isFinal) return "aftersales-lead.move.recontact.change";
  return `aftersales-lead.move.${move}`;
}

/** Why no further contact can be recorded, or null. */
export const whyNoAttempt = (lead: Lead): Act["whyNot"] =>
  lead.attempts.length >= MOST_ATTEMPTS ? "five-attempts" : null;
