import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import {
  arrive,
  contacted,
  demoVin,
  historyOf,
  made,
  move,
  readLead,
  refused,
  type Told,
} from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

const openedFor = async (id: string): Promise<Told[]> => {
  const { body } = await advisor.get<{ items: Told[] }>(`/aftersales-leads?filter[masterLead][eq]=${id}`);
  return Promise.all(body.items.map((item) => readLead(advisor, item.id)));
};

test("call again: the lead closes now, and on the day exactly one new lead opens", async () => {
  const consents = { email: true, phone: true };
  const id = await contacted(house, advisor, {
    vin: demoVin,
    phone: "090-7777-1234",
    lastNameReading: "サトウ",
    language: "ja",
    request: "brakes",
    preferredSlots: [inDays(3)],
    consents,
  });
  await refused(advisor, id, "recontact", {}, "date-missing");
  await refused(advisor, id, "recontact", { at: null }, "date-missing");
  await refused(advisor, id, "recontact", { at: inDays(-1) }, "in-the-past");
  const at = inDays(20);
  const closed = await made(advisor, id, "recontact", { at });
  assert.deepEqual(
    [closed.status, closed.closingReason, closed.closingCategory, closed.recontactAt, closed.isFinal],
    ["closed-without-sale", "recontact", "not-interested-now", at, true],
  );
  await house.travel("P19DT23H");
  assert.equal((await openedFor(id)).length, 0);
  await house.travel("P1D");
  for (let sweep = 0; sweep < 3; sweep += 1) await house.travel("PT1M");
  await house.restart();
  await house.travel("PT1M");
  const [opened, ...more] = await openedFor(id);
  assert.equal(more.length, 0, "one new lead only");
  assert.ok(opened);
  assert.deepEqual(
    [opened.status, opened.isRecontact, opened.masterLead?.id, opened.createdAt, opened.assignedAt, opened.attempts],
    ["assigned", true, id, at, at, []],
  );
  for (const field of [
    "name",
    "dealer",
    "customer",
    "vin",
    "campaign",
    "source",
    "drivenBy",
    "phone",
    "lastNameReading",
    "consents",
  ] as const)
    assert.deepEqual(opened[field], closed[field], field);
  assert.equal(opened.vehicle?.vin, demoVin);
  assert.deepEqual(
    [opened.preferredSlots, opened.request, opened.appointmentAt, opened.recontactAt],
    [[], null, null, null],
  );
  await refused(advisor, id, "recontact", { at: inDays(9) }, "final");
});

test("the consents of the new lead are those the customer gives on that day", async () => {
  const id = await contacted(house, advisor, { phone: "090-7777-4321", consents: { email: true } });
  await made(advisor, id, "recontact", { at: inDays(5) });
  const { customer } = await readLead(advisor, id);
  await house.sql(
    `insert into customer_consent (id, version, created_at, customer, purpose, is_given, at, source, wording, dealers)
      select gen_random_uuid(), 1, $2, $1, p, p = 'fax', $2, 'website', 'withdrawn', dealers from customer, unnest(array['email', 'fax']) p where id = $1`,
    [customer?.id, inDays(1)],
  );
  await house.travel("P6D");
  const [opened] = await openedFor(id);
  assert.deepEqual([opened?.consents.email, opened?.consents.fax], [false, true]);
  assert.equal((await readLead(advisor, id)).consents.email, true, "the old lead keeps what was said to it");
});

test("until the new lead is made the day can be moved, and every move stands in the history", async () => {
  const id = await contacted(house, advisor);
  const [first, second] = [inDays(10), inDays(30)];
  await made(advisor, id, "recontact", { at: first });
  const moved = await made(advisor, id, "recontact", { at: second });
  assert.deepEqual([moved.recontactAt, moved.recontactDueAt, moved.can.recontact], [second, second, true]);
  await refused(advisor, id, "recontact", { at: inDays(-1) }, "in-the-past");
  const days = (await historyOf(advisor, id)).filter(({ field }) => field === "recontactAt");
  assert.deepEqual(
    days.map(({ oldValue, newValue }) => [oldValue, newValue]),
    [
      [first, second],
      [null, first],
    ],
  );
  await house.travel("P11D");
  assert.equal((await openedFor(id)).length, 0);
  await house.travel("P20D");
  assert.equal((await openedFor(id)).length, 1);
});

test("a cancelled day opens nothing, and a new day may be set again", async () => {
  const id = await contacted(house, advisor);
  await made(advisor, id, "recontact", { at: inDays(5) });
  const cancelled = await made(advisor, id, "recontact", { at: null });
  assert.deepEqual(
    [cancelled.recontactAt, cancelled.recontactDueAt, cancelled.status],
    [null, null, "closed-without-sale"],
  );
  await house.travel("P10D");
  assert.equal((await openedFor(id)).length, 0);
  await made(advisor, id, "recontact", { at: inDays(2) });
  await house.travel("P3D");
  assert.equal((await openedFor(id)).length, 1);
});

test("a lead closed for another reason takes no day of re-contact", async () => {
  const id = await contacted(house, advisor);
  await made(advisor, id, "close", { reason: "price" });
  await refused(advisor, id, "recontact", { at: inDays(4) }, "final");
});

test("the reason of a re-contact cannot be chosen by hand, and nothing else of the closed lead changes", async () => {
  const id = await contacted(house, advisor);
  await refused(advisor, id, "close", { reason: "recontact" }, "reason-unknown");
  await made(advisor, id, "recontact", { at: inDays(4) });
  for (const [name, asked] of Object.entries({
    attempt: { channel: "phone", outcome: "reached" },
    book: { at: inDays(2), remindCustomer: false },
    close: { reason: "price" },
  }))
    await refused(advisor, id, name, asked, "final");
  const { version } = await readLead(advisor, id);
  const edit = await advisor.patch(`/aftersales-leads/${id}`, { managementNotes: "x" }, { ifMatch: version });
  assert.deepEqual([edit.status, edit.body.reason, (await readLead(advisor, id)).version], [422, "final", version]);
});

test("re-contact without any attempt is refused", async () => {
  const { id } = await arrive(house);
  assert.equal((await move(advisor, id, "recontact", { at: inDays(3) })).body.reason, "no-contact-attempt");
});
