import { z } from "zod";
import { isSamePerson, normalisePhone, personName } from "#modules/customers/index.ts";
import { countryCodeOf, normalisePostalCode } from "#modules/network/index.ts";
import { normaliseVin } from "#modules/vehicles/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { dayIn } from "#platform/clocks/due.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import { type Fault, invalid } from "#platform/http/problem.ts";
import { inputShape } from "#platform/http/shapes.ts";
import { begin } from "#platform/moves/decide.ts";
import type { Instant } from "#platform/record/index.ts";
import { aftersalesLead, consentPurposes } from "./aftersales-lead.record.ts";
import type { Foundations, LeadVehicle, RoutedDealer } from "./foundations.ts";
import { areasOf, routeLead } from "./routing.rules.ts";
import { slaPolicies } from "./sla.queries.ts";
import { type DatedSla, slaOn, termsOf } from "./sla.rules.ts";

type Values = Record<string, unknown>;

const said = [
  "firstName",
  "lastName",
  "firstNameReading",
  "lastNameReading",
  "email",
  "phone",
  "otherPhone",
  "language",
  "country",
  "state",
  "city",
  "postalCode",
  "request",
  "enquiry",
  "customerNotes",
  "extraServices",
  "vin",
] as const;
type Said = { [K in (typeof said)[number]]?: string | null };
/** What a form, a program or an advisor says of somebody who wants something. */
export type Intake = Said & {
  preferredSlots?: Instant[];
  campaign?: string | null;
  dealer?: string | null;
  consents?: Partial<Record<(typeof consentPurposes)[number], boolean>>;
};

const code = () => z.string().trim().max(60).nullable().optional();
/** The body of an intake; unknown properties are refused by name. */
export const intakeShape = z.strictObject({
  ...Object.fromEntries(said.map((field) => [field, inputShape(aftersalesLead.fields[field])])),
  preferredSlots: inputShape(aftersalesLead.fields.preferredSlots).optional(),
  campaign: code(),
  dealer: code(),
  consents: inputShape(aftersalesLead.fields.consents).optional(),
}) as unknown as z.ZodType<Intake>;

/** Where a lead comes from, before anybody said anything: its source, campaign and kind (AL-02, AL-03). */
export type Origin = {
  source: string;
  campaign: string;
  drivenBy: "customer" | "hq";
  /** The only dealer that this origin may create for; null: any, by routing. */
  dealer: string | null;
  defaultDealer: string;
  country: string;
  /** The words that each consent was asked with. */
  wording: (purpose: string) => string;
};

/** What is needed to open a lead, read in one round trip. */
type Read = {
  dealers: RoutedDealer[];
  vehicle: LeadVehicle | null;
  customer: Awaited<ReturnType<Foundations["customerLikely"]>>;
  campaigns: { code: string; drivenBy: string; models: string[] }[];
  policies: readonly DatedSla[];
};

/** A lead that is ready to be written: its row, what is written beside it, and the facts that its reading needs. */
export type Opened = {
  row: Values;
  beside: Statement[];
  vehicle: LeadVehicle | null;
  customer: { id: string; name: string };
};

const isBlank = (value: string | null | undefined): boolean => value === null || value === undefined || value === "";

/** One part of a name and one way to reach the person; everything else may be missing. Throws the problem that names the fields. */
function mustBeReachable(intake: Intake): void {
  const faults: Fault[] = [];
  if (isBlank(intake.firstName) && isBlank(intake.lastName))
    faults.push({ field: "lastName", code: "name-missing", message: "give a first or a last name" });
  if (isBlank(intake.email) && isBlank(intake.phone) && isBlank(intake.otherPhone)) {
    faults.push({ field: "phone", code: "contact-missing", message: "give a phone, another phone or a mail address" });
  }
  if (faults.length > 0) throw invalid(faults);
}

/** Reads everything that opening a lead needs, in one round trip, and decides; writes nothing. Throws the problems of the body. */
export async function openLead(
  foundations: Foundations,
  tx: Transaction,
  intake: Intake,
  origin: Origin,
): Promise<Opened> {
  mustBeReachable(intake);
  const phone = recognised(intake.phone, intake.country, origin.country);
  const otherPhone = recognised(intake.otherPhone, intake.country, origin.country);
  const vin = isBlank(intake.vin) ? null : normaliseVin(String(intake.vin));
  const contacts = {
    phones: [phone, otherPhone].flatMap((p) => (p?.isRecognised ? [p.value] : [])),
    email: intake.email ?? null,
  };
  // sent together, and answered in this order: the customer is looked for when nobody else is opening them
  const [dealers, vehicle, , customer, campaigns, policies] = await Promise.all([
    foundations.dealers(tx),
    vin ? foundations.vehicle(tx, { vin: vin.value }) : null,
    tx.query(foundations.holdContacts(tx.actor.schema, contacts)),
    foundations.customerLikely(tx, contacts),
    tx.query<Read["campaigns"][number]>({
      name: "lead:campaigns",
      text: `select code, driven_by as "drivenBy", models from aftersales_campaign where is_open`,
      values: [],
    }),
    slaPolicies(tx),
  ]);
  const unrecognised = [
    ...(phone?.isRecognised === false ? ["phone"] : []),
    ...(otherPhone?.isRecognised === false ? ["otherPhone"] : []),
    ...(vin?.isRecognised === false ? ["vin"] : []),
  ];
  const spoken = {
    ...intake,
    phone: phone?.value ?? null,
    otherPhone: otherPhone?.value ?? null,
    postalCode: isBlank(intake.postalCode)
      ? null
      : normalisePostalCode(String(intake.postalCode), countryCodeOf(intake.country) ?? origin.country),
    vin: vehicle?.vin ?? vin?.value ?? null,
    unrecognised,
  };
  return settle(foundations, tx, spoken, { dealers, vehicle, customer, campaigns, policies }, origin);
}

type Spoken = Intake & { unrecognised: string[] };

function settle(foundations: Foundations, tx: Transaction, spoken: Spoken, found: Read, origin: Origin): Opened {
  const campaign = isBlank(spoken.campaign) ? origin.campaign : String(spoken.campaign);
  mustBeKnown(spoken, campaign, found, origin);
  const wish = isBlank(spoken.dealer) ? null : String(spoken.dealer);
  const postalCode = spoken.postalCode ?? null;
  const lastWorkshop = found.customer?.lastWorkshop ?? null;
  const routing = routeLead({
    own: origin.dealer,
    wish,
    lastWorkshop,
    postalCode,
    areas: areasOf(postalCode, found.dealers),
    defaultDealer: origin.defaultDealer,
  });
  const dealer = routing.outcome.code;
  const zone = found.dealers.find((one) => one.code === dealer)?.zone ?? "UTC";
  const person = {
    ...Object.fromEntries(said.map((field) => [field, spoken[field] ?? null])),
    name: personName(spoken),
    consents: consentsOf(spoken),
  };
  const own = ownCustomer(spoken, found.customer, origin);
  const opened = own
    ? { id: own.id, statements: origin.dealer ? [] : [foundations.showCustomer(own.id, dealer)] }
    : foundations.openCustomer(person as never, { dealer, at: tx.at, source: origin.source, wording: origin.wording });
  const row = begin(
    aftersalesLead,
    {
      ...person,
      id: newId(),
      dealer,
      campaign,
      source: origin.source,
      drivenBy: origin.drivenBy,
      persona: own ? "customer" : "prospect",
      customer: opened.id,
      vehicle: found.vehicle?.id ?? null,
      preferredSlots: spoken.preferredSlots ?? [],
      unrecognised: spoken.unrecognised,
      routing,
      assignedAt: tx.at,
    },
    tx.at,
    zone,
    termsOf(slaOn(found.policies, dayIn(tx.at, zone))),
  );
  return {
    row,
    beside: opened.statements,
    vehicle: found.vehicle,
    customer: { id: opened.id, name: own?.name ?? person.name },
  };
}

/** The customer found, when it is surely the same person or the dealer who writes the lead down sees them anyway. */
function ownCustomer(spoken: Spoken, likely: Read["customer"], origin: Origin): Read["customer"] {
  if (likely === null || origin.dealer) return likely;
  return isSamePerson({ said: spoken, known: likely, agreesOnBoth: likely.agreesOnBoth }) ? likely : null;
}

/** Codes of campaigns and dealers that do not exist are refused by name, and so is another dealer's code from a dealer. */
function mustBeKnown(spoken: Spoken, campaign: string, found: Read, origin: Origin): void {
  const faults: Fault[] = [];
  if (!found.campaigns.some((one) => one.code === campaign))
    faults.push({ field: "campaign", code: "unknown-code", message: `there is no open campaign ${campaign}` });
  const wish = isBlank(spoken.dealer) ? null : String(spoken.dealer);
  const isKnown = wish === null || found.dealers.some((dealer) => dealer.code === wish);
  if (!isKnown || (wish !== null && origin.dealer !== null && wish !== origin.dealer)) {
    faults.push({ field: "dealer", code: "unknown-code", message: `there is no dealer ${wish} to choose here` });
  }
  if (faults.length > 0) throw invalid(faults);
}

const recognised = (typed: string | null | undefined, country: string | null | undefined, market: string) =>
  isBlank(typed) ? null : normalisePhone(String(typed), /^[A-Z]{2}$/.test(country ?? "") ? String(country) : market);

const consentsOf = (intake: Intake) =>
  Object.fromEntries(consentPurposes.map((purpose) => [purpose, intake.consents?.[purpose] ?? false]));
