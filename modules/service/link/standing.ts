import type { Instant } from "#platform/record/index.ts";
import type { LinkedAppointment } from "./link.queries.ts";

/**
 * What a link may do now. `open`: move and cancel; `too-late`: the dealer's hours before the appointment have begun; `over`:
 * it was cancelled, the car came or was missed; `used`: the appointment is not what the mail with the link told; `unknown`: there is
 * no such version.
 */
export type Standing = "open" | "too-late" | "over" | "used" | "unknown";

const hourMs = 3_600_000;

/** The first moment, in milliseconds since 1970, at which an appointment is still the customer's own to change or to choose. */
export const ownFromMs = (
  { customerChangeHours }: Pick<LinkedAppointment, "customerChangeHours">,
  at: Instant,
): number => Date.parse(at) + customerChangeHours * hourMs;

/** Whether its customer may still move or cancel it alone at a moment. */
export const isCustomersOwn = (
  one: Pick<LinkedAppointment, "customerChangeHours" | "startsAt">,
  at: Instant,
): boolean => one.startsAt > at && Date.parse(one.startsAt) >= ownFromMs(one, at);

/** Whether the mail with a link of this version tells what holds now: the last version, or after an undone move the last one told. */
const isOfNow = (one: LinkedAppointment, sequence: number): boolean =>
  sequence === one.sequence || (one.status === "planned" && one.isToldNow && sequence === one.toldSequence);

/** How the appointment stands to a link of this version at a moment. Pure. */
export function standingOf(one: LinkedAppointment, sequence: number, at: Instant): Standing {
  if (sequence > one.sequence) return "unknown";
  if (!isOfNow(one, sequence)) return "used";
  if (one.status !== "planned") return "over";
  return isCustomersOwn(one, at) ? "open" : "too-late";
}
