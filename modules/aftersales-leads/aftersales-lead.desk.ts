import { normalisePhone, personName } from "#modules/customers/index.ts";
import { countryCodeOf, normalisePostalCode } from "#modules/network/index.ts";
import { appointment } from "#modules/service/index.ts";
import { normaliseVin } from "#modules/vehicles/index.ts";
import { dayIn } from "#platform/clocks/due.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Outcome } from "#platform/moves/decide.ts";
import type { Desk, Facts } from "#platform/moves/desk.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { leadAdds } from "./aftersales-lead.answers.ts";
import { aftersalesLead } from "./aftersales-lead.record.ts";
import { aftersalesLeadRules } from "./aftersales-lead.rules.ts";
import type { Foundations, LeadVehicle } from "./foundations.ts";
import { type LeadContext, type LeadDealer, presentLead } from "./present-lead.ts";
import { policiesSql, slaPolicies } from "./sla.queries.ts";
import { type DatedSla, slaOn, termsOf } from "./sla.rules.ts";

type Values = Record<string, unknown>;
type Policies = { assignedOn: string; policies: readonly DatedSla[] };

const dealerColumns = "d.code, d.zone, d.country, d.hours, d.holidays";
const text = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" && !value.includes("\u0000") ? value.trim() : undefined;

/** Where an aftersales lead is worked: its facts come from the foundations, in the round trip that reads the lead. */
export function aftersalesLeadDesk(foundations: Foundations): Desk {
  return {
    record: aftersalesLead,
    neighbours: [appointment as unknown as AnyRecord],
    rules: aftersalesLeadRules,
    facts: (tx, key, asked) => factsOf(foundations, tx, key, asked),
    dueFacts: (tx, rows, clock) => dueFacts(foundations, tx, rows, clock),
    edit: editLead,
    adds: leadAdds,
    present: presentLead,
    can: (row, move, isFinal) =>
      (move !== "withdraw-attempt" || (row.attempts as unknown[]).length > 0) &&
      (move !== "recontact" ||
        !isFinal ||
        (row.closingReason === "recontact" && (row.recontactAt === null || row.recontactDueAt !== null))),
  };
}

async function factsOf(foundations: Foundations, tx: Transaction, key: string, asked: Values): Promise<Facts> {
  const vin = text(asked.vin);
  const dealerCode = text(asked.dealer);
  const isBooking = text(asked.at) !== undefined && "remindCustomer" in asked; // a re-contact names a moment too, and needs no bay
  const [[context], vehicle, named, reasons, plan, planned] = await Promise.all([
    tx.query<LeadDealer & Policies & { models: string[] }>({
      name: "lead:context",
      text: `select ${dealerColumns}, c.models, l.assigned_on as "assignedOn", ${policiesSql} as policies from aftersales_lead l join dealer d on d.code = l.dealer join aftersales_campaign c on c.code = l.campaign where l.id = $1`,
      values: [key],
    }),
    asked.vin === null
      ? null
      : foundations.vehicle(tx, vin ? { vin: normaliseVin(vin).value, leadId: key } : { leadId: key }),
    dealerCode
      ? tx.query<LeadDealer>({
          name: "lead:dealer",
          text: `select ${dealerColumns} from dealer d where d.code = $1`,
          values: [dealerCode],
        })
      : [],
    text(asked.reason)
      ? tx.query<{ code: string; category: string | null }>({
          name: "lead:reasons",
          text: "select code, category from list_entry where list = 'no-sale-reason' and is_active",
          values: [],
        })
      : [],
    isBooking ? foundations.plan(tx, { lead: key, startsAt: asked.at, work: text(asked.work) ?? null }) : undefined,
    isBooking ? null : foundations.openAppointment(tx, key),
  ]);
  const lead: LeadContext | undefined = context && { dealer: context, models: context.models };
  const [dealer] = named;
  const zone = dealer?.zone ?? lead?.dealer.zone ?? "UTC";
  // Handed to another dealer it is measured by what holds there today, else by what held when it was assigned.
  const on = dealer || !context ? dayIn(tx.at, zone) : context.assignedOn;
  return {
    zone,
    terms: termsOf(slaOn(context?.policies ?? [], on)),
    vehicle,
    lead,
    dealer: dealer ?? null,
    plan,
    appointment: plan ? plan.open : planned,
    closingReasons: new Map(reasons.map(({ code, category }) => [code, { category }])),
  };
}

/** For the day of re-contact: the dealers' zones and the customers' consents as they are now; other clocks need nothing. */
async function dueFacts(
  foundations: Foundations,
  tx: Transaction,
  rows: readonly Values[],
  clock: string,
): Promise<(row: Values) => Facts> {
  if (clock !== "recontact") return () => ({ zone: "UTC" });
  const customers = [...new Set(rows.flatMap((row) => (row.customer ? [String(row.customer)] : [])))];
  const [dealers, consents, policies] = await Promise.all([
    foundations.dealers(tx),
    foundations.consentsNow(tx, customers),
    slaPolicies(tx),
  ]);
  const zones = new Map(dealers.map(({ code, zone }) => [code, zone]));
  return (row) => ({
    zone: zones.get(String(row.dealer)) ?? "UTC",
    terms: termsOf(slaOn(policies, dayIn(String(row.recontactDueAt), zones.get(String(row.dealer)) ?? "UTC"))),
    consents: consents.get(String(row.customer)) ?? null,
  });
}

const nameParts = ["firstName", "lastName", "language"];

/** An edit of what the customer said: a name follows its parts, phones and VIN are recognised anew, the VIN finds its car. */
function editLead(row: Values, patch: Values, facts: Facts): Outcome {
  const { lead, vehicle } = facts as Facts & { lead?: LeadContext; vehicle: LeadVehicle | null };
  const set: Values = { ...patch };
  const doubted = new Set(row.unrecognised as string[]);
  const doubt = (field: string, isRecognised: boolean) => (isRecognised ? doubted.delete(field) : doubted.add(field));
  for (const field of ["phone", "otherPhone"] as const) {
    if (!(field in patch)) continue;
    const typed = patch[field] as string | null;
    const phone =
      typed === null
        ? { value: null, isRecognised: true }
        : normalisePhone(typed, countryOf({ ...row, ...patch }, lead));
    set[field] = phone.value;
    doubt(field, phone.isRecognised);
  }
  if (typeof patch.postalCode === "string")
    set.postalCode = normalisePostalCode(patch.postalCode, countryOf({ ...row, ...patch }, lead));
  if ("vin" in patch) {
    const typed = patch.vin as string | null;
    const vin = typed === null ? { value: null, isRecognised: true } : normaliseVin(typed);
    Object.assign(set, { vin: vehicle?.vin ?? vin.value, vehicle: vehicle?.id ?? null });
    doubt("vin", vin.isRecognised);
  }
  set.unrecognised = ["phone", "otherPhone", "vin"].filter((field) => doubted.has(field));
  const after = { ...row, ...set };
  if (!("name" in patch) && nameParts.some((part) => part in patch))
    set.name = personName(after as Parameters<typeof personName>[0]) || row.name;
  if (!after.phone && !after.otherPhone && !after.email) return { refused: "contact-missing", field: "phone" };
  return { set };
}

/** The country in which a phone is read: the address's, by code or word, else the dealer's. */
const countryOf = (row: Values, lead: LeadContext | undefined): string | null =>
  countryCodeOf(text(row.country)) ?? lead?.dealer.country ?? null;
