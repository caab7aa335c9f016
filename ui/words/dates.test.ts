import assert from "node:assert/strict";
import test from "node:test";
import { dayText, instantText, relativeText, viewerZone } from "./dates.ts";
import { nameText } from "./names.ts";

test("a day is written as each language writes it", () => {
  assert.equal(dayText("ja", "2026-11-22"), "2026年11月22日(日)");
  assert.equal(dayText("ru", "2026-11-22"), "22.11.2026");
  assert.equal(dayText("zh", "2026-11-22"), "2026年11月22日周日");
  assert.match(dayText("en", "2026-11-22"), /^Sun,? 22 Nov 2026$/);
});

test("a time is read on the dealer's clock, in 24 hours, and names the zone where it is not the viewer's", () => {
  const zone = viewerZone() === "Asia/Tokyo" ? "Europe/Berlin" : "Asia/Tokyo";
  const text = instantText("ru", "2026-07-01T15:30:00.000Z", zone, false);
  assert.match(text, zone === "Asia/Tokyo" ? /^02\.07\.2026, 00:30 / : /^01\.07\.2026, 17:30 /);
  assert.doesNotMatch(instantText("ru", "2026-07-01T15:30:00.000Z", viewerZone(), false), /GMT|UTC/);
});

test("a short day cannot be taken for another one", () => {
  assert.match(instantText("en", "2026-03-04T12:00:00.000Z", "UTC", true), /^2026-03-04 12:00/);
  assert.match(instantText("ja", "2026-03-04T12:00:00.000Z", "UTC", true), /^2026\/03\/04 12:00/);
});

test("how long ago is told in the largest unit that fits, without rounding up", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  assert.equal(relativeText("en", "2026-11-22T09:01:00Z", now), "2 hours ago");
  assert.equal(relativeText("en", "2026-11-24T12:00:00Z", now), "in 2 days");
  assert.equal(relativeText("ja", "2026-11-22T11:58:00Z", now), "2 分前");
});

test("a name stands in the reader's order, one in East Asian script in its own, and one part is enough", () => {
  assert.equal(nameText("en", { firstName: "Anna", lastName: "Berg" }), "Anna Berg");
  assert.equal(nameText("ja", { firstName: "Anna", lastName: "Berg" }), "Berg Anna");
  assert.equal(nameText("en", { firstName: "花子", lastName: "佐藤" }), "佐藤 花子");
  assert.equal(nameText("ru", { firstName: null, lastName: "Suharto" }), "Suharto");
});
