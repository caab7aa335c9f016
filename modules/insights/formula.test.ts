import assert from "node:assert/strict";
import test from "node:test";
import { contractSla, slaRates } from "#modules/aftersales-leads/index.ts";
import { comingText, rulesText, rulesWithin } from "./formula.ts";

const policy = (holdsFrom: string, more: Partial<typeof contractSla>) => ({ ...contractSla, ...more, holdsFrom });
const value: Record<string, string> = {
  "numbers.formula.first-contact": "hours",
  "numbers.formula.management": "days",
  "numbers.formula.fully-managed": "life",
};
const words = {
  t: (key: string, values: Record<string, string | number> = {}) =>
    key === "numbers.formula.since" ? `[${values.day}: ${values.rule}]` : `${key} ${values[value[key] ?? "target"]}`,
  day: (on: string) => on,
  target: (percent: number) => `${percent}%`,
};
const policies = [
  policy("2026-10-01", { managementTarget: 75 }),
  policy("2026-11-10", { firstContactHours: 12 }),
  policy("2026-11-10", { firstContactHours: 18 }),
  policy("2026-12-01", { firstContactHours: 6 }),
];

test("leads of some days are judged by the rules of the first one, and by each that began to hold later", () => {
  const since = (from: string, to: string) =>
    rulesWithin(policies, from, to).map((one) => [one.since, one.sla.firstContactHours]);
  assert.deepEqual(since("2026-09-01", "2026-09-30"), [["2026-09-01", 24]]);
  assert.deepEqual(since("2026-11-10", "2026-11-30"), [["2026-11-10", 18]]);
  assert.deepEqual(since("2026-09-20", "2026-11-30"), [
    ["2026-09-20", 24],
    ["2026-10-01", 24],
    ["2026-11-10", 18],
  ]);
});

test("a rule tells each change of its own level, and none of another one's", () => {
  const rules = rulesWithin(policies, "2026-09-20", "2026-11-30");
  const rule = (hours: number) => `numbers.formula.first-contact ${hours}`;
  assert.equal(rulesText(words, rules, "first-contact"), `${rule(24)} [2026-11-10: ${rule(18)}]`);
  const others = rulesWithin([policy("2026-10-01", { managementTarget: 75 })], "2026-09-20", "2026-11-30");
  assert.equal(rulesText(words, others, "management"), "numbers.formula.management 10");
});

test("what comes next is told at the levels that it changes", () => {
  const next = { since: "2026-12-01", sla: { ...contractSla, firstContactTarget: 80, managementDays: 7 } };
  const told = slaRates.map((rate) => comingText(words, contractSla, next, rate));
  assert.deepEqual(told, [
    "[2026-12-01: numbers.target.is 80%]",
    "[2026-12-01: numbers.formula.management 7]",
    undefined,
  ]);
  assert.equal(comingText(words, contractSla, undefined, slaRates[0] as (typeof slaRates)[number]), undefined);
});
