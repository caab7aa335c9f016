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

test("a moment that is beyond the last year in UTC is as far as one that is so where it was said", async () => {
  for (const startsAt of ["2199-12-31T23:30:00-05:00", "2200-01-01T00:00:00Z", "1900-01-01T00:30:00+09:00"]) {
    const { status, body } = await advisor.post<{ errors: { field: string }[] }>("/appointments", {
      name: "遠い",
      startsAt,
    });
    assert.deepEqual([status, body.errors?.map(({ field }) => field).includes("startsAt")], [422, true], startsAt);
  }
});
