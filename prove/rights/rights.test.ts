import assert from "node:assert/strict";
import test, { after } from "node:test";
import "#platform/testing/pinned-clock.ts";
import { records } from "#apps/house.ts";
import { worldDatabase } from "#apps/testing/test-house.ts";
import { expected } from "./expected.ts";
import { proveRights } from "./prove-rights.ts";

const world = await worldDatabase();
after(() => world.drop());

test("every record type has its handwritten line of who may what", () => {
  assert.deepEqual(Object.keys(expected).sort(), records.map(({ name }) => name).sort());
});

test("below the program every job title reaches the rows that are its own and no other, in no other dealer, region or company", async () => {
  const { tries, failures } = await proveRights(world.config, world.program);
  assert.deepEqual(failures, []);
  assert.ok(tries > 5000, `${tries} tries`);
});
