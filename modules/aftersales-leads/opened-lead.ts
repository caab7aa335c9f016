import { likenessOf, type OpenedCustomer, personName, type SaidPerson, sharesName } from "#modules/customers/index.ts";
import { normalisePostalCode } from "#modules/network/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { dayIn } from "#platform/clocks/due.ts";
import { type Fault, invalid } from "#platform/http/problem.ts";
import { begin } from "#platform/moves/decide.ts";
import type { Instant } from "#platform/record/index.ts";
import { aftersalesLead, consentPurposes } from "./aftersales-lead.record.ts";
import type { CustomerBehind, Foundations, LeadVehicle, RoutedDealer } from "./foundations.ts";
import { type Heard, heardIn, type Intake, isBlank, type Origin, said } from "./intake.ts";
import { areasOf, routeLead } from "./routing.rules.ts";
import { type DatedSla, slaOn, termsOf } from "./sla.rules.ts";

type Values = Record<string, unknown>;

/** What is known of a market when leads are opened in it. */
export type MarketRead = {
  dealers: readonly RoutedDealer[];
  campaigns: readonly { code: string; drivenBy: string; models: string[] }[];
  policies: readonly DatedSla[];
};
/** What is known of the person and the car. */
export type PersonRead = {
  vehicle: LeadVehicle | null;
  /** Who is known under the same phone or mail, most agreement first. */
  behind: readonly CustomerBehind[];
};

/** A lead that is ready to be written: its row, and the customer it opens or shows to its dealer. */
export type Opened = {
  row: Values;
  opens: OpenedCustomer | null;
  shows: { customer: string; dealer: string } | null;
};
type Spoken = Intake & { unrecognised: string[] };

/** Decides where the lead goes and whose it is, at `at`. Throws the problem that names codes which do not exist. */
export function openedLead(
  opensCustomer: Foundations["openCustomer"],
  heard: Heard,
  { dealers, campaigns, policies }: MarketRead,
  found: PersonRead,
  at: Instant,
): Opened {
  const { origin } = heard;
  const spoken = spokenOf(heard, found.vehicle);
  const campaign = isBlank(spoken.campaign) ? origin.campaign : String(spoken.campaign);
  mustBeKnown(spoken, campaign, { dealers, campaigns }, origin);
  const own = ownCustomer(spoken, found.behind);
  const before = own ?? found.behind.find((known) => sharesName(spoken, known));
  const routing = routed(heard, spoken.postalCode ?? null, before?.lastWorkshop ?? null, dealers);
  const dealer = routing.outcome.code;
  const kept = spokenOf(heardIn(heard, countryOf(dealer, dealers, heard)), found.vehicle);
  const zone = dealers.find((one) => one.code === dealer)?.zone ?? "UTC";
  const person = personOf(kept);
  const opens = own ? null : opensCustomer(person, { dealer, at, source: origin.source, wording: origin.wording });
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
      customer: own?.id ?? opens?.id ?? "",
      vehicle: found.vehicle?.id ?? null,
      preferredSlots: spoken.preferredSlots ?? [],
      unrecognised: kept.unrecognised,
      routing,
      assignedAt: at,
    },
    at,
    zone,
    termsOf(slaOn(policies, dayIn(at, zone))),
  );
  const shows = own && !origin.dealer ? { customer: own.id, dealer } : null;
  return { row, opens, shows };
}

/** Where the lead goes; the dealer who wrote it down keeps it. */
const routed = (
  { intake, origin }: Heard,
  postalCode: string | null,
  lastWorkshop: string | null,
  dealers: MarketRead["dealers"],
) =>
  routeLead({
    own: origin.dealer,
    wish: isBlank(intake.dealer) ? null : String(intake.dealer),
    lastWorkshop,
    postalCode,
    areas: areasOf(postalCode, dealers),
    defaultDealer: origin.defaultDealer,
  });

const countryOf = (code: string, dealers: MarketRead["dealers"], heard: Heard): string =>
  dealers.find((one) => one.code === code)?.country ?? heard.country;

/** What was said as the dealer reads it to whom it goes by what was said alone. */
export function heardAtDealer(heard: Heard, dealers: MarketRead["dealers"]): Heard {
  const { postalCode } = heard.intake;
  const { outcome } = routed(heard, isBlank(postalCode) ? null : String(postalCode), null, dealers);
  return heardIn(heard, countryOf(outcome.code, dealers, heard));
}

/** What was said in the form in which it is kept; what could not be recognised stays as it was typed. */
function spokenOf({ intake, country, phone, otherPhone, vin }: Heard, vehicle: LeadVehicle | null): Spoken {
  return {
    ...intake,
    phone: phone?.value ?? null,
    otherPhone: otherPhone?.value ?? null,
    postalCode: isBlank(intake.postalCode) ? null : normalisePostalCode(String(intake.postalCode), country),
    vin: vehicle?.vin ?? vin?.value ?? null,
    unrecognised: [
      ...(phone?.isRecognised === false ? ["phone"] : []),
      ...(otherPhone?.isRecognised === false ? ["otherPhone"] : []),
      ...(vin?.isRecognised === false ? ["vin"] : []),
    ],
  };
}

const personOf = (spoken: Spoken): SaidPerson => ({
  ...(Object.fromEntries(said.map((field) => [field, spoken[field] ?? null])) as Omit<SaidPerson, "name" | "consents">),
  name: personName(spoken),
  consents: Object.fromEntries(consentPurposes.map((purpose) => [purpose, spoken.consents?.[purpose] ?? false])),
});

/** The one customer behind the same phone or mail who is surely the same person, whoever writes the lead down. */
const ownCustomer = (spoken: Spoken, behind: readonly CustomerBehind[]): CustomerBehind | undefined =>
  behind.find((known) => likenessOf({ said: spoken, known, agreesOnBoth: known.agreesOnBoth }) === "same");

/** Codes of campaigns and dealers that do not exist are refused by name, and so is another dealer's code from a dealer. */
function mustBeKnown(
  spoken: Spoken,
  campaign: string,
  { dealers, campaigns }: Pick<MarketRead, "dealers" | "campaigns">,
  origin: Origin,
): void {
  const faults: Fault[] = [];
  if (!campaigns.some((one) => one.code === campaign))
    faults.push({ field: "campaign", code: "unknown-code", message: `there is no open campaign ${campaign}` });
  const wish = isBlank(spoken.dealer) ? null : String(spoken.dealer);
  const isKnown = wish === null || dealers.some((dealer) => dealer.code === wish);
  if (!isKnown || (wish !== null && origin.dealer !== null && wish !== origin.dealer)) {
    faults.push({ field: "dealer", code: "unknown-code", message: `there is no dealer ${wish} to choose here` });
  }
  if (faults.length > 0) throw invalid(faults);
}
