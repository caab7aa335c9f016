import { calendarDays, type Day, hours, type Row, type Terms } from "#platform/record/index.ts";
import type { slaPolicy } from "./sla-policy.record.ts";

/** What a policy says of how leads are measured. */
export type Sla = Pick<
  Row<typeof slaPolicy>,
  | "firstContactHours"
  | "managementDays"
  | "lifetimeDays"
  | "firstContactTarget"
  | "managementTarget"
  | "fullyManagedTarget"
  | "bookedCounts"
>;
export type DatedSla = Sla & { holdsFrom: Day };

/** What holds where a market has published nothing: the contract's own (AL-59 … AL-61). */
export const contractSla: Sla = {
  firstContactHours: 24,
  managementDays: 10,
  lifetimeDays: 60,
  firstContactTarget: 70,
  managementTarget: 70,
  fullyManagedTarget: 90,
  bookedCounts: [],
};

/** What limits must not say, in a draft as in a policy: that a lead may be managed longer than it lives. */
export const endsInLife: [(limits: Record<string, unknown>) => boolean, { path: string[]; message: string }] = [
  ({ managementDays, lifetimeDays }) => Number(managementDays) <= Number(lifetimeDays),
  { path: ["managementDays"], message: "must not be longer than the life of a lead" },
];

/** The policy that holds on a day of the lead's dealer; of several for one day the one published last, so they come oldest first. */
export const slaOn = (policies: readonly DatedSla[], on: Day): Sla =>
  policies.findLast(({ holdsFrom }) => holdsFrom <= on) ?? contractSla;

/** What a policy makes of a lead's clocks. Booked stops the second one only where the market says that it counts. */
export const termsOf = (sla: Sla): Terms => ({
  firstContact: { after: hours(sla.firstContactHours) },
  management: {
    after: calendarDays(sla.managementDays),
    alsoStops: sla.bookedCounts.includes("management") ? ["book"] : [],
  },
  lifetime: { after: calendarDays(sla.lifetimeDays) },
});
