import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { aftersalesCampaign } from "#modules/aftersales-leads/campaign.record.ts";
import { firstLists as lists } from "#modules/network/index.ts";
import { vehicleOwnership } from "#modules/vehicles/index.ts";
import { begin } from "#platform/moves/decide.ts";
import type { Day, Instant } from "#platform/record/index.ts";
import { after, dayAfter, dayLength } from "./calendar.ts";
import type { Car } from "./cars.ts";
import { campaigns } from "./catalogue.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { beginLead } from "./lead-begin.ts";
import { type Act, type Lead, live } from "./lead-life.ts";
import { ageOf, type Bench, handOver, planFor } from "./lead-plan.ts";
import type { MarketPlan } from "./market.ts";
import type { StaffMember } from "./network.ts";
import type { Person } from "./people.ts";
import { type HistoryRow, linesOf, settled, type Table, type Values, type Who } from "./rows.ts";

/** Everything that leads come from. */
export type Ground = {
  market: MarketPlan;
  people: readonly Person[];
  cars: readonly Car[];
  staff: readonly StaffMember[];
  now: Instant;
};
type Stage = Ground & {
  chance: Chance;
  /** By dealer, how many first calls of a hundred are prompt: some dealers are better than others in every world. */
  promptness: ReadonlyMap<string, number>;
  carsOf: ReadonlyMap<Person, readonly Car[]>;
  leads: Lead[];
  /** What leads changed in windows of ownership. */
  windowLines: HistoryRow[];
};

const reasons = new Map(
  lists
    .filter(({ list }) => list === "no-sale-reason")
    .map(({ code, category }) => [code, { category: category ?? null }]),
);

/** The leads of a market, each having lived until now by its own rules; with them what they changed elsewhere. */
export function leadsOf(ground: Ground, seed: number): { tables: Table[]; windowLines: HistoryRow[] } {
  const { market, people, now } = ground;
  const stage: Stage = {
    ...ground,
    chance: chanceOf(seed, `leads ${market.tenant.code}`),
    promptness: new Map(market.dealers.map(({ code }) => [code, chanceOf(seed, `promptness ${code}`).int(72, 98)])),
    carsOf: Map.groupBy(ground.cars, ({ owner }) => owner),
    leads: [],
    windowLines: [],
  };
  const newcomers = people.filter(({ hasCar }) => !hasCar);
  const known = people.filter(({ hasCar }) => hasCar);
  for (const person of newcomers) comeIn(stage, person);
  while (stage.leads.length < market.leads) comeIn(stage, stage.chance.pick(known));
  const rows = stage.leads.map(({ row }) => row).sort((a, b) => (String(a.createdAt) < String(b.createdAt) ? -1 : 1));
  const history = stage.leads.flatMap((lead) => lead.history);
  const plans = campaigns.map(({ startsIn, endsIn, ...plan }) =>
    settled(
      aftersalesCampaign,
      {
        ...plan,
        startsOn: startsIn === null ? null : dayAfter(now, startsIn),
        endsOn: endsIn === null ? null : dayAfter(now, endsIn),
      },
      after(now, -1000 * dayLength),
    ),
  );
  return {
    tables: [
      { record: aftersalesCampaign, rows: plans, history: [] },
      { record: aftersalesLead, rows, history },
    ],
    windowLines: stage.windowLines,
  };
}

/** Somebody wants something; now and then twice, through another channel, before anybody answered. */
function comeIn(stage: Stage, person: Person): void {
  const { chance, now } = stage;
  const at = after(now, -ageOf(chance));
  if (!person.hasCar) person.since = at;
  const car = chance.pick(stage.carsOf.get(person) ?? [null]);
  open(stage, person, car?.window.endsOn === null ? car : null, at);
  const again = after(at, chance.int(1, 30) * 3_600_000);
  if (chance.is(0.02) && again < now) open(stage, person, car?.window.endsOn === null ? car : null, again);
}

function open(stage: Stage, person: Person, car: Car | null, at: Instant): void {
  if (stage.leads.length >= stage.market.leads) return;
  const { market, chance } = stage;
  const dealerOf = (code: string) => ({ zone: zoneOf(stage, code), restDay: market.restDay });
  const { row, origin } = beginLead({ market, person, car, at, chance }, dealerOf);
  const caller = staffAt(stage, "call-centre", null);
  const by =
    origin.source === "spontaneous"
      ? benchOf(stage, row, car).advisor
      : origin.source === "call-centre"
        ? caller
        : null;
  const isHandedOn = origin.source === "call-centre" && chance.is(0.25) && row.dealer !== person.home.code;
  const dealer = isHandedOn ? person.home.code : String(row.dealer);
  const handed: Act[] = isHandedOn ? [handOver(caller, at, dealer)] : [];
  const bench = benchOf(stage, { ...row, dealer }, row.vehicle === null ? null : car);
  run(stage, person, { row, by, bench, acts: [...handed, ...planned(stage, bench, handed[0]?.at ?? at)] });
}

/** Lets one lead live, and those that its re-contacts open. */
function run(
  stage: Stage,
  person: Person,
  { row, by, bench, acts }: { row: Values; by: Who; bench: Bench; acts: Act[] },
): void {
  const { now } = stage;
  const place = { zone: bench.zone, until: now, consents: person.consents };
  const { opened, handedOn, ...lead } = live(row, by, acts, place);
  stage.leads.push(lead);
  person.dealers.add(String(lead.row.dealer));
  for (const { endedOn, at } of handedOn) if (bench.car) endWindow(stage, bench.car, endedOn, at);
  for (const { given, at } of opened) {
    const next = begin(aftersalesLead, { ...given, id: stage.chance.id(at) }, at, bench.zone);
    run(stage, person, { row: next, by: null, bench, acts: planned(stage, bench, at) });
  }
}

/** The last few leads stay untouched: a re-contact of theirs would open one too many. */
const planned = ({ market, leads }: Stage, bench: Bench, at: Instant): Act[] =>
  market.leads - leads.length > 3 ? planFor(bench, at) : [];

/** What the car's ownership would have heard through the outbox. */
function endWindow(stage: Stage, { window }: Car, endedOn: Day, at: Instant): void {
  const endsOn = endedOn < String(window.startsOn) ? window.startsOn : endedOn;
  stage.windowLines.push(...linesOf(vehicleOwnership, window, { endsOn }, { at, move: "edit", by: null }));
  Object.assign(window, { endsOn, version: Number(window.version) + 1 });
}

function benchOf(stage: Stage, row: Values, car: Car | null): Bench {
  const { market, chance, promptness } = stage;
  const dealer = String(row.dealer);
  const advisor = staffAt(stage, chance.is(0.9) ? "advisor" : "store-manager", dealer);
  return {
    chance,
    zone: zoneOf(stage, dealer),
    restDay: market.restDay,
    promptness: promptness.get(dealer) ?? 85,
    language: market.staffLanguage,
    advisor,
    car,
    reasons,
  };
}

const zoneOf = ({ market }: Stage, code: string): string =>
  market.dealers.find((dealer) => dealer.code === code)?.zone ?? "UTC";

function staffAt({ staff, chance }: Stage, role: string, dealer: string | null): NonNullable<Who> {
  const { id, name } = chance.pick(staff.filter((one) => one.role === role && one.dealer === dealer));
  return { id, name };
}
