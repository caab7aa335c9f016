import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

test("free slots and the calendar refuse by name what they do not know", async () => {
  for (const path of ["/service-slots", "/service-calendar"])
    for (const odd of ["from[]", "__proto__", "constructor", "bays", "days[gte]"]) {
      const query = new URLSearchParams({ [odd]: "2026-11-24" });
      const { status, body } = await advisor.get<{ errors: { field: string }[] }>(`${path}?${query}`);
      assert.deepEqual([status, body.errors?.[0]?.field], [422, odd], `${path}?${query}`);
    }
  assert.equal((await advisor.get("/service-calendar?days=2")).status, 200);
});
