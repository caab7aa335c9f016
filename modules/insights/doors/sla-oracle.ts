import { Temporal } from "temporal-polyfill";

/** A line of a lead's history as it is stored, and a policy as it was published. */
export type Line = { id: string; at: string; move: string; field: string; was: unknown; is: unknown };
export type Policy = {
  holdsFrom: string;
  firstContactHours: number;
  managementDays: number;
  bookedCounts: readonly string[];
};
/** What became of one lead, told from its history alone. */
export type Judged = { dealer: string; on: string; firstContact: boolean; management: boolean; fullyManaged: boolean };

const contract: Policy = { holdsFrom: "0000", firstContactHours: 24, managementDays: 10, bookedCounts: [] };
const closings = ["closed-with-sale", "closed-without-sale"];

/**
 * Reads a lead's story from the first line to the last and judges it, in the plainest words: nothing of how the product
 * counts is asked. `zones` are the dealers', `policies` in the order of their publishing.
 */
export function judge(lines: readonly Line[], zones: ReadonlyMap<string, string>, policies: readonly Policy[]): Judged {
  let dealer = "";
  let assignedAt = "";
  let status = "assigned";
  let attempts: { at: string }[] = [];
  let closedAt: string | undefined;
  let bookedAt: string | undefined;
  for (const { at, field, is } of lines) {
    if (field === "dealer") dealer = String(is);
    if (field === "assignedAt") assignedAt = String(is);
    if (field === "attempts") attempts = is as { at: string }[];
    if (field === "status") status = String(is);
    if (field === "status" && closings.includes(status)) closedAt ??= at;
    if (field === "status" && status === "booked") bookedAt ??= at;
  }
  const there = Temporal.Instant.from(assignedAt).toZonedDateTimeISO(zones.get(dealer) ?? "UTC");
  const on = there.toPlainDate().toString();
  const policy = [contract, ...policies].findLast(({ holdsFrom }) => holdsFrom <= on) ?? contract;
  const within = (at: string | undefined, limit: Temporal.Instant): boolean =>
    at !== undefined && Temporal.Instant.compare(Temporal.Instant.from(at), limit) <= 0;
  const contactLimit = there.add({ hours: policy.firstContactHours }).toInstant();
  const tenDays = there
    .toPlainDateTime()
    .add({ days: policy.managementDays })
    .toZonedDateTime(there.timeZoneId)
    .toInstant();
  const counts = (what: string): boolean => policy.bookedCounts.includes(what);
  return {
    dealer,
    on,
    firstContact: within(attempts[0]?.at, contactLimit),
    management: within(closedAt, tenDays) || (counts("management") && within(bookedAt, tenDays)),
    fullyManaged: closings.includes(status),
  };
}
