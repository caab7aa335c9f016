import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import test, { after, before } from "node:test";
import ICAL from "ical.js";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { eventually } from "#apps/testing/eventually.ts";
import { contacted, made } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";

/** A mail server that takes everything and keeps it. */
async function postOffice(): Promise<{ url: string; mails: ParsedMail[]; close(): Promise<void> }> {
  const mails: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        mails.push(mail);
        done(null);
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

let office: Awaited<ReturnType<typeof postOffice>>;
let house: TestHouse;
let advisor: Voice;
before(async () => {
  office = await postOffice();
  house = await openTestHouse(undefined, { SMTP_URL: office.url });
  advisor = await house.as("advisor@sakura.demo");
});
after(async () => {
  await house.close();
  await office.close();
});

type Slot = { startsAt: string };
const slots = async (lead: string, days: number): Promise<Slot[]> =>
  (await advisor.get<{ items: Slot[] }>(`/service-slots?lead=${lead}&from=${inDays(days).slice(0, 10)}&days=5`)).body
    .items;
const to = (address: string): ParsedMail[] =>
  office.mails.filter((mail) => [mail.to].flat().some((one) => one?.value.some(({ address: its }) => its === address)));

/** The event of a mail's calendar part, read by another library than the one that wrote it. */
function eventOf(mail: ParsedMail): { method: string; event: ICAL.Event; sequence: number } {
  const part = mail.attachments.find(({ contentType }) => contentType === "text/calendar");
  assert.ok(part, "the mail has a calendar part");
  const calendar = new ICAL.Component(ICAL.parse(part.content.toString("utf8")));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
  return { method: String(calendar.getFirstPropertyValue("method")), event, sequence: event.sequence };
}

const customers = { en: "anna@example.org", ja: "sato@example.org", zh: "li@example.org", ru: "ivan@example.org" };

for (const [language, email] of Object.entries(customers)) {
  test(`a booking, its move and its cancellation are told to customer and dealer (${language})`, async () => {
    const dealerBefore = to("service@sakura.demo").length;
    const lead = await contacted(house, advisor, { email, language, phone: undefined });
    const free = await slots(lead, 12);
    await made(advisor, lead, "book", { at: free[0]?.startsAt, remindCustomer: true });
    await eventually(
      "both are told of the booking",
      async () => to(email).length === 1 && to("service@sakura.demo").length === dealerBefore + 1,
    );
    await made(advisor, lead, "book", { at: free[8]?.startsAt, remindCustomer: true });
    await eventually(
      "both are told of the move",
      async () => to(email).length === 2 && to("service@sakura.demo").length === dealerBefore + 2,
    );
    await made(advisor, lead, "close", { reason: "no-need" });
    await eventually(
      "both are told of the cancellation",
      async () => to(email).length === 3 && to("service@sakura.demo").length === dealerBefore + 3,
    );
    const events = to(email).map(eventOf);
    assert.deepEqual(
      events.map(({ method }) => method),
      ["REQUEST", "REQUEST", "CANCEL"],
    );
    assert.deepEqual(
      events.map(({ sequence }) => sequence),
      [0, 1, 2],
    );
    assert.equal(new Set(events.map(({ event }) => event.uid)).size, 1);
    assert.equal(events[0]?.event.startDate.toJSDate().toISOString(), free[0]?.startsAt);
    assert.equal(events[1]?.event.startDate.toJSDate().toISOString(), free[8]?.startsAt);
    assert.equal(new Set(to(email).map(({ messageId }) => messageId)).size, 3);
    assert.equal(new Set(to(email).map(({ subject }) => subject)).size, 3);
    for (const mail of to(email)) assert.doesNotMatch(`${mail.subject} ${mail.text}`, /undefined|null|\{\{|\{%/);
  });
}

test("without the customer's wish only the dealer is told", async () => {
  const before = to("service@sakura.demo").length;
  const lead = await contacted(house, advisor, { email: "quiet@example.org" });
  const [slot] = await slots(lead, 13);
  await made(advisor, lead, "book", { at: slot?.startsAt, remindCustomer: false });
  await eventually("the dealer is told", async () => to("service@sakura.demo").length === before + 1);
  assert.equal(to("quiet@example.org").length, 0);
});
