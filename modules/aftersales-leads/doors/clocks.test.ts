import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import {
  arrive,
  booked,
  contacted,
  demoVin,
  historyOf,
  linesOf,
  made,
  move,
  notReached,
  readLead,
  refused,
} from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { plusMs, setTravelled, travelled } from "#platform/clocks/clock.ts";
import { eventually } from "#platform/testing/eventually.ts";

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

test("a first contact after 23 hours 59 minutes is in time, one after 24 hours 1 minute is not", async () => {
  const early = await arrive(house);
  await house.travel("PT23H59M");
  const met = await made(advisor, early.id, "attempt", notReached);
  assert.deepEqual([met.isFirstContactInTime, met.firstContactDueAt], [true, null]);
  const late = await arrive(house);
  await house.travel("PT24H1M");
  const overdue = await readLead(advisor, late.id);
  assert.deepEqual(
    [overdue.isFirstContactInTime, overdue.firstContactAt],
    [false, null],
    "missed before anybody calls",
  );
  const missed = await made(advisor, late.id, "attempt", notReached);
  assert.deepEqual([missed.isFirstContactInTime, missed.firstContactAt], [false, missed.attempts[0]?.at]);
  assert.equal((await readLead(advisor, early.id)).isFirstContactInTime, true);
});

test("a missed first contact stays missed when the attempt is taken back and made again", async () => {
  const { id } = await arrive(house);
  await house.travel("PT25H");
  await made(advisor, id, "attempt", notReached);
  const back = await made(advisor, id, "withdraw-attempt");
  assert.equal(back.firstContactAt, null);
  await house.travel("PT1S");
  assert.equal((await made(advisor, id, "attempt", notReached)).isFirstContactInTime, false);
});

test("closing within ten days is in time, a booking alone does not stop that clock", async () => {
  const inTime = await booked(house, advisor, 30);
  const late = await booked(house, advisor, 30);
  await house.travel("P9DT23H");
  const met = await made(advisor, inTime, "close", { reason: "price" });
  assert.deepEqual([met.isManagedInTime, met.managedAt !== null], [true, true]);
  await house.travel("PT2H");
  assert.equal((await readLead(advisor, late)).isManagedInTime, false);
  const missed = await made(advisor, late, "sell", { vin: demoVin });
  assert.deepEqual([missed.isManagedInTime, missed.managedAt !== null], [false, true]);
});

test("on day 60 an assigned lead is lost and a booked one stays booked and is final", async () => {
  const untouched = (await arrive(house)).id;
  const called = await contacted(house, advisor);
  const visited = await booked(house, advisor, 70);
  await house.travel("P59DT23H");
  const still = [untouched, called, visited].map((id) => readLead(advisor, id));
  assert.deepEqual(
    (await Promise.all(still)).map(({ isFinal }) => isFinal),
    [false, false, false],
  );
  await house.travel("PT1H");
  for (const id of [untouched, called]) {
    const lost = await readLead(advisor, id);
    assert.deepEqual([lost.status, lost.isFinal], ["sales-lost", true]);
    const day60 = (await historyOf(advisor, id)).find(({ field }) => field === "status");
    assert.deepEqual(
      [day60?.at, day60?.user, day60?.newValue],
      [plusMs(lost.assignedAt, 60 * 86_400_000), null, "sales-lost"],
    );
    await refused(advisor, id, "attempt", notReached, "final");
  }
  const kept = await readLead(advisor, visited);
  assert.deepEqual([kept.status, kept.isFinal], ["booked", true]);
  for (const [name, asked] of [
    ["book", { at: inDays(3), remindCustomer: false }],
    ["sell", { vin: demoVin }],
    ["recontact", { at: inDays(3) }],
  ] as const)
    await refused(advisor, visited, name, asked, "final");
  const edit = await advisor.patch(`/aftersales-leads/${visited}`, { managementNotes: "x" }, { ifMatch: kept.version });
  assert.deepEqual([edit.status, edit.body.reason], [422, "final"]);
});

test("finality holds by the clock, also before anybody wrote it down", async () => {
  const { id } = await arrive(house);
  const { version } = await readLead(advisor, id);
  const before = travelled();
  setTravelled(before + 60 * 86_400_000);
  try {
    const [lead, attempt] = await Promise.all([
      readLead(advisor, id),
      advisor.post(`/aftersales-leads/${id}/attempt`, notReached, { ifMatch: version }),
    ]);
    assert.equal(lead.isFinal, true);
    assert.ok([412, 422].includes(attempt.status), attempt.text);
    assert.equal((await move(advisor, id, "attempt", notReached)).body.reason, "final");
  } finally {
    setTravelled(before);
  }
});

test("a lead handed to another dealer starts afresh there and is gone from the first", async () => {
  const centre = await house.as("callcentre@neo.demo");
  const fuji = await house.as("advisor@fuji.demo");
  const id = await contacted(house, advisor);
  await refused(centre, id, "assign", { dealer: "NOWHERE" }, "dealer-unknown");
  await refused(centre, id, "assign", { dealer: "SAKURA" }, "same-dealer");
  await house.travel("P3D");
  const there = await made(centre, id, "assign", { dealer: "FUJI" });
  assert.deepEqual([there.dealer, there.attempts, there.firstContactAt], ["FUJI", [], null]);
  assert.equal(there.firstContactDueAt, plusMs(there.assignedAt, 24 * 3_600_000));
  assert.equal(there.lifetimeDueAt, plusMs(there.assignedAt, 60 * 86_400_000));
  assert.equal((await advisor.get(`/aftersales-leads/${id}`)).status, 404);
  assert.equal((await advisor.get(`/aftersales-leads/${id}/history`)).status, 404);
  assert.equal((await readLead(fuji, id)).dealer, "FUJI");
  const lines = linesOf(await historyOf(fuji, id), there.version);
  assert.deepEqual(lines.dealer, ["SAKURA", "FUJI"]);
  assert.equal(((lines.attempts?.[0] ?? []) as unknown[]).length, 1, "the former attempt stands in the history");
  await eventually("the new dealer sees the customer", async () => (await readLead(fuji, id)).customer);
  await made(fuji, id, "attempt", notReached);
  await made(fuji, id, "book", { at: inDays(2), remindCustomer: false });
  await refused(centre, id, "assign", { dealer: "SAKURA" }, "wrong-state");
});

test("an advisor hands no lead to another dealer", async () => {
  const { id } = await arrive(house);
  const reply = await move(advisor, id, "assign", { dealer: "FUJI" });
  assert.deepEqual([reply.status, (await readLead(advisor, id)).version], [403, 1]);
});

test("the clock travels forward only, and only for the administrator", async () => {
  const admin = await house.as("admin@neo.demo");
  for (const advance of ["-P1D", "PT0S", "P4Y", "tomorrow", 5, undefined, ["P1D"]]) {
    const { status, body } = await admin.post("/demo/clock", { advance });
    assert.deepEqual([status, body.field], [422, "advance"], String(advance));
  }
  for (const voice of [advisor, await house.as("hq@neo.demo"), await house.as("advisor@lumen.demo")])
    assert.equal((await voice.post("/demo/clock", { advance: "P1D" })).status, 403);
  assert.equal((await house.stranger().post("/demo/clock", { advance: "P1D" })).status, 401);
});
