import assert from "node:assert/strict";
import test from "node:test";
import { dayStart, zoneNamed, zonesIn } from "./zone.ts";

test("a zone is named as the IANA list has it, and an abbreviation names none", () => {
  for (const [typed, right] of [
    ["Asia/Tokyo", "Asia/Tokyo"],
    ["asia/tokyo", "Asia/Tokyo"],
    ["Europe/Berlin", "Europe/Berlin"],
    ["UTC", "UTC"],
    ["America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"],
  ] as const)
    assert.equal(zoneNamed(typed), right);
  for (const none of ["JST", "BST", "IST", "CST", "AST", "MSK", "+09:00", "GMT+9", "Asia/Tokio", "Tokyo", "", " ", "Z"])
    assert.equal(zoneNamed(none), undefined, none);
  assert.deepEqual(zonesIn("JP"), ["Asia/Tokyo"]);
});

test("a day begins at its first moment, also where summer time takes its first hour", () => {
  for (const [day, zone, at] of [
    ["2026-11-30", "Asia/Tokyo", "2026-11-29T15:00:00.000Z"],
    ["2026-03-29", "Europe/Berlin", "2026-03-28T23:00:00.000Z"],
    ["2026-03-30", "Europe/Berlin", "2026-03-29T22:00:00.000Z"],
    ["2026-09-06", "America/Santiago", "2026-09-06T04:00:00.000Z"],
    ["2026-11-30", "Asia/Kathmandu", "2026-11-29T18:15:00.000Z"],
  ] as const)
    assert.equal(dayStart(day, zone), at);
});
