import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { contacted, made, readLead } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { now } from "#platform/clocks/clock.ts";
import { eventually } from "#platform/testing/eventually.ts";

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

type Shown = {
  id: string;
  version: number;
  status: string;
  startsAt: string;
  bay: { id: string } | null;
  isBesidePlan: boolean;
};
const read = async (id: string): Promise<Shown> => (await advisor.get<Shown>(`/appointments/${id}`)).body;
const act = async (id: string, name: string, who = advisor) =>
  who.post<Shown & { reason: string }>(`/appointments/${id}/${name}`, {}, { ifMatch: (await read(id)).version });
async function done(id: string, name: string): Promise<Shown> {
  const { status, body, text } = await act(id, name);
  assert.equal(status, 200, `${name}: ${text}`);
  return body;
}
const slots = async (days: number): Promise<string[]> =>
  (
    await advisor.get<{ items: Shown[] }>(`/service-slots?dealer=SAKURA&from=${inDays(days).slice(0, 10)}&days=14`)
  ).body.items.map(({ startsAt }) => startsAt);
/** A lead that is booked at a free time, and its appointment. */
async function booked(at: string | undefined): Promise<{ lead: string; one: Shown }> {
  const lead = await contacted(house, advisor);
  const { appointment } = (await made(advisor, lead, "book", { at, remindCustomer: false })) as unknown as {
    appointment: Shown;
  };
  return { lead, one: await read(appointment.id) };
}
const travelTo = (at: string): Promise<unknown> =>
  house.travel(`PT${Math.ceil((Date.parse(at) - Date.parse(now())) / 1000) + 1}S`);

test("a no-show that was none is planned again, and its lead shows the time again", async () => {
  const [at] = await slots(3);
  const { lead, one } = await booked(at);
  await travelTo(one.startsAt);
  await done(one.id, "miss");
  await eventually("the lead has no date", async () => (await readLead(advisor, lead)).appointmentAt === null);
  const back = await done(one.id, "correct");
  assert.deepEqual([back.status, back.bay?.id, back.isBesidePlan], ["planned", one.bay?.id, false]);
  await eventually("the lead has its date", async () => (await readLead(advisor, lead)).appointmentAt === one.startsAt);
  await done(one.id, "arrive");
  assert.equal((await done(one.id, "correct")).status, "planned");
});

test("where its bay was given away since, it stands beside the plan", async () => {
  const { one } = await booked((await slots(3))[0]);
  await travelTo(one.startsAt);
  await done(one.id, "miss");
  const [other] = await house.put("appointment", [
    {
      dealer: "SAKURA",
      name: "後",
      bay: one.bay?.id,
      startsAt: one.startsAt,
      endsAt: new Date(Date.parse(one.startsAt) + 1_800_000).toISOString(),
      advisorUntilAt: one.startsAt,
      isBesidePlan: false,
      sequence: 0,
    },
  ]);
  await done(one.id, "correct");
  const back = await read(one.id);
  assert.deepEqual([back.status, back.bay, back.isBesidePlan], ["planned", null, true]);
  assert.equal((await read(String(other))).bay?.id, one.bay?.id);
});

test("a lead that was booked again keeps its new time, and for a closed lead nothing is planned again", async () => {
  const { lead, one } = await booked((await slots(3))[0]);
  const second = await booked((await slots(3))[4]);
  await travelTo(second.one.startsAt);
  await done(one.id, "miss");
  await eventually("the lead has no date", async () => (await readLead(advisor, lead)).appointmentAt === null);
  const [later] = await slots(6);
  await made(advisor, lead, "book", { at: later, remindCustomer: false });
  const { status, body } = await act(one.id, "correct");
  assert.deepEqual([status, body.reason], [422, "lead-booked-again"]);
  assert.equal((await readLead(advisor, lead)).appointmentAt, later);
  await done(second.one.id, "miss");
  await made(advisor, second.lead, "close", { reason: "no-need" });
  const closed = await act(second.one.id, "correct");
  assert.deepEqual([closed.status, closed.body.reason], [422, "lead-closed"]);
  assert.equal((await readLead(advisor, second.lead)).status, "closed-without-sale");
});

test("after the dealer's next day nothing is taken back, and nobody but the dealer does it", async () => {
  const { one } = await booked((await slots(3))[0]);
  await travelTo(one.startsAt);
  await done(one.id, "arrive");
  const hq = await house.as("hq@neo.demo");
  assert.equal((await act(one.id, "correct", hq)).status, 403);
  await house.travel("PT48H");
  const { status, body } = await act(one.id, "correct");
  assert.deepEqual([status, body.reason], [422, "final"]);
});
