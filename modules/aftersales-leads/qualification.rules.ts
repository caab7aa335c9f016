import { Temporal } from "temporal-polyfill";
import type { Day, Instant } from "#platform/record/index.ts";

/** Opening hours by weekday (1 = Monday), in the dealer's own time ("09:00"). */
export type OpeningHours = readonly { weekday: number; opens: string; closes: string }[];

/** The three questions before a booking (AL-54): yes, no, or unknown (null). */
export type Qualification = {
  isCarInCampaign: boolean | null;
  isOwner: boolean | null;
  isTimeFramePossible: boolean | null;
};

export type QualificationInputs = {
  model: string | null;
  campaignModels: readonly string[];
  hasVehicle: boolean;
  customer: string | null;
  owners: readonly string[];
  slots: readonly Instant[];
  zone: string;
  hours: OpeningHours;
  holidays: readonly Day[];
};

/** Answers what can be known at `at`; what the system cannot know stays unknown, and nothing of it blocks a booking. */
export function qualification(inputs: QualificationInputs, at: Instant): Qualification {
  const { model, campaignModels, hasVehicle, customer, owners, slots } = inputs;
  const isForAll = campaignModels.length === 0;
  return {
    isCarInCampaign: !hasVehicle ? null : isForAll ? true : model === null ? null : campaignModels.includes(model),
    isOwner: !hasVehicle || customer === null ? null : owners.includes(customer),
    isTimeFramePossible: slots.length === 0 ? null : slots.some((slot) => slot > at && isOpen(inputs, slot)),
  };
}

function isOpen({ zone, hours, holidays }: QualificationInputs, slot: Instant): boolean {
  const there = Temporal.Instant.from(slot).toZonedDateTimeISO(zone);
  const time = there.toPlainTime().toString().slice(0, 5);
  if (holidays.includes(there.toPlainDate().toString())) return false;
  return hours.some(({ weekday, opens, closes }) => weekday === there.dayOfWeek && opens <= time && time < closes);
}
