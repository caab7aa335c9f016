import assert from "node:assert/strict";
import test from "node:test";
import { isSamePerson } from "./same-person.ts";

const tanaka = { name: "田中 一郎", firstNameReading: "イチロウ", lastNameReading: "タナカ" };
const same = (said: { firstName?: string; lastName?: string }, agreesOnBoth = false) =>
  isSamePerson({ said, known: tanaka, agreesOnBoth });

test("the same phone and name are the same person, in kanji and in either kana", () => {
  assert.equal(same({ lastName: "田中", firstName: "一郎" }), true);
  assert.equal(same({ lastName: "田中" }), true);
  assert.equal(same({ lastName: "たなか", firstName: "ｲﾁﾛｳ" }), true);
});

test("one phone number under another name is another person", () => {
  assert.equal(same({ lastName: "Nobody" }), false);
  assert.equal(same({ lastName: "田中", firstName: "花子" }), false);
  assert.equal(same({ lastName: " ・ " }), false);
});

test("phone and mail together are the same person under any name", () => {
  assert.equal(same({ lastName: "Nobody" }, true), true);
});
