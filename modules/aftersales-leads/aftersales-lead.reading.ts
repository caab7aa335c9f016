import type { Day, Instant, Row } from "#platform/record/index.ts";
import type { aftersalesLead } from "./aftersales-lead.record.ts";

/** A reference as it reads: the id and the name to show. */
export type Named = { id: string; name: string };

/** One try to reach the customer (AL-34). */
export type Attempt = {
  at: Instant;
  channel: "phone" | "email" | "text" | "other";
  outcome: "reached" | "not-reached";
  note: string | null;
  user: Named | null;
};

/** The car as the lead shows it: all of it is read from the vehicle that the VIN names (AL-28, AL-29). */
export type LeadVehicle = {
  id: string;
  vin: string;
  model: string | null;
  modelName: string | null;
  plate: string | null;
  firstRegisteredOn: Day | null;
  warrantyName: string | null;
  warrantyStartsOn: Day | null;
  warrantyEndsOn: Day | null;
  currentWarrantyName: string | null;
  currentWarrantyStartsOn: Day | null;
  currentWarrantyEndsOn: Day | null;
  averageKmPerYear: number | null;
  odometerKm: number | null;
  ownershipEndedOn: Day | null;
};

/** The three facts of a good qualification (AL-54): yes, no, or null where nobody knows. */
export type Qualification = {
  isCarInCampaign: boolean | null;
  isOwner: boolean | null;
  isTimeFramePossible: boolean | null;
};

export type LeadAct = "attempt" | "withdraw-attempt" | "book" | "sell" | "close" | "recontact" | "assign";

/** The time in the dealer's book that is kept for a booked lead. */
export type LeadAppointment = {
  id: string;
  version: number;
  startsAt: Instant;
  endsAt: Instant;
  work: string | null;
  bay: Named | null;
  advisor: Named | null;
  isBesidePlan: boolean;
  customerReply: "accepted" | "declined" | "proposed" | null;
  proposedAt: Instant | null;
};

/** A lead as the API answers it: its fields, what is derived, its clocks, its car, and what the reader may do to it now. */
export type Lead = Omit<Row<typeof aftersalesLead>, "customer" | "masterLead" | "vehicle" | "attempts" | "finalAt"> & {
  isFinal: boolean;
  customer: Named | null;
  masterLead: Named | null;
  vehicle: LeadVehicle | null;
  appointment: LeadAppointment | null;
  attempts: readonly Attempt[];
  attemptCount: number;
  daysSinceCreation: number;
  qualification: Qualification;
  can: Readonly<Record<LeadAct | "edit" | "export", boolean>>;
};
