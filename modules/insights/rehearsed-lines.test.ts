import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { contractSla, slaRates } from "#modules/aftersales-leads/index.ts";
import { compared, crossing, pointsOf, reachOf } from "./rehearsed-lines.ts";

const rate = { name: "first-contact", part: 70, of: 100, wouldBe: 70, wouldOf: 100 };
const dealer = (code: string, its: Partial<typeof rate> = {}) => ({
  dealer: code,
  name: code,
  rates: [{ ...rate, ...its }],
});
const [contact] = slaRates;
assert.ok(contact);

test("who has the same numbers under a draft is told apart from who has not, and all are added up", () => {
  const level = compared([dealer("A"), dealer("B", { wouldBe: 60 })], contact, contractSla, contractSla);
  assert.deepEqual(
    [level.changed, level.unchanged].map((lines) => lines.map(({ key }) => key)),
    [["B"], ["A"]],
  );
  assert.deepEqual(level.total.rate, { ...rate, part: 140, of: 200, wouldBe: 130, wouldOf: 200 });
});

test("who comes to the other side of the target is told, also where only the target moves", () => {
  const way = (its: Partial<typeof rate>, after = 70) =>
    crossing({ key: "A", name: "A", rate: { ...rate, ...its }, targets: [70, after] });
  assert.equal(way({}), undefined, "exactly reached before and after");
  assert.equal(way({ wouldBe: 69 }), "falls");
  assert.equal(way({ part: 69, wouldBe: 70 }), "rises");
  assert.equal(way({}, 71), "falls");
  assert.equal(way({ of: 0, part: 0 }), undefined, "nothing to compare with");
  const level = compared([dealer("A")], contact, contractSla, { ...contractSla, firstContactTarget: 71 });
  assert.equal(level.changed.length, 1);
});

test("the difference is that of the two shares as they are shown", () => {
  assert.equal(pointsOf({ ...rate, part: 6084, of: 10_000, wouldBe: 3946, wouldOf: 10_000 }), -21.3, "60.8% and 39.5%");
  assert.equal(pointsOf({ ...rate, part: 6046, of: 10_000, wouldBe: 6054, wouldOf: 10_000 }), 0, "60.5% twice");
  assert.equal(pointsOf({ ...rate, of: 0, part: 0 }), undefined, "nothing to compare with");
  assert.equal(pointsOf({ ...rate, wouldOf: 0, wouldBe: 0 }), undefined);
});

test("a share is rounded for the difference as it is for the page, also where it ends in a half", () => {
  const format = new Intl.NumberFormat("en", { style: "percent", minimumFractionDigits: 1 });
  for (const leads of [7, 12, 96, 400, 1999, 2000, 4000])
    for (let part = 0; part <= leads; part += 1) {
      const points = pointsOf({ ...rate, part: 0, of: leads, wouldBe: part, wouldOf: leads });
      assert.equal(points, Number.parseFloat(format.format(part / leads)), `${part} of ${leads}`);
    }
});

test("of the dealers with leads it is told how many would reach the draft's target", () => {
  const items = [dealer("A"), dealer("B", { wouldBe: 69 }), dealer("C", { wouldBe: 0, wouldOf: 0 })];
  const reach = (firstContactTarget: number) =>
    reachOf(compared(items, contact, contractSla, { ...contractSla, firstContactTarget }));
  assert.deepEqual(reach(70), { reach: 1, count: 2 }, "exactly reached is reached");
  assert.deepEqual(reach(71), { reach: 0, count: 2 });
  assert.deepEqual(reach(69), { reach: 2, count: 2 });
});
