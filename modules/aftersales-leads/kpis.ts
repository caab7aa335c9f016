import type { Sla } from "./sla.rules.ts";

/** A service level: which counts, of which, against which target of the market's policy, and which clock is still running. */
export type Rate = {
  readonly name: string;
  /** The rule it is measured by; docs/rules.md tells it. */
  readonly rule: string;
  readonly parts: readonly string[];
  readonly of: string;
  readonly target: keyof Sla;
  /** The count of those that can still become a part. */
  readonly running: string;
  /** What changes where a market lets Booked count: the counts that are parts too, and those that can still become one. */
  readonly whenBooked?: {
    readonly counts: "management" | "fully-managed";
    readonly parts: readonly string[];
    readonly running: string;
  };
  /** The field of the deadline of those that can still make it. */
  readonly dueField: string;
  /** How long after its assignment that is, in milliseconds, but for a change of summer time. */
  readonly lastsMs: (sla: Sla) => number;
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The three service levels of aftersales leads (AL-59 … AL-61), by counts of the record's declaration. */
export const slaRates: readonly Rate[] = [
  {
    name: "first-contact",
    rule: "AL-59",
    parts: ["contacted-in-time"],
    of: "assigned",
    target: "firstContactTarget",
    running: "contact-running",
    dueField: "firstContactDueAt",
    lastsMs: ({ firstContactHours }) => firstContactHours * hourMs,
  },
  {
    name: "management",
    rule: "AL-60",
    parts: ["managed-in-time"],
    of: "assigned",
    target: "managementTarget",
    running: "management-running",
    dueField: "managementDueAt",
    lastsMs: ({ managementDays }) => managementDays * dayMs,
  },
  {
    name: "fully-managed",
    rule: "AL-61",
    parts: ["closed-with-sale", "closed-without-sale"],
    of: "assigned",
    target: "fullyManagedTarget",
    running: "life-running",
    whenBooked: { counts: "fully-managed", parts: ["booked"], running: "still-assigned" },
    dueField: "lifetimeDueAt",
    lastsMs: ({ lifetimeDays }) => lifetimeDays * dayMs,
  },
];

/** The counts that make up a rate under a policy. */
export const partsOf = (rate: Rate, sla: Sla): readonly string[] =>
  bookedCounts(rate, sla) ? [...rate.parts, ...(rate.whenBooked?.parts ?? [])] : rate.parts;

/** Every count that a rate is made of, whatever the policy. */
export const madeOf = ({ of, parts, whenBooked }: Rate): readonly string[] => [
  of,
  ...parts,
  ...(whenBooked?.parts ?? []),
];

/** The count of those that can still become a part of a rate under a policy. */
export const runningOf = (rate: Rate, sla: Sla): string =>
  bookedCounts(rate, sla) ? (rate.whenBooked?.running ?? rate.running) : rate.running;

/** The counts of those that can still become a part of a rate, whatever the policy. */
export const runningCounts = ({ running, whenBooked }: Rate): readonly string[] =>
  whenBooked ? [running, whenBooked.running] : [running];

const bookedCounts = ({ whenBooked }: Rate, sla: Sla): boolean =>
  whenBooked !== undefined && sla.bookedCounts.includes(whenBooked.counts);

/** From the lead to the sale, by what was recorded: a lead counts at each step that it reached. */
export const funnel = ["assigned", "contacted", "ever-booked", "visited", "closed-with-sale"] as const;
/** How long it took to the first contact; every assigned lead is in exactly one. */
export const contactTimes = [
  "contacted-within-1-h",
  "contacted-within-4-h",
  "contacted-within-8-h",
  "contacted-within-24-h",
  "contacted-within-3-days",
  "contacted-later",
  "uncontacted",
] as const;
/** What is known of the first contacts: ticked, something left the system, the customer answered (each among the one before). */
export const evidenceSteps = ["contacted", "logged", "confirmed"] as const;
/** What looks wrong; it stands beside the service levels and never changes them. */
export const signCounts = ["five-in-ten-minutes", "one-time-window", "just-before-limit"] as const;
/** The report classes (AL-62); every lead is in exactly one. */
export const reportClasses = ["unmanaged", "in-progress", "closed-with-sale", "closed-without-sale", "lost"] as const;
/** By what a report sets lines beside each other. */
export const groupFields = ["campaign", "source", "contactedBy", "closingReason"] as const;
