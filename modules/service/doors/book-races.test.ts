import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { contacted, readLead } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { newId } from "#platform/clocks/chance.ts";

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

const at = (hour: number): string => `${inDays(20).slice(0, 10)}T0${hour}:00:00.000Z`;
const appointmentsOf = (lead: string): Promise<{ startsAt: Date | string; status: string }[]> =>
  house.sql('select starts_at as "startsAt", status from appointment where lead = $1', [lead]);

test("a booking that came too late leaves the dealer's book as it was", async () => {
  let late = 0;
  for (let turn = 0; turn < 25; turn += 1) {
    const lead = await contacted(house, advisor);
    const { version } = await readLead(advisor, lead);
    const [edited, booked] = await Promise.all([
      advisor.patch(`/aftersales-leads/${lead}`, { managementNotes: `turn ${turn}` }, { ifMatch: version }),
      advisor.post(`/aftersales-leads/${lead}/book`, { at: at(turn % 8), remindCustomer: true }, { ifMatch: version }),
    ]);
    assert.deepEqual([edited.status, booked.status].sort(), [200, 412]);
    late += booked.status === 412 ? 1 : 0;
    assert.equal((await appointmentsOf(lead)).length, booked.status === 200 ? 1 : 0, booked.text);
  }
  console.log(`${late} of 25 bookings came too late`);
});

test("of six bookings of one lead at once one counts, and the others are stale", async () => {
  for (let turn = 0; turn < 8; turn += 1) {
    const lead = await contacted(house, advisor);
    const { version } = await readLead(advisor, lead);
    const book = (_: unknown, nth: number) =>
      advisor.post<{ appointmentAt: string }>(
        `/aftersales-leads/${lead}/book`,
        { at: at(nth % 2 ? 1 : 4), remindCustomer: false },
        { ifMatch: version },
      );
    const replies = await Promise.all(Array.from({ length: 6 }, book));
    assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 412, 412, 412, 412, 412]);
    const won = replies.find(({ status }) => status === 200)?.body.appointmentAt;
    const [only, ...more] = await appointmentsOf(lead);
    assert.deepEqual([new Date(only?.startsAt ?? 0).toISOString(), more.length], [won, 0]);
  }
});

test("a customer, a car or a colleague that one does not see is refused like one that does not exist", async () => {
  const [theirs] = await house.sql<{ id: string }>(
    "select id from customer where not ('SAKURA' = any(dealers)) limit 1",
  );
  const [stranger] = await house.sql<{ id: string }>(
    "select id from staff where not ('SAKURA' = any(dealers)) limit 1",
  );
  const manager = await house.as("manager@sakura.demo");
  const plan = { name: "誰か", startsAt: at(5) };
  const there = { name: "窓口", hours: [], absences: [], isActive: true };
  const answers = [
    await advisor.post("/appointments", { ...plan, customer: newId() }),
    await advisor.post("/appointments", { ...plan, customer: theirs?.id }),
    await advisor.post("/appointments", { ...plan, vehicle: newId() }),
    await manager.post("/service-advisors", { ...there, staff: newId() }),
    await manager.post("/service-advisors", { ...there, staff: stranger?.id }),
  ];
  for (const { status, body } of answers) assert.deepEqual([status, body.reason], [422, "reference-unknown"]);
  assert.equal((await advisor.get("/service-slots?work=nope")).status, 422);
});
