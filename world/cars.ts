import {
  odometerReading,
  serviceVisit,
  vehicle,
  vehicleModel,
  vehicleOwnership,
  vehicleWarranty,
} from "#modules/vehicles/index.ts";
import type { AnyRecord, Day, Instant } from "#platform/record/index.ts";
import { after, dayAfter, dayLength } from "./calendar.ts";
import { frameFor, plateFor, vinFor } from "./car-numbers.ts";
import { models, warranties } from "./catalogue.ts";
import { type Chance, chanceOf } from "./chance.ts";
import type { MarketPlan } from "./market.ts";
import type { Person } from "./people.ts";
import { settled, type Table, type Values } from "./rows.ts";
import { workIn } from "./words.ts";

/** A car while the world comes about. `window` is its owner's row of ownership, which a lead may end. */
export type Car = { id: string; vin: string; model: string; owner: Person; lastWorkshop: string; window: Values };
/** Cars with their papers, by record in the order in which they are stored. */
export type Garage = { cars: Car[]; tables: Table[] };

type Papers = { add(record: AnyRecord, given: Values, at: Instant): Values };
type Yard = { market: MarketPlan; people: readonly Person[]; now: Instant; chance: Chance; papers: Papers };

/** Every car of the market: what it is, its warranties, its visits with readings, and whose it was and is. */
export function garageOf(market: MarketPlan, people: readonly Person[], now: Instant, seed: number): Garage {
  const chance = chanceOf(seed, `cars ${market.tenant.code}`);
  const records: AnyRecord[] = [
    vehicleModel,
    vehicle,
    vehicleWarranty,
    odometerReading,
    vehicleOwnership,
    serviceVisit,
  ];
  const tables = new Map(records.map((record): [string, Table] => [record.name, { record, rows: [], history: [] }]));
  const papers: Papers = {
    add: (record, given, at) => {
      const row = settled(record, record.key ? given : { id: chance.id(at), ...given }, at);
      tables.get(record.name)?.rows.push(row);
      return row;
    },
  };
  for (const { code, names } of models)
    papers.add(vehicleModel, { code, names, brand: "Neo" }, after(now, -1100 * dayLength));
  const yard = { market, people, now, chance, papers };
  const cars = people.flatMap((owner, n) => (owner.hasCar ? carsOf(yard, owner, n) : []));
  return { cars, tables: [...tables.values()] };
}

function carsOf(yard: Yard, owner: Person, n: number): Car[] {
  const known = n === 0 ? yard.market.owner : undefined;
  const first = carOf(yard, owner, 2 * n + 1, known);
  return !known && yard.chance.is(0.08) ? [first, carOf(yard, owner, 2 * n + 2)] : [first];
}

function carOf(yard: Yard, owner: Person, serial: number, known?: MarketPlan["owner"]): Car {
  const { chance, now, papers, market } = yard;
  const model = models.find(({ code }) => code === known?.model) ?? chance.pick(models);
  const age = known ? 800 : chance.int(150, 3000);
  const registeredOn = dayAfter(now, -age);
  const isFrame = !known && market.tenant.country === "JP" && chance.is(0.45);
  const vin =
    known?.vin ?? (isFrame ? frameFor(model, serial) : vinFor(model, Number(registeredOn.slice(0, 4)), serial));
  const enteredAt = after(now, -Math.min(age, 1050) * dayLength);
  const plate = chance.is(0.95) ? plateFor(owner.home, chance) : null;
  const kept = { vin, vinKind: isFrame ? "frame" : "vin", model: model.code, plate, firstRegisteredOn: registeredOn };
  const id = String(papers.add(vehicle, kept, enteredAt).id);
  addWarranties(yard, id, age, enteredAt, known !== undefined);
  const { window, ownedFor, former } = addOwners(yard, id, owner, age, enteredAt);
  const lastWorkshop = addVisits(yard, id, { owner, former, age, ownedFor, enteredAt });
  return { id, vin, model: model.code, owner, lastWorkshop, window };
}

function addWarranties({ chance, now, papers }: Yard, car: string, age: number, at: Instant, isKnown: boolean): void {
  const until = 3 * 365 - age;
  const add = (names: unknown, from: number, to: number) =>
    papers.add(vehicleWarranty, { vehicle: car, names, startsOn: dayAfter(now, from), endsOn: dayAfter(now, to) }, at);
  add(warranties.factory, -age, until);
  if (isKnown || chance.is(0.35)) add(warranties.extended, until + 1, until + 2 * 365);
}

/** A former owner now and then, and the present one; their windows meet and never overlap. */
function addOwners({ chance, now, papers, people }: Yard, car: string, owner: Person, age: number, at: Instant) {
  const other = chance.pick(people);
  const former = age > 900 && other !== owner && chance.is(0.15) ? other : null;
  const ownedFor = former ? chance.int(400, age - 300) : age;
  const window = (customer: string, from: Day, to: Day | null): Values =>
    papers.add(vehicleOwnership, { vehicle: car, customer, startsOn: from, endsOn: to, dealers: [] }, at);
  if (former) window(former.said.id, dayAfter(now, -age), dayAfter(now, -ownedFor));
  return { window: window(owner.said.id, dayAfter(now, -ownedFor), null), ownedFor, former };
}

type Life = { owner: Person; former: Person | null; age: number; ownedFor: number; enteredAt: Instant };

/** A visit about once a year in the last three, mostly at the dealer of the neighbourhood; gives the last workshop. */
function addVisits(
  { chance, now, papers, market }: Yard,
  car: string,
  { owner, former, age, ownedFor, enteredAt }: Life,
): string {
  const perYear = chance.int(3500, 19_000);
  const language = market.staffLanguage;
  let lastWorkshop = owner.home.code;
  papers.add(
    odometerReading,
    { vehicle: car, km: chance.int(3, 60), readOn: dayAfter(now, -age), reason: null },
    enteredAt,
  );
  const years = Math.min(Math.max(Math.floor(age / 365), 1), 3);
  const apart = Math.min(365, age - 20);
  const days = Array.from({ length: years }, (_, n) => (age % apart) + (years - 1 - n) * apart + chance.int(-15, 15));
  for (const daysAgo of days.map((day) => Math.max(day, 8))) {
    const dealer = chance.is(0.93) ? owner.home.code : chance.pick(market.dealers).code;
    const km = Math.round(((age - daysAgo) / 365) * perYear) + 70;
    const visitedOn = dayAfter(now, -daysAgo);
    const at = after(now, -Math.min(daysAgo, 1050) * dayLength);
    papers.add(serviceVisit, { vehicle: car, dealer, visitedOn, odometerKm: km, works: workIn(language, chance) }, at);
    papers.add(odometerReading, { vehicle: car, km, readOn: visitedOn, reason: null }, at);
    if (daysAgo >= ownedFor) former?.dealers.add(dealer);
    if (daysAgo > ownedFor) continue;
    owner.dealers.add(dealer);
    lastWorkshop = dealer;
  }
  return lastWorkshop;
}
