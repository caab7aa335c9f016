import assert from "node:assert/strict";
import test from "node:test";
import { averageKmPerYear, readingRefusal } from "./odometer-reading.rules.ts";
import { endOfOwnership } from "./vehicle-ownership.rules.ts";

const window = (id: string, customer: string, startsOn: string, endsOn: string | null) => ({
  id,
  version: 1,
  customer,
  startsOn,
  endsOn,
});
const windows = [
  window("w1", "first owner", "2020-04-01", "2023-05-01"),
  window("w2", "second owner", "2023-05-01", null),
];

test("the customer's own window ends on the day they handed the car on", () => {
  const end = endOfOwnership(windows, { customer: "second owner", endedOn: "2026-10-01" });
  assert.deepEqual([end?.window.id, end?.endsOn], ["w2", "2026-10-01"]);
});

test("a former owner's word ends nobody else's window", () => {
  assert.equal(endOfOwnership(windows, { customer: "first owner", endedOn: "2026-10-01" }), null);
});

test("the word of somebody unknown ends the window that lasts", () => {
  assert.equal(endOfOwnership(windows, { customer: null, endedOn: "2026-10-01" })?.window.id, "w2");
});

test("a window cannot end before it began", () => {
  assert.equal(endOfOwnership(windows, { customer: "second owner", endedOn: "2022-01-01" })?.endsOn, "2023-05-01");
});

const readings = [
  { km: 10_000, readOn: "2024-01-10" },
  { km: 22_000, readOn: "2025-01-10" },
];

test("an odometer does not fall without a reason", () => {
  assert.deepEqual(readingRefusal(readings, { km: 21_999, readOn: "2025-06-01" }), {
    refused: "odometer-fell",
    field: "km",
  });
  assert.deepEqual(readingRefusal(readings, { km: 23_000, readOn: "2024-06-01" }), {
    refused: "odometer-fell",
    field: "km",
  });
  assert.equal(readingRefusal(readings, { km: 12, readOn: "2025-06-01", reason: "new instrument" }), null);
  assert.equal(readingRefusal(readings, { km: 22_000, readOn: "2025-06-01" }), null);
});

test("after a new instrument the odometer counts on from there", () => {
  const renewed = [...readings, { km: 12, readOn: "2025-06-01", reason: "new instrument" }];
  assert.equal(readingRefusal(renewed, { km: 900, readOn: "2025-09-01" }), null);
});

test("the average is kilometres a year between the first and the last reading", () => {
  assert.equal(averageKmPerYear({ km: 0, readOn: "2024-01-01" }, { km: 24_000, readOn: "2026-01-01" }), 11_992);
  assert.equal(averageKmPerYear({ km: 5, readOn: "2024-01-01" }, { km: 5_000, readOn: "2024-01-01" }), null);
});
