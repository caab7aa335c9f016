import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import ICAL from "ical.js";
import { type ParsedMail, simpleParser } from "mailparser";
import { contacted, made } from "#apps/testing/lead-steps.ts";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { eventually } from "#platform/testing/eventually.ts";

let office: PostOffice;
let house: TestHouse;
let advisor: Voice;
before(async () => {
  office = await openPostOffice();
  house = await openTestHouse(undefined, { SMTP_URL: office.url });
  advisor = await house.as("advisor@sakura.demo");
});
after(async () => {
  await house.close();
  await office.close();
});

type Slot = { startsAt: string };
const slots = async (lead: string, days: number): Promise<Slot[]> =>
  (await advisor.get<{ items: Slot[] }>(`/service-slots?lead=${lead}&from=${inDays(days).slice(0, 10)}&days=14`)).body
    .items;
/** What came for an address so far, in order. */
async function to(address: string): Promise<ParsedMail[]> {
  const mails = await Promise.all(office.taken.map((bytes) => simpleParser(bytes)));
  const isFor = (mail: ParsedMail): boolean =>
    [mail.to].flat().some((one) => one?.value.some(({ address: its }) => its === address));
  return mails.filter(isFor);
}
/** How many mails came for the customer and for the dealer. */
const counts = async (email: string): Promise<[number, number]> => [
  (await to(email)).length,
  (await to("service@sakura.demo")).length,
];

/** Whether a mail of this kind waits for its moment. */
const waiting = async (email: string, kind: string): Promise<boolean> =>
  (await house.sql("select 1 from mail where to_email = $1 and kind = $2 and status = 'planned'", [email, kind]))
    .length > 0;

/** The event of a mail's calendar part, read by another library than the one that wrote it. */
function eventOf(mail: ParsedMail): { method: string; event: ICAL.Event; sequence: number } {
  const part = mail.attachments.find(({ contentType }) => contentType === "text/calendar");
  assert.ok(part, "the mail has a calendar part");
  const calendar = new ICAL.Component(ICAL.parse(part.content.toString("utf8")));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent") ?? undefined);
  return { method: String(calendar.getFirstPropertyValue("method")), event, sequence: event.sequence };
}

const customers = {
  en: "anna.o'hara@example.org",
  ja: "sato@example.org",
  zh: "li@example.org",
  ru: "ivan@example.org",
};

for (const [language, email] of Object.entries(customers)) {
  test(`a booking, its move and its cancellation are told to customer and dealer (${language})`, async () => {
    const [, before] = await counts(email);
    const told = (times: number): Promise<boolean> =>
      eventually(`both are told ${times} times`, async () => {
        const [customer, dealer] = await counts(email);
        return customer === times && dealer === before + times;
      });
    const lead = await contacted(house, advisor, { email, language, phone: undefined });
    const free = await slots(lead, 12);
    await made(advisor, lead, "book", { at: free[0]?.startsAt, remindCustomer: true });
    await told(1);
    await made(advisor, lead, "book", { at: free[8]?.startsAt, remindCustomer: true });
    await eventually("word of the move waits", () => waiting(email, "appointment-moved"));
    await house.travel("PT10S");
    await told(2);
    await made(advisor, lead, "close", { reason: "no-need" });
    await told(3);
    const mails = await to(email);
    const events = mails.map(eventOf);
    assert.deepEqual(
      events.map(({ method, sequence }) => [method, sequence]),
      [
        ["REQUEST", 0],
        ["REQUEST", 1],
        ["CANCEL", 2],
      ],
    );
    assert.equal(new Set(events.map(({ event }) => event.uid)).size, 1);
    assert.equal(events[0]?.event.startDate.toJSDate().toISOString(), free[0]?.startsAt);
    assert.equal(events[1]?.event.startDate.toJSDate().toISOString(), free[8]?.startsAt);
    assert.equal(new Set(mails.map(({ messageId }) => messageId)).size, 3);
    assert.equal(new Set(mails.map(({ subject }) => subject)).size, 3);
    for (const mail of mails) assert.doesNotMatch(`${mail.subject} ${mail.text}`, /undefined|null|\{\{|\{%|\(\)/);
  });
}

test("without the customer's wish only the dealer is told", async () => {
  const [, before] = await counts("");
  const lead = await contacted(house, advisor, { email: "quiet@example.org" });
  const [slot] = await slots(lead, 13);
  await made(advisor, lead, "book", { at: slot?.startsAt, remindCustomer: false });
  await eventually("the dealer is told", async () => (await counts(""))[1] === before + 1);
  assert.equal((await to("quiet@example.org")).length, 0);
});
