import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { type DatedSla, slaOn, termsOf } from "#modules/aftersales-leads/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { plusMs } from "#platform/clocks/clock.ts";
import { dayIn } from "#platform/clocks/due.ts";
import { begin } from "#platform/moves/decide.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { type Act, live } from "#world/lead-life.ts";
import type { Table } from "#world/rows.ts";

/** Where made-up leads live: dealers with their zones, and what a lead may name. */
export type LivingPlace = {
  dealers: readonly { code: string; zone: string }[];
  campaigns: readonly string[];
  policies: readonly DatedSla[];
  vehicle: { id: string; vin: string };
};
/** A number from 0 up to below 1. */
export type Dice = () => number;

/** Numbers that look like chance and are the same for the same seed (mulberry32). */
export function dice(seed: number): Dice {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const pick = <T>(roll: Dice, from: readonly T[]): T => from[Math.floor(roll() * from.length)] as T;
const people = ["Abe", "Baba", "Chiba"].map((name, n) => ({ id: `00000000-0000-7000-8000-00000000000${n}`, name }));
const reasons = new Map(["other", "no-answer", "too-expensive"].map((code) => [code, { category: "not-interested" }]));

/** Waits that fall on both sides of every limit: minutes, hours, days, and now and then the limit itself. */
const wait = (roll: Dice): number => {
  const kind = roll();
  if (kind < 0.25) return Math.floor(roll() * 50) * minute;
  if (kind < 0.6) return Math.floor(roll() * 30 * 60) * minute;
  if (kind < 0.65) return pick(roll, [24 * hour, 10 * day, 12 * hour, 60 * day]);
  return Math.floor(roll() * 14 * day);
};

/** What people try with a lead; the rules say what of it happens. */
function actsOf(roll: Dice, place: LivingPlace, from: Instant, home: LivingPlace["dealers"][number]): Act[] {
  const acts: Act[] = [];
  let [at, here, on] = [from, home, dayIn(from, home.zone)];
  for (let n = Math.floor(roll() * 9); n > 0; n -= 1) {
    at = plusMs(at, wait(roll) + 1);
    const move = pick(roll, [
      "attempt",
      "attempt",
      "attempt",
      "withdraw-attempt",
      "book",
      "sell",
      "close",
      "recontact",
      "assign",
    ]);
    if (move === "withdraw-attempt") at = plusMs(acts.at(-1)?.at ?? at, 5_000);
    const next = move === "assign" ? pick(roll, place.dealers) : here;
    if (next !== here) [here, on] = [next, dayIn(at, next.zone)];
    const facts = {
      zone: here.zone,
      terms: termsOf(slaOn(place.policies, on)),
      closingReasons: reasons,
      vehicle: place.vehicle,
      ...(move === "assign" ? { dealer: { code: here.code } } : {}),
    };
    acts.push({
      at,
      move,
      asked: askedOf(roll, move, at, here.code, place),
      by: pick(roll, people),
      facts,
      mayFail: true,
    });
  }
  return acts;
}

function askedOf(roll: Dice, move: string, at: Instant, dealer: string, { vehicle }: LivingPlace) {
  const later = plusMs(at, day * (1 + Math.floor(roll() * 20)));
  const asked: Record<string, Record<string, unknown>> = {
    attempt: { channel: pick(roll, ["phone", "email"]), outcome: pick(roll, ["reached", "not-reached"]) },
    book: { at: later, remindCustomer: false },
    sell: { vin: vehicle.vin, notes: "sold" },
    close: { reason: pick(roll, [...reasons.keys()]), notes: "closed" },
    recontact: { at: plusMs(later, 200 * day) },
    assign: { dealer },
  };
  return asked[move] ?? {};
}

/**
 * `count` leads assigned at random moments of the `days` before `until`, each lived by the lead's own rules and clocks up to
 * that moment, with their whole history.
 */
export function livedLeads(place: LivingPlace, count: number, until: Instant, days: number, seed: number): Table {
  const roll = dice(seed);
  const table: Table = { record: aftersalesLead as unknown as AnyRecord, rows: [], history: [] };
  for (let n = 0; n < count; n += 1) {
    const at = plusMs(until, -Math.floor(roll() * days * day));
    const home = pick(roll, place.dealers);
    const given = {
      id: newId(),
      name: `Customer ${n}`,
      dealer: home.code,
      campaign: pick(roll, place.campaigns),
      source: pick(roll, ["website", "owner-app", "spontaneous"]),
      drivenBy: pick(roll, ["customer", "hq"]),
      persona: "prospect",
      phone: "+81312345678",
      assignedAt: at,
    };
    const terms = termsOf(slaOn(place.policies, dayIn(at, home.zone)));
    const begun = begin(table.record, given, at, home.zone, terms);
    const life = live(begun, null, actsOf(roll, place, at, home), { zone: home.zone, until, consents: {} });
    table.rows.push(life.row);
    table.history.push(...life.history);
  }
  return table;
}
