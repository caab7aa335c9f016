import assert from "node:assert/strict";
import { livedLeads } from "#apps/testing/lead-lives.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { now } from "#platform/clocks/clock.ts";
import { loadTenant } from "#world/load.ts";

const tenant = {
  ...{ code: "neo-jp", schema: "t_neo_jp", name: "", country: "JP", defaultDealer: "SAKURA" },
  isDemo: true,
} as const;

/** A house whose leads are `count` lived ones of the `days` before now, at every dealer, and no others. */
export async function openNumbersHouse(count: number, days: number, seed: number): Promise<TestHouse> {
  const house = await openTestHouse();
  await house.sql("truncate aftersales_lead cascade");
  await house.sql("truncate aftersales_lead_count, aftersales_lead_count_change");
  const dealers = await house.sql<{ code: string; zone: string }>("select code, zone from dealer order by code");
  const campaigns = await house.sql<{ code: string }>("select code from aftersales_campaign order by code limit 4");
  const [vehicle] = await house.sql<{ id: string; vin: string }>("select id, vin from vehicle limit 1");
  assert.ok(vehicle);
  const place = { dealers, campaigns: campaigns.map(({ code }) => code), policies: [], vehicle };
  await loadTenant(house.database, [livedLeads(place, count, now(), days, seed)], tenant);
  return house;
}

export type Line = {
  key: string | null;
  rows: string;
  counts: Record<string, number>;
  rates: { name: string; part: number; of: number; rows: string }[];
};
export type Gap = { need: number; open: number; rows: string; until: string | null; canReach: boolean };
export type Told = {
  asOf: string;
  from: string;
  to: string;
  behind: Record<string, string>;
  total: Line & { gaps: Record<string, Gap> };
  lines: Line[];
  beside: Record<string, Line[]>;
  median: unknown;
};

const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join("&");
/** The query of the list behind a count of a line. */
export const rowsOf = (told: Told, line: Line, name: string): string => joined(line.rows, told.behind[name]);

/** Every number of a line with the query of the list that opens it. */
export const numbersOf = (told: Told, line: Line): { what: string; value: number; rows: string }[] => [
  ...Object.entries(line.counts).map(([name, value]) => ({ what: name, value, rows: rowsOf(told, line, name) })),
  ...line.rates.flatMap(({ name, part, of, rows }) => [
    { what: `${name}, part`, value: part, rows: joined(line.rows, rows) },
    { what: `${name}, of`, value: of, rows: rowsOf(told, line, "assigned") },
  ]),
];
