import {
  type Appointment,
  appointment,
  appointmentRules,
  placing,
  type Work,
  type Workshop,
} from "#modules/service/index.ts";
import { type Beside, decide, isRefusal, type Refusal, settle, type Who } from "#platform/moves/decide.ts";
import type { AnyRecord, Asked, Instant, Row } from "#platform/record/index.ts";
import type { aftersalesLead } from "./aftersales-lead.record.ts";

type Lead = Row<typeof aftersalesLead>;
/** The dealer's book around the time that is asked for, and the lead's own appointment where it has one. */
export type LeadPlan = { workshop: Workshop; work: Work; open: Appointment | null };
type Booking = {
  row: Lead;
  asked: Asked<typeof aftersalesLead, "book">;
  at: Instant;
  by: Who;
  plan: LeadPlan;
};

const record = appointment as unknown as AnyRecord;
/** A refusal by the appointment's rules, told at the field of the lead's own question, where the moment has another name. */
const asLeads = ({ refused, field }: Refusal): Refusal => ({
  refused,
  field: field === "bay" || field === "advisor" ? field : "at",
});

/** What booking does to the dealer's book: a new appointment, another time for the one there is, or only its reminder. */
export function appointmentFor({ row, asked, at, by, plan }: Booking): Refusal | { beside: readonly Beside[] } {
  const { workshop, work, open } = plan;
  const wanted = { startsAt: asked.at, bay: asked.bay, advisor: asked.advisor, mustBeFree: asked.mustBeFree };
  if (!open) {
    const found = placing({ workshop, work }, wanted, at);
    return isRefusal(found)
      ? asLeads(found)
      : { beside: [{ record, move: "create", opens: opened(row, asked, work, found.place) }] };
  }
  const facts = { workshop, work };
  const { zone } = workshop;
  const isSame = open.startsAt === asked.at && !asked.work && !asked.bay && !asked.advisor;
  const move = isSame ? "edit" : "reschedule";
  const decided = isSame
    ? settle(record, undefined, open, { remindCustomer: asked.remindCustomer }, at, zone)
    : decide(record, appointmentRules, move, {
        row: open,
        asked: { ...wanted, remindCustomer: asked.remindCustomer },
        at,
        by,
        facts,
        zone,
      });
  if (isRefusal(decided)) return asLeads(decided);
  const isUnchanged = isSame && open.remindCustomer === asked.remindCustomer;
  return { beside: isUnchanged ? [] : [{ record, move, row: open, decided }] };
}

type Place = Exclude<ReturnType<typeof placing>, Refusal>["place"];
/** The first appointment of a lead: its person, car and wishes stand in it as they are on the lead. */
const opened = (lead: Lead, asked: Booking["asked"], work: Work, place: Place): Record<string, unknown> => ({
  ...place,
  dealer: lead.dealer,
  lead: lead.id,
  customer: lead.customer,
  vehicle: lead.vehicle,
  name: lead.name,
  phone: lead.phone ?? lead.otherPhone,
  email: lead.email,
  language: lead.language,
  work: work.code || null,
  remindCustomer: asked.remindCustomer,
  notes: lead.request,
  sequence: 0,
});
