import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { areasOf, routeLead } from "#modules/aftersales-leads/routing.rules.ts";
import { personName } from "#modules/customers/index.ts";
import { begin } from "#platform/moves/decide.ts";
import type { Instant } from "#platform/record/index.ts";
import { slot } from "./calendar.ts";
import type { Car } from "./cars.ts";
import { campaigns } from "./catalogue.ts";
import type { Chance } from "./chance.ts";
import type { MarketPlan } from "./market.ts";
import type { Person } from "./people.ts";
import type { Values } from "./rows.ts";
import { customerNoteIn, unreadable, wishIn } from "./words.ts";

/** How a lead comes about (AL-02, AL-03): where it was said, for which campaign, and on whose initiative. */
type Origin = { source: string; campaign: string; drivenBy: "customer" | "hq" };
export type Beginning = { market: MarketPlan; person: Person; car: Car | null; at: Instant; chance: Chance };

const fromCustomers: readonly (Origin & { weight: number })[] = [
  { source: "website", campaign: "contact-request", drivenBy: "customer", weight: 34 },
  { source: "owner-app", campaign: "contact-request", drivenBy: "customer", weight: 12 },
  { source: "spontaneous", campaign: "spontaneous-dealer", drivenBy: "customer", weight: 14 },
  { source: "call-centre", campaign: "spontaneous-dealer", drivenBy: "customer", weight: 8 },
];
const fromHeadquarters = [
  "service-reminder",
  "warranty-end-reminder",
  "seasonal-promotion",
  "battery-check",
  "summer-check",
];

/** Leads of headquarters need a car, and one that the campaign is for, or nearly always (AL-05, AL-30, AL-54). */
function originOf({ car, chance }: Beginning): Origin {
  if (car === null || chance.is(0.55)) {
    const weights = Object.fromEntries(fromCustomers.map(({ source, weight }) => [source, weight]));
    const source = chance.weighted(weights);
    return fromCustomers.find((origin) => origin.source === source) as Origin;
  }
  const fitting = campaigns.filter(
    ({ code, models }) => fromHeadquarters.includes(code) && (models.length === 0 || models.includes(car.model)),
  );
  const campaign = chance.is(0.04) ? chance.pick(fromHeadquarters) : chance.pick(fitting).code;
  return { source: "campaign", campaign, drivenBy: "hq" };
}

/** Why the lead goes where it goes, by the rule that routes every lead (AL-09). */
function routingOf({ market, person, car, chance }: Beginning, source: string) {
  const postalCode = String(person.said.postalCode);
  const own = source === "spontaneous" ? person.home.code : null;
  const wish = own === null && chance.is(0.08) ? person.home.code : null;
  const inputs = { postalCode, areas: areasOf(postalCode, market.dealers), defaultDealer: market.tenant.defaultDealer };
  return routeLead({ own, wish, lastWorkshop: car?.lastWorkshop ?? null, ...inputs });
}

/** A new lead as it comes in; `zone` follows from its dealer. */
export function beginLead(
  beginning: Beginning,
  dealerOf: (code: string) => { zone: string; restDay: number },
): { row: Values; origin: Origin; zone: string } {
  const { person, car, at, chance } = beginning;
  const { id: customer, companyName: _company, kind: _kind, street: _street, ...said } = person.said;
  const origin = originOf(beginning);
  const routing = routingOf(beginning, origin.source);
  const place = dealerOf(routing.outcome.code);
  const isTyped = origin.source === "website" && chance.is(0.05);
  const given = {
    ...said,
    ...wishOf(beginning, origin.drivenBy, place),
    name: personName(said as Parameters<typeof personName>[0]),
    id: chance.id(at),
    dealer: routing.outcome.code,
    source: origin.source,
    campaign: origin.campaign,
    drivenBy: origin.drivenBy,
    customer,
    persona: car ? "customer" : "prospect",
    consents: person.consents,
    routing,
    assignedAt: at,
    ...(isTyped ? unread(person, car, chance) : carOn(origin, car, chance)),
  };
  return { row: begin(aftersalesLead, given, at, place.zone), origin, zone: place.zone };
}

/** Headquarters always knows the car; customers often leave it out (AL-30). */
const carOn = ({ drivenBy, source }: Origin, car: Car | null, chance: Chance): Values =>
  car && (drivenBy === "hq" || source === "owner-app" || chance.is(0.8)) ? { vin: car.vin, vehicle: car.id } : {};

/** What could not be read is kept as it was typed, and marked. */
function unread({ said }: Person, car: Car | null, chance: Chance): Values {
  if (said.email !== null && chance.is(0.5))
    return {
      phone: chance.pick(unreadable.phone),
      unrecognised: ["phone"],
      ...(car ? { vin: car.vin, vehicle: car.id } : {}),
    };
  return { vin: chance.pick(unreadable.vin), unrecognised: ["vin"] };
}

function wishOf({ person, at, chance }: Beginning, drivenBy: string, place: { zone: string; restDay: number }): Values {
  if (drivenBy === "hq") return { campaignNotes: null };
  const { language } = person.said;
  const [request, enquiry] = wishIn(language, chance);
  const slots = Array.from({ length: chance.int(0, 3) }, (_, n) => slot(at, 3 + n * chance.int(1, 3), place, chance));
  return {
    request,
    enquiry: chance.is(0.7) ? enquiry : null,
    customerNotes: chance.is(0.25) ? customerNoteIn(language, chance) : null,
    preferredSlots: slots.sort(),
  };
}
