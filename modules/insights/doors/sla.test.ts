import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { dice, livedLeads } from "#apps/testing/lead-lives.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { DatedSla } from "#modules/aftersales-leads/index.ts";
import { now } from "#platform/clocks/clock.ts";
import { loadTenant } from "#world/load.ts";
import { type Judged, judge, type Line } from "./sla-oracle.ts";

const zones = ["Asia/Tokyo", "Europe/Moscow", "America/New_York", "Europe/Berlin"];
const tenant = {
  code: "neo-jp",
  schema: "t_neo_jp",
  name: "",
  country: "JP",
  defaultDealer: "SAKURA",
  isDemo: true,
} as const;
const leads = 10_000;
const days = 240;

let house: TestHouse;
let places: { code: string; zone: string }[];
let policies: DatedSla[];
const daysAgo = (n: number): string => new Date(Date.parse(now()) - n * 86_400_000).toISOString().slice(0, 10);

before(async () => {
  house = await openTestHouse();
  await house.sql("truncate aftersales_lead cascade");
  const dealers = await house.sql<{ code: string }>("select code from dealer order by code limit 8");
  places = dealers.map(({ code }, n) => ({ code, zone: zones[n % zones.length] ?? "UTC" }));
  for (const { code, zone } of places) await house.sql("update dealer set zone = $2 where code = $1", [code, zone]);
  const targets = { lifetimeDays: 60, firstContactTarget: 70, managementTarget: 70, fullyManagedTarget: 90 };
  policies = [
    { ...targets, holdsFrom: daysAgo(150), firstContactHours: 12, managementDays: 7, bookedCounts: [] },
    { ...targets, holdsFrom: daysAgo(90), firstContactHours: 24, managementDays: 10, bookedCounts: ["management"] },
    { ...targets, holdsFrom: daysAgo(20), firstContactHours: 48, managementDays: 14, bookedCounts: [] },
  ];
  await house.put(
    "sla-policy",
    policies.map((policy, n) => ({ ...policy, name: `policy ${n}` })),
  );
  const campaigns = await house.sql<{ code: string }>("select code from aftersales_campaign order by code limit 5");
  const [vehicle] = await house.sql<{ id: string; vin: string }>("select id, vin from vehicle limit 1");
  assert.ok(vehicle);
  const place = { dealers: places, campaigns: campaigns.map(({ code }) => code), policies, vehicle };
  await loadTenant(house.database, [livedLeads(place, leads, now(), days, 7)], tenant);
});
after(() => house.close());

/** Every lead judged from the raw lines of its history, by the policy of its day. */
async function judged(by: readonly DatedSla[] = policies): Promise<Judged[]> {
  const lines = await house.sql<Line>(
    `select record_id as id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, move, field, old_value as was, new_value as "is"
     from aftersales_lead_history order by record_id, entry`,
  );
  const byDealer = new Map(places.map(({ code, zone }) => [code, zone]));
  return [...Map.groupBy(lines, ({ id }) => id).values()].map((story) => judge(story, byDealer, by));
}

type Rate = { name: string; part: number; of: number };
type Told = {
  from: string;
  to: string;
  asOf: string;
  total: { rates: Rate[] };
  lines: { key: string; rates: Rate[] }[];
};
const count = (all: readonly Judged[]): Rate[] => [
  { name: "first-contact", part: all.filter((one) => one.firstContact).length, of: all.length },
  { name: "management", part: all.filter((one) => one.management).length, of: all.length },
  { name: "fully-managed", part: all.filter((one) => one.fullyManaged).length, of: all.length },
];
const bare = (rates: readonly Rate[]): Rate[] => rates.map(({ name, part, of }) => ({ name, part, of }));

/** Asks on random days, whole and by dealer, and compares with what the stories say. */
async function compare(seed: number, questions: number): Promise<void> {
  const hq = await house.as("hq@neo.demo");
  const truth = await judged();
  const roll = dice(seed);
  for (let n = 0; n < questions; n += 1) {
    const [a = "", b = ""] = [daysAgo(Math.floor(roll() * days)), daysAgo(Math.floor(roll() * days))].sort();
    const { status, body, text } = await hq.get<Told>(`/numbers/aftersales-leads?from=${a}&to=${b}&by=dealer`);
    assert.equal(status, 200, text);
    const within = truth.filter(({ on }) => on >= a && on <= b);
    assert.deepEqual(bare(body.total.rates), count(within), `${a} to ${b}`);
    for (const line of body.lines)
      assert.deepEqual(
        bare(line.rates),
        count(within.filter(({ dealer }) => dealer === line.key)),
        `${line.key} ${a} to ${b}`,
      );
  }
}

test("the three service levels of ten thousand leads are what their histories say, in four zones and under four policies", async () => {
  const truth = await judged();
  assert.equal(truth.length, leads);
  for (const verdict of ["firstContact", "management", "fullyManaged"] as const) {
    const yes = truth.filter((one) => one[verdict]).length;
    assert.ok(yes > leads / 20 && yes < (leads * 19) / 20, `${verdict}: ${yes} of ${leads} would prove little`);
  }
  await compare(1, 25);
});

test("they still are when the clock has gone on and verdicts, losses and closings have come", async () => {
  for (const [n, step] of ["P3DT7H", "P11D", "P33DT1H"].entries()) {
    await house.travel(step);
    await compare(10 + n, 6);
  }
});

type Rehearsed = Rate & { wouldBe: number; wouldOf: number };
type Rehearsal = { from: string; to: string; items: { dealer: string; rates: Rehearsed[] }[] };
const draftOf = ({ holdsFrom: _, ...sla }: DatedSla) => sla;
async function rehearsal(draft: object): Promise<Rehearsal> {
  const { status, body, text } = await (await house.as("hq@neo.demo")).post<Rehearsal>("/sla-policies/rehearse", draft);
  assert.equal(status, 200, text);
  assert.ok(body.items.length >= 8);
  return body;
}

test("a rehearsal tells what the rules in force make of each dealer's leads, and what another limit would", async () => {
  const inForce = draftOf(policies[2] as DatedSla);
  const always = [{ ...inForce, holdsFrom: "0001-01-01" }];
  const { from, to, items } = await rehearsal({ ...inForce, firstContactHours: 1 });
  const recent = (await judged(always)).filter(({ on }) => on >= from && on <= to);
  for (const { dealer, rates } of items)
    assert.deepEqual(bare(rates).slice(0, 2), count(recent.filter((one) => one.dealer === dealer)).slice(0, 2), dealer);
  const first = items.flatMap(({ rates }) => rates.filter(({ name }) => name === "first-contact"));
  assert.ok(first.every(({ part, wouldBe }) => wouldBe <= part) && first.some(({ part, wouldBe }) => wouldBe < part));
});

test("rehearsing the rules that are in force shows no difference, also where older leads were measured by others", async () => {
  const { items } = await rehearsal(draftOf(policies[2] as DatedSla));
  assert.ok(items.flatMap(({ rates }) => rates).some(({ part }) => part > 0));
  for (const { dealer, rates } of items)
    for (const { name, part, of, wouldBe, wouldOf } of rates)
      assert.deepEqual([wouldBe, wouldOf], [part, of], `${dealer} ${name}`);
});
