import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { openDoor } from "#platform/accounts/index.ts";
import { NightWatch } from "./night-watch.ts";
import { nightly } from "./routes.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const cells = async (): Promise<number> => {
  const [row] = await house.sql<{ sum: number }>("select sum(assigned)::integer as sum from aftersales_lead_count");
  return row?.sum ?? 0;
};

test("at three in the night of the default dealer, and at no other hour, counts that differ from their rows are mended", async () => {
  const { database } = house;
  const watch = new NightWatch({ db: database, door: openDoor(database.pool), work: nightly });
  const before = await cells();
  await house.sql("update aftersales_lead_count set assigned = assigned + 7 where dealer = 'SAKURA'");
  const wrong = await cells();
  assert.ok(wrong > before);
  for (const at of ["2026-11-24T03:05:00.000Z", "2026-11-23T17:59:00.000Z", "2026-11-23T19:00:00.000Z"]) {
    await watch.look(at);
    assert.equal(await cells(), wrong, at);
  }
  await watch.look("2026-11-23T18:05:00.000Z");
  assert.equal(await cells(), before, "18:05 UTC is 3:05 in Tokyo");
  await house.sql("update aftersales_lead_count set assigned = assigned + 7 where dealer = 'SAKURA'");
  await watch.look("2026-11-23T18:15:00.000Z");
  assert.equal(await cells(), wrong, "once a night");
  await watch.look("2026-11-24T18:05:00.000Z");
  assert.equal(await cells(), before, "and in the next one again");
});
