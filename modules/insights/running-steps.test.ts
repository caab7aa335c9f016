import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { contractSla } from "#modules/aftersales-leads/index.ts";
import { isRunning } from "./running-steps.ts";

const steps = {
  per: "week",
  days: { from: "2026-09-25", to: "2026-11-23" },
  today: "2026-11-23",
  sla: contractSla,
} as const;
const week = (key: string, counts: Record<string, number> = {}) => ({ key, label: null, rows: "", counts, rates: [] });

test("a week can still change at a level while some of its leads can still make it there", () => {
  const line = week("2026-11-09", { "contact-running": 0, "management-running": 2, "life-running": 5 });
  assert.equal(isRunning(steps, line, "first-contact"), false);
  assert.equal(isRunning(steps, line, "management"), true);
  assert.equal(isRunning(steps, line, "fully-managed"), true);
});

test("a week that is not over can still change at every level, one that was cut long ago at none", () => {
  assert.equal(isRunning(steps, week("2026-11-23"), "first-contact"), true, "leads may still come");
  assert.equal(isRunning(steps, week("2026-09-21"), "first-contact"), false, "cut by the first day");
  const before = { ...steps, days: { from: "2026-09-25", to: "2026-11-11" }, today: "2026-11-12" };
  assert.equal(isRunning(before, week("2026-11-09"), "first-contact"), false, "cut by the last day, which is over");
});

test("where a market lets Booked count, booked leads are no longer open", () => {
  const sla = { ...contractSla, bookedCounts: ["fully-managed"] as const };
  const booked = week("2026-11-09", { "life-running": 3, "still-assigned": 0 });
  assert.equal(isRunning(steps, booked, "fully-managed"), true);
  assert.equal(
    isRunning({ ...steps, sla: { ...sla, bookedCounts: [...sla.bookedCounts] } }, booked, "fully-managed"),
    false,
  );
});
