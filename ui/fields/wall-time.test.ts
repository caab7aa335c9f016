import assert from "node:assert/strict";
import test from "node:test";
import { Temporal } from "temporal-polyfill";
import { instantOf, wallTimeAt } from "./wall-time.ts";

const zones = [
  "Asia/Tokyo",
  "Europe/Paris",
  "Europe/Moscow",
  "America/New_York",
  "Asia/Kathmandu",
  "Pacific/Auckland",
  "Pacific/Tongatapu",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Asia/Shanghai",
  "Africa/Casablanca",
  "UTC",
];
const days = [
  "2026-01-15",
  "2026-03-08",
  "2026-03-29",
  "2026-04-05",
  "2026-10-04",
  "2026-10-25",
  "2026-11-01",
  "2026-12-31",
];
const times = ["00:00", "01:30", "02:00", "02:30", "03:00", "12:00", "23:59"];

test("a time that a dealer types means the same moment as the calendar's own reckoning, in twelve zones and on days of change", () => {
  for (const zone of zones)
    for (const day of days)
      for (const time of times) {
        const right = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone, {
          disambiguation: "compatible",
        });
        assert.equal(Date.parse(instantOf({ day, time }, zone)), right.epochMilliseconds, `${day} ${time} ${zone}`);
        const shown = wallTimeAt(right.toInstant().toString(), zone);
        assert.equal(
          `${shown.day}T${shown.time}`,
          right.toPlainDateTime().toString({ smallestUnit: "minute" }),
          `${day} ${time} ${zone}`,
        );
      }
});
