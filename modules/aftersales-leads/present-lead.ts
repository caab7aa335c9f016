import type { Actor } from "#platform/access/index.ts";
import type { Facts } from "#platform/moves/desk.ts";
import type { Day, Instant, Receipt } from "#platform/record/index.ts";
import type { LeadAdds } from "./aftersales-lead.answers.ts";
import type { LeadVehicle } from "./foundations.ts";
import { type OpeningHours, qualification } from "./qualification.rules.ts";
import { shownAppointment } from "./shown-appointment.ts";

type Values = Record<string, unknown>;
/** A dealer as working a lead needs it. */
export type LeadDealer = {
  code: string;
  zone: string;
  country: string;
  hours: OpeningHours;
  holidays: readonly { on: Day }[];
};
/** The dealer of a lead and the models of its campaign. */
export type LeadContext = { dealer: LeadDealer; models: readonly string[] };
type Known = { lead?: LeadContext; vehicle: LeadVehicle | null; dealer?: LeadDealer | null };
type Attempt = Omit<LeadAdds["attempts"][number], "user"> & { user: string; userId: string };

/** What reading a lead adds: the car behind the VIN, its appointment and the three questions of AL-54. */
export function presentLead(presented: Values, row: Values, facts: Facts, at: Instant, actor: Actor): Values {
  const { vehicle } = facts as Facts & Known;
  const car = vehicle && vehicle.id === row.vehicle ? vehicle : null;
  const { owners, ...shown } = car ?? { owners: [] };
  const added: LeadAdds = {
    attempts: (row.attempts as Attempt[]).map(({ user, userId, at: made, channel, outcome, note }) => ({
      at: made,
      channel,
      outcome,
      note,
      user: { id: userId, name: user },
    })),
    vehicle: car && (shown as Omit<LeadVehicle, "owners">),
    // Closing it cancels the appointment a moment later; the lead does not show it any more.
    appointment: row.status === "closed-without-sale" ? null : shownAppointment(facts),
    qualification: qualification(
      { ...carOf(car, facts as Facts & Known), ...wishOf(row, facts as Facts & Known), owners },
      at,
    ),
  };
  return { ...presented, ...added, routing: routingFor(actor, row) };
}

const carOf = (car: LeadVehicle | null, { lead }: Known) => ({
  model: car?.model ?? null,
  campaignModels: lead?.models ?? [],
  hasVehicle: car !== null,
});

/** Whose wish it is, and when the dealer that the row stands at is open: handed over, that is the one it was handed to. */
function wishOf(row: Values, { lead, dealer }: Known) {
  const own = dealer?.code === row.dealer ? dealer : lead?.dealer;
  return {
    customer: row.customer as string | null,
    slots: row.preferredSlots as Instant[],
    zone: own?.zone ?? "UTC",
    hours: own?.hours ?? [],
    holidays: (own?.holidays ?? []).map(({ on }) => on),
  };
}

/** The whole receipt is for those who see every dealer; a dealer reads why the lead is here, not where else the customer goes. */
function routingFor(actor: Actor, row: Values): Receipt | null {
  const routing = row.routing as Receipt | null;
  if (routing === null || actor.kind === "system" || actor.dealers.length === 0) return routing;
  return { ...routing, inputs: {}, candidates: routing.candidates.filter(({ code }) => actor.dealers.includes(code)) };
}
