import { z } from "zod";
import { customerReplies } from "#modules/service/index.ts";
import { dayShape, instantShape, namedShape } from "#platform/http/answer-shapes.ts";
import { attemptChannels, attemptOutcomes } from "./aftersales-lead.record.ts";

/** One try to reach the customer (AL-34). */
export const attemptShape = z.strictObject({
  at: instantShape,
  channel: z.enum(attemptChannels),
  outcome: z.enum(attemptOutcomes),
  note: z.string().nullable(),
  user: namedShape,
});

/** The car as the lead shows it: all of it is read from the vehicle that the VIN names (AL-28, AL-29). */
export const leadVehicleShape = z.strictObject({
  id: z.uuid(),
  vin: z.string(),
  model: z.string().nullable(),
  modelName: z.string().nullable(),
  plate: z.string().nullable(),
  firstRegisteredOn: dayShape.nullable(),
  warrantyName: z.string().nullable(),
  warrantyStartsOn: dayShape.nullable(),
  warrantyEndsOn: dayShape.nullable(),
  currentWarrantyName: z.string().nullable(),
  currentWarrantyStartsOn: dayShape.nullable(),
  currentWarrantyEndsOn: dayShape.nullable(),
  averageKmPerYear: z.int().nullable(),
  odometerKm: z.int().nullable(),
  ownershipEndedOn: dayShape.nullable(),
});

/** The three facts of a good qualification (AL-54): yes, no, or null where nobody knows. */
export const qualificationShape = z.strictObject({
  isCarInCampaign: z.boolean().nullable(),
  isOwner: z.boolean().nullable(),
  isTimeFramePossible: z.boolean().nullable(),
});

/** The time in the dealer's book that is kept for a booked lead. */
export const leadAppointmentShape = z.strictObject({
  id: z.uuid(),
  version: z.int().min(1),
  startsAt: instantShape,
  endsAt: instantShape,
  work: z.string().nullable(),
  bay: namedShape.nullable(),
  advisor: namedShape.nullable(),
  isBesidePlan: z.boolean(),
  customerReply: z.enum(customerReplies).nullable(),
  proposedAt: instantShape.nullable(),
});

/** What reading a lead adds to its row, and what it gives otherwise. */
export const leadAdds = {
  attempts: z.array(attemptShape),
  vehicle: leadVehicleShape.nullable(),
  appointment: leadAppointmentShape.nullable(),
  qualification: qualificationShape,
};
/** The same as TypeScript sees it. */
export type LeadAdds = { [A in keyof typeof leadAdds]: z.infer<(typeof leadAdds)[A]> };
