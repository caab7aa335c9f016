import assert from "node:assert/strict";
import test from "node:test";
import { isPartly } from "./periods.ts";

const days = { from: "2026-09-25", to: "2026-11-23" };

test("a week that begins before the days, ends after them or is not over yet is a part", () => {
  const today = "2026-11-23";
  assert.equal(isPartly("week", "2026-09-21", days, today), true, "cut by the first day");
  assert.equal(isPartly("week", "2026-09-28", days, today), false);
  assert.equal(isPartly("week", "2026-11-16", days, today), false, "over since yesterday");
  assert.equal(isPartly("week", "2026-11-23", days, today), true, "begins today");
  assert.equal(isPartly("week", "2026-11-16", days, "2026-11-22"), true, "its Sunday is not over");
  assert.equal(isPartly("week", "2026-11-16", { ...days, to: "2026-11-20" }, today), true, "cut by the last day");
});

test("a month is whole from its first day to its last, however long it is", () => {
  const year = { from: "2026-01-01", to: "2026-12-31" };
  assert.equal(isPartly("month", "2026-02-01", year, "2026-03-01"), false);
  assert.equal(isPartly("month", "2026-02-01", year, "2026-02-28"), true);
  assert.equal(isPartly("month", "2026-12-01", year, "2027-01-01"), false);
  assert.equal(isPartly("month", "2026-12-01", { ...year, to: "2026-12-30" }, "2027-01-01"), true);
});
