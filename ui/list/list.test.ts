import assert from "node:assert/strict";
import test from "node:test";
import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { fitting } from "./columns.ts";
import { newAmong } from "./new-among.ts";

const rows = (...ids: string[]) => ids.map((id) => ({ id }));

test("a lead that came in above the shown ones is new", () => {
  assert.equal(newAmong(aftersalesLead, rows("d", "c", "b", "a"), rows("b", "a")), 2);
});

test("a lead that only moved up from below, because another left, is not new", () => {
  assert.equal(newAmong(aftersalesLead, rows("b", "c"), rows("a", "b")), 0);
});

test("in an empty list every lead that arrives is new", () => {
  assert.equal(newAmong(aftersalesLead, rows("a", "b"), []), 2);
});

test("with too little room the column that may leave first leaves, and the name stays", () => {
  const columns = [
    { name: "name", width: 140 },
    { name: "status", width: 100, leaves: 1 },
    { name: "days", width: 40, leaves: 2 },
  ];
  const names = (width: number): string[] => fitting(columns, width).map(({ name }) => name);
  assert.deepEqual(names(400), ["name", "status", "days"]);
  assert.deepEqual(names(320), ["name", "status"]);
  assert.deepEqual(names(50), ["name"]);
});

test("when so many leads came in that none of the shown ones is on the first page any more, all of it is new", () => {
  assert.equal(newAmong(aftersalesLead, rows("e", "d"), rows("b", "a")), 2);
});
