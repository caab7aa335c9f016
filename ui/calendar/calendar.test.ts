import assert from "node:assert/strict";
import test from "node:test";
import { carriedTo } from "./carry.ts";
import { weekTitle } from "./day-title.ts";
import { type GridBlock, type GridColumn, laidIn, stopsOf } from "./grid-look.ts";
import { lanesOf } from "./lanes.ts";
import { closedRows, passingScale, quarterMs, rangeOf, wallScale } from "./scale.ts";
import { nextStop } from "./walk.ts";

const berlin = "Europe/Berlin";
const wholeDay = { first: 0, last: 1440 };
const at = (text: string): number => Date.parse(text);

test("a day in spring has 92 quarter hours and one in autumn 100, and each moment lies where it belongs", () => {
  const spring = passingScale("2027-03-28", wholeDay, berlin);
  const autumn = passingScale("2026-10-25", wholeDay, berlin);
  assert.deepEqual([spring.rows, autumn.rows], [92, 100]);
  for (const scale of [spring, autumn])
    for (let row = 0; row < scale.rows; row += 1) assert.equal(scale.rowOf(scale.atRow(row)), row);
  assert.equal(spring.rowOf(at("2027-03-28T10:00:00+02:00")), 36);
  assert.equal(autumn.rowOf(at("2026-10-25T10:00:00+01:00")), 44);
});

test("in a week ten o'clock lies at one height on every day, also after a night that had an hour less", () => {
  for (const zone of [berlin, "America/New_York", "Asia/Tokyo"])
    for (const on of ["2027-03-14", "2027-03-28", "2027-10-31", "2027-11-07"]) {
      const scale = wallScale(on, { first: 480, last: 1080 }, zone);
      assert.equal(scale.rowOf(scale.atRow(8)), 8, `${zone} ${on}`);
      assert.equal(scale.atRow(12) - scale.atRow(8), 4 * quarterMs);
    }
  assert.equal(wallScale("2027-03-28", { first: 480, last: 1080 }, berlin).atRow(8), at("2027-03-28T10:00:00+02:00"));
});

test("the page shows whole hours around what is open and what stands outside of it", () => {
  const open = { fromMs: at("2026-11-24T09:30:00+01:00"), untilMs: at("2026-11-24T18:00:00+01:00") };
  const late = { fromMs: at("2026-11-24T20:15:00+01:00"), untilMs: at("2026-11-24T20:45:00+01:00") };
  assert.deepEqual(rangeOf(["2026-11-24"], [open], [late], berlin), { first: 540, last: 1260 });
  assert.deepEqual(rangeOf(["2026-11-24"], [], [], berlin), { first: 540, last: 1080 });
  assert.deepEqual(rangeOf(["2026-11-24"], [], [late], berlin), { first: 540, last: 1260 });
});

test("what is not open is closed: before, after and the break between", () => {
  const scale = passingScale("2026-11-24", { first: 480, last: 1140 }, berlin);
  const window = (from: string, until: string) => ({
    fromMs: at(`2026-11-24T${from}:00+01:00`),
    untilMs: at(`2026-11-24T${until}:00+01:00`),
  });
  assert.deepEqual(closedRows(scale, [window("09:00", "12:00"), window("13:00", "18:00")]), [
    { from: 0, until: 4 },
    { from: 16, until: 20 },
    { from: 40, until: 44 },
  ]);
  assert.deepEqual(closedRows(scale, []), [{ from: 0, until: 44 }]);
});

test("what overlaps stands side by side, and what only touches stands below", () => {
  const lanes = lanesOf([
    { id: "a", from: 0, until: 4 },
    { id: "b", from: 2, until: 6 },
    { id: "c", from: 4, until: 8 },
    { id: "d", from: 8, until: 9 },
  ]);
  assert.deepEqual(
    [...lanes].map(([id, { lane, of }]) => `${id} ${lane}/${of}`),
    ["a 0/2", "b 1/2", "c 0/2", "d 0/1"],
  );
});

test("arrows walk to the next appointment of the bay, and to the nearest in time of the next bay that has one", () => {
  const stops = [
    { id: "early", column: 0, row: 2 },
    { id: "late", column: 0, row: 20 },
    { id: "noon", column: 2, row: 12 },
    { id: "evening", column: 2, row: 22 },
  ];
  const [early, late] = stops as [(typeof stops)[0], (typeof stops)[0]];
  assert.equal(nextStop(stops, early, "down")?.id, "late");
  assert.equal(nextStop(stops, late, "right")?.id, "evening");
  assert.equal(nextStop(stops, early, "right")?.id, "noon");
  assert.equal(nextStop(stops, early, "up"), undefined);
  assert.equal(nextStop(stops, early, "left"), undefined);
});

const open = (on: string) => [{ fromMs: at(`${on}T09:00:00+01:00`), untilMs: at(`${on}T18:00:00+01:00`) }];
const column = (on: string, isClosed = false): GridColumn => ({
  id: on,
  title: on,
  spoken: on,
  scale: wallScale(on, { first: 480, last: 1140 }, berlin),
  windows: isClosed ? [] : open(on),
  canTake: true,
});
const block = (id: string, from: string, until: string): GridBlock => ({
  id,
  column: "2026-11-24",
  name: id,
  tone: "planned",
  canMove: true,
  content: id,
  fromMs: at(`2026-11-24T${from}:00+01:00`),
  untilMs: at(`2026-11-24T${until}:00+01:00`),
});

test("where more than two stand side by side, two are shown and the rest is counted in the hour in which it begins", () => {
  const day = column("2026-11-24");
  const blocks = [
    block("a", "10:00", "12:00"),
    block("b", "10:15", "12:00"),
    block("c", "10:30", "11:30"),
    block("d", "10:45", "11:30"),
    block("e", "14:00", "15:00"),
  ];
  const laid = laidIn(day, blocks, 2);
  assert.deepEqual(
    laid.placed.map(({ block: { id }, lane, of }) => `${id} ${lane}/${of}`),
    ["a 0/4", "b 1/4", "e 0/1"],
  );
  assert.deepEqual(
    laid.more.map(({ row, hidden, all }) => [row, hidden.map(({ id }) => id), all.map(({ id }) => id)]),
    [[8, ["c", "d"], ["a", "b", "c", "d"]]],
  );
  const more = stopsOf([day], [laid]).find(({ holds }) => holds.includes("d"));
  assert.equal(more?.row, 8, "the keyboard finds what is not shown at the count");
});

test("what is carried by the keyboard stops where the opening hours end, and goes on only with Shift", () => {
  const week = [column("2026-11-24"), column("2026-11-25", true), column("2026-11-26")];
  const last = { column: 0, row: 39 };
  assert.equal(carriedTo(week, last, "ArrowDown", false), undefined);
  assert.deepEqual(carriedTo(week, last, "ArrowDown", true), { column: 0, row: 40 });
  assert.deepEqual(carriedTo(week, { column: 0, row: 41 }, "ArrowUp", false), { column: 0, row: 40 });
  assert.equal(carriedTo(week, { column: 0, row: 4 }, "ArrowUp", false), undefined);
  assert.deepEqual(carriedTo(week, last, "ArrowRight", false), { column: 2, row: 39 }, "over a closed day");
  assert.deepEqual(carriedTo(week, last, "ArrowRight", true), { column: 1, row: 39 });
  assert.equal(carriedTo(week.slice(0, 2), last, "ArrowRight", false), undefined);
});

test("a week is called by its first and last day as the reader writes them, and each month and year is said once", () => {
  const said = (["en", "ja", "zh", "ru"] as const).map((language) => weekTitle(language, "2026-11-23", "2026-11-29"));
  assert.deepEqual(
    said.map((text) => text.replaceAll(/\s/g, " ")),
    ["23 – 29 Nov 2026", "2026年11月23日(月)〜29日(日)", "2026年11月23日 周一〜29日 周日", "23–29 ноября 2026 г."],
  );
  assert.equal(weekTitle("ja", "2026-11-30", "2026-12-06"), "2026年11月30日(月)〜12月6日(日)");
  assert.equal(weekTitle("ja", "2026-12-28", "2027-01-03"), "2026年12月28日(月)〜2027年1月3日(日)");
});
