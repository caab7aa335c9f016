import assert from "node:assert/strict";
import test from "node:test";
import { entriesOf, type HistoryItem, isShown } from "./history-groups.ts";

const user = { id: "u", name: "Sato Ken" };
const at = "2026-11-22T00:00:00.000Z";
const change = (version: number, move: string, field: string, by: HistoryItem["user"] = user): HistoryItem => ({
  at,
  user: by,
  move,
  version,
  field,
  oldValue: null,
  newValue: "x",
});

test("what one act changed stands together under one sentence", () => {
  const entries = entriesOf([
    change(3, "book", "status"),
    change(3, "book", "appointmentAt"),
    change(2, "attempt", "attempts"),
  ]);
  assert.deepEqual(
    entries.map(({ act, who, changes }) => [act, who, changes.map(({ field }) => field)]),
    [
      ["book", "Sato Ken", ["status", "appointmentAt"]],
      ["attempt", "Sato Ken", ["attempts"]],
    ],
  );
});

test("the creation is one entry, by nobody when it came through the web form", () => {
  const [entry] = entriesOf([change(1, "create", "created", null), change(1, "create", "campaign", null)]);
  assert.equal(entry?.act, "create");
  assert.equal(entry?.who, null);
});

test("the filter parts contacts from changes, and a withdrawn contact is a contact", () => {
  const entries = entriesOf([
    change(4, "withdraw-attempt", "attempts"),
    change(3, "attempt", "attempts"),
    change(2, "edit", "phone"),
  ]);
  assert.deepEqual(
    entries.map((entry) => isShown(entry, "contacts")),
    [true, true, false],
  );
  assert.deepEqual(
    entries.map((entry) => isShown(entry, "changes")),
    [false, false, true],
  );
  assert.ok(entries.every((entry) => isShown(entry, "all")));
});
