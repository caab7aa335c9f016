import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:net";
import test, { after, before } from "node:test";
import { type ParsedMail, simpleParser } from "mailparser";
import nodemailer from "nodemailer";
import { contacted, made, readLead } from "#apps/testing/lead-steps.ts";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { inDays, openTestHouse, type TestHouse, testSecret } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { eventually } from "#platform/testing/eventually.ts";

let office: PostOffice;
let house: TestHouse;
let advisor: Voice;
let port: number;
/** A port that was free a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
before(async () => {
  office = await openPostOffice();
  port = await freePort();
  house = await openTestHouse(undefined, { SMTP_URL: office.url, MAIL_IN_PORT: String(port) });
  advisor = await house.as("advisor@sakura.demo");
});
after(async () => {
  await house.close();
  await office.close();
});

type Shown = { id: string; status: string; customerReply: string | null; proposedAt: string | null };
const customer = "hanako@example.org";

/** A booked lead, its appointment, and the entry that came with the customer's mail. */
async function booked(email: string): Promise<{ lead: string; id: string; entry: string; at: string }> {
  const lead = await contacted(house, advisor, { email, language: "ja" });
  const day = inDays(14).slice(0, 10);
  const free = await advisor.get<{ items: { startsAt: string }[] }>(`/service-slots?lead=${lead}&from=${day}&days=14`);
  const at = free.body.items[0]?.startsAt ?? "";
  const { appointment } = (await made(advisor, lead, "book", { at, remindCustomer: true })) as unknown as {
    appointment: Shown;
  };
  const mail = await eventually("the customer is told", async () => {
    const mails = await Promise.all(office.taken.map((bytes) => simpleParser(bytes)));
    return mails.find((one) => isTo(one, email) && entryOf(one).includes(appointment.id));
  });
  return { lead, id: appointment.id, entry: entryOf(mail), at };
}
const isTo = (mail: ParsedMail, email: string): boolean =>
  [mail.to].flat().some((one) => one?.value.some(({ address }) => address === email));
const entryOf = (mail: ParsedMail): string =>
  (
    mail.attachments.find(({ contentType }) => contentType === "text/calendar")?.content.toString("utf8") ?? ""
  ).replaceAll(/\r\n[ \t]/g, "");
const lineOf = (entry: string, name: string): string =>
  new RegExp(`^${name}[:;](.*)$`, "m").exec(entry)?.[1]?.trim() ?? "";

const organizerOf = (entry: string): string => /mailto:(\S+)/i.exec(lineOf(entry, "ORGANIZER"))?.[1] ?? "";

/** Answers the way a calendar program does: to the organizer, with the entry's own UID and number. */
async function answer(
  entry: string,
  from: string,
  {
    method = "REPLY",
    partstat = "ACCEPTED",
    lines = [] as string[],
    sequence = lineOf(entry, "SEQUENCE"),
    to = organizerOf(entry),
  } = {},
): Promise<void> {
  const content = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//A calendar//EN",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    `UID:${lineOf(entry, "UID")}`,
    `SEQUENCE:${sequence}`,
    "DTSTAMP:20261201T000000Z",
    ...lines,
    `ATTENDEE;PARTSTAT=${partstat}:mailto:${from}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
  const out = nodemailer.createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  await out.sendMail({ from, to, subject: "Re", text: "…", icalEvent: { method, content } });
  out.close();
}

const read = async (id: string): Promise<Shown> => (await advisor.get<Shown>(`/appointments/${id}`)).body;
const noted = async (id: string): Promise<string[]> =>
  (
    await house.sql<{ because: string }>(
      "select because from received_mail where about_id = $1 order by created_at, id",
      [id],
    )
  ).map(({ because }) => because);

test("what the customer's calendar accepts stands on the appointment", async () => {
  const { id, entry } = await booked(customer);
  await answer(entry, customer);
  assert.equal((await read(id)).customerReply, "accepted");
  assert.equal((await read(id)).status, "planned");
});

test("an answer to the entry of before a move that was undone counts: it tells what holds", async () => {
  const { id, entry, at } = await booked("undone@example.org");
  const move = async (startsAt: string): Promise<void> => {
    const { version } = (await advisor.get<Shown & { version: number }>(`/appointments/${id}`)).body;
    const { status, text } = await advisor.post(`/appointments/${id}/reschedule`, { startsAt }, { ifMatch: version });
    assert.equal(status, 200, text);
  };
  await move(new Date(Date.parse(at) + 86_400_000).toISOString());
  await move(at);
  await answer(entry, "undone@example.org");
  assert.equal((await read(id)).customerReply, "accepted");
});

test("what it declines frees the bay, and the lead waits for another time", async () => {
  const { id, entry, lead } = await booked("decliner@example.org");
  await answer(entry, "decliner@example.org", { partstat: "DECLINED" });
  assert.equal((await read(id)).status, "declined");
  await eventually("the lead has no date", async () => (await readLead(advisor, lead)).appointmentAt === null);
  assert.equal((await readLead(advisor, lead)).status, "booked");
});

test("another time that it proposes stands beside the appointment until somebody moves it", async () => {
  const { id, entry, at } = await booked("counter@example.org");
  const later = new Date(Date.parse(at) + 86_400_000).toISOString();
  const stamp = later.replaceAll(/[-:]|\.\d{3}/g, "");
  await answer(entry, "counter@example.org", { method: "COUNTER", partstat: "TENTATIVE", lines: [`DTSTART:${stamp}`] });
  const shown = await read(id);
  assert.deepEqual([shown.status, shown.customerReply, shown.proposedAt], ["planned", "proposed", later]);
});

test("an answer of somebody else, or to an older version, changes nothing and is noted", async () => {
  const { id, entry } = await booked("victim@example.org");
  const before = await read(id);
  await answer(entry, "stranger@example.org", { partstat: "DECLINED" });
  await answer(entry, "victim@example.org", { partstat: "DECLINED", sequence: "7" });
  assert.deepEqual(await read(id), before);
  assert.deepEqual(await noted(id), ["somebody-else", "old-version"]);
});

test("who knows only the dealer's address cannot answer in the customer's name: the customer's own address alone counts", async () => {
  const { id, entry } = await booked("named@example.org");
  const dealers = await eventually("the dealer is told", async () => {
    const mails = await Promise.all(office.taken.map((bytes) => simpleParser(bytes)));
    return mails.find((one) => isTo(one, "service@sakura.demo") && entryOf(one).includes(id));
  });
  assert.notEqual(organizerOf(entryOf(dealers)), organizerOf(entry));
  assert.equal(
    dealers.replyTo?.value[0]?.address,
    organizerOf(entryOf(dealers)),
    "mails and calendar answer to one address",
  );
  const before = await read(id);
  await answer(entry, "named@example.org", { partstat: "DECLINED", to: organizerOf(entryOf(dealers)) });
  const old = `appointment+${id.replaceAll("-", "")}`;
  const domain = organizerOf(entry).split("@")[1] ?? "";
  const sign = createHmac("sha256", testSecret).update(`reply address\n${domain}\n${old}`).digest("hex").slice(0, 18);
  await answer(entry, "named@example.org", { partstat: "DECLINED", to: `${old}.${sign}@${domain}` });
  assert.deepEqual(await read(id), before);
  assert.deepEqual(await noted(id), ["somebody-else", "unknown-address"]);
  await answer(entry, "named@example.org", { partstat: "DECLINED" });
  assert.equal((await read(id)).status, "declined");
});
