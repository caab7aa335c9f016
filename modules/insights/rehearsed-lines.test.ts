import assert from "node:assert/strict";
import test from "node:test";
import { contractSla, slaRates } from "#modules/aftersales-leads/index.ts";
import { compared, crossing } from "./rehearsed-lines.ts";

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
