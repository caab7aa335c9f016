import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { connect } from "node:net";
import test, { after } from "node:test";
import nodemailer from "nodemailer";
import { openMailGround, tenant } from "#apps/testing/mail-ground.ts";
import { newId } from "#platform/clocks/chance.ts";
import { machineMs } from "#platform/clocks/clock.ts";
import { type HeardMail, openInbound } from "#platform/mail/inbound.ts";
import { readCalendar } from "#platform/mail/read-calendar.ts";
import { readReplyAddress, replyAddress } from "#platform/mail/reply-address.ts";
import { hearing } from "../hear.ts";

const ground = await openMailGround();
const home = { domain: "Marque.Example", secret: "a secret of the tests, long enough" };
const heard: HeardMail[] = [];
const hear = hearing(ground.db, async () => [tenant], {
  appointment: {
    record: "appointment",
    hear: async (_tx, mail) => {
      heard.push(mail);
      return { outcome: "done", because: "accepted", dealer: "ALDER" };
    },
  },
});
const door = await openInbound({ ...home, port: 0, host: "127.0.0.1", hear, room: ground.room });
after(async () => {
  await door.close();
  await ground.close();
});

const id = newId();
const hanako = { tenant: tenant.code, email: "hanako@example.org" };
const to = replyAddress(home, { kind: "appointment", id }, hanako);
/** Sends bytes as they are; gives the answer of the door. */
async function post(raw: string | Buffer, rcpt: string | string[] = to): Promise<string> {
  const out = nodemailer.createTransport({ host: "127.0.0.1", port: door.port, ignoreTLS: true });
  try {
    const { response } = await out.sendMail({ envelope: { from: "hanako@example.org", to: rcpt }, raw });
    return response;
  } catch (error) {
    return String((error as { response?: string }).response ?? error);
  } finally {
    out.close();
  }
}

const reply = (more: { partstat?: string; method?: string; lines?: string[]; uid?: string } = {}): string =>
  [
    "BEGIN:VCALENDAR",
    "PRODID:-//Somebody//EN",
    "VERSION:2.0",
    `METHOD:${more.method ?? "REPLY"}`,
    "BEGIN:VEVENT",
    `UID:${more.uid ?? "u-1@marque.example"}`,
    "SEQUENCE:2",
    "DTSTAMP:20261201T000000Z",
    ...(more.lines ?? ["DTSTART:20261201T010000Z", "DTEND:20261201T020000Z"]),
    `ATTENDEE;PARTSTAT=${more.partstat ?? "ACCEPTED"};CN="佐藤; 花子: x":MAILTO:Hanako@Example.org`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
const mailWith = (calendar: string, more = "", method = "REPLY"): string =>
  [
    "From: =?utf-8?B?5L2Q6Jek?= <hanako@example.org>",
    `To: <${to}>`,
    `Message-ID: <${newId()}@example.org>`,
    "Subject: Accepted",
    "MIME-Version: 1.0",
    ...(more ? [more] : []),
    'Content-Type: multipart/alternative; boundary="b"',
    "",
    "--b",
    "Content-Type: text/plain",
    "",
    "yes",
    "--b",
    `Content-Type: text/calendar; charset=utf-8; method=${method}`,
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from(calendar).toString("base64").replaceAll(/.{76}/g, "$&\r\n"),
    "--b--",
    "",
  ].join("\r\n");

test("an answer of a calendar program is heard once, with who answers and what, and is noted", async () => {
  heard.length = 0;
  const raw = mailWith(reply());
  for (let i = 0; i < 3; i++) assert.match(await post(raw), /^250/);
  assert.equal(heard.length, 1);
  const [one] = heard;
  assert.deepEqual(
    [one?.from, one?.about, one?.subject, one?.autoSubmitted, one?.calendar],
    [
      "hanako@example.org",
      { kind: "appointment", id },
      "Accepted",
      false,
      {
        method: "REPLY",
        uid: "u-1@marque.example",
        sequence: 2,
        attendee: "hanako@example.org",
        partstat: "ACCEPTED",
        startsAt: "2026-12-01T01:00:00.000Z",
        endsAt: "2026-12-01T02:00:00.000Z",
      },
    ],
  );
  const rows = await ground.sql<{ outcome: string; about: string; dealers: string[] }>(
    "select outcome, about_id as about, dealers from received_mail",
  );
  assert.deepEqual(rows, [{ outcome: "done", about: id, dealers: ["ALDER"] }]);
});

test("nobody gets in at an address that we did not make", async () => {
  heard.length = 0;
  const [local = "", domain = ""] = to.split("@");
  const strange = [
    "info@marque.example",
    `appointment+${"0".repeat(32)}.${"0".repeat(18)}@marque.example`,
    `appointment+${"v".repeat(26)}.${"0".repeat(24)}@marque.example`,
    `appointment+${id.replaceAll("-", "")}@marque.example`,
    `${local.slice(0, -1)}${local.endsWith("0") ? "1" : "0"}@${domain}`,
    `${local}@elsewhere.example`,
    `customer+${local.slice(local.indexOf("+") + 1)}@${domain}`,
  ];
  for (const address of strange) assert.match(await post(mailWith(reply()), address), /^550/, address);
  assert.equal(readReplyAddress({ ...home, secret: "another" }, to), null);
  assert.deepEqual(readReplyAddress(home, to.toUpperCase())?.about, { kind: "appointment", id });
  assert.ok(local.length <= 64);
  assert.equal(heard.length, 0);
});

test("an address is its recipient's alone, of this appointment and this tenant", () => {
  const isOf = readReplyAddress(home, to)?.isOf;
  assert.equal(isOf?.({ ...hanako, email: "Hanako@Example.ORG" }), true);
  assert.equal(isOf?.({ ...hanako, email: "taro@example.org" }), false);
  assert.equal(isOf?.({ ...hanako, tenant: "neo-jp" }), false);
  const other = replyAddress(home, { kind: "appointment", id: newId() }, hanako);
  assert.notEqual(to.split(".")[1], other.split(".")[1]);
  const old = `appointment+${id.replaceAll("-", "")}`;
  const sign = createHmac("sha256", home.secret)
    .update(`reply address\nmarque.example\n${old}`)
    .digest("hex")
    .slice(0, 18);
  assert.deepEqual(readReplyAddress(home, `${old}.${sign}@marque.example`), {
    about: { kind: "appointment", id },
    isOf: null,
  });
});

test("a mail over one megabyte, of thousands of parts or with none at all harms nothing", async () => {
  heard.length = 0;
  assert.match(await post(mailWith(reply({ lines: [`DESCRIPTION:${"x".repeat(1_200_000)}`] }))), /^552/);
  const parts = Array.from({ length: 5000 }, (_, i) => `--b\r\nContent-Type: text/plain\r\n\r\n${i}`).join("\r\n");
  assert.match(
    await post(`From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts}\r\n--b--\r\n`),
    /^554/,
  );
  const nested = Array.from(
    { length: 90 },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}`,
  ).join("\r\n");
  assert.match(await post(`From: a@b.example\r\n${nested}\r\n`), /^(250|554|451)/);
  for (const odd of [
    "\r\n",
    "From: \u0000\r\n\r\n",
    `From: ${"a@b.example,".repeat(2000)}\r\n\r\nx`,
    `${"X: y\r\n".repeat(20_000)}\r\n`,
    `Subject: ${"=?utf-8?B?".repeat(5000)}\r\n\r\n`,
  ])
    assert.match(await post(odd), /^(250|554|451)/, odd.slice(0, 40));
  assert.match(await post(mailWith(reply())), /^250/);
});

type Noted = { outcome: string; because: string; messageId: string };
const notedBy = (subject: string): Promise<Noted[]> =>
  ground.sql<Noted>(
    'select outcome, because, message_id as "messageId" from received_mail where subject = $1 order by at, id',
    [subject],
  );

test("a name and a time that nobody can keep are heard without them, and the sender is not told to try again", async () => {
  heard.length = 0;
  const odd = mailWith(reply({ partstat: "TENTATIVE" })).replace(
    /Message-ID: <[^>]*>/,
    "Message-ID: <a\u0000b@example.org>",
  );
  assert.match(await post(odd.replace("Subject: Accepted", "Subject: Nul")), /^250/);
  assert.deepEqual(
    (await notedBy("Nul")).map(({ messageId }) => messageId),
    ["<a b@example.org>"],
  );
  const far = reply({ method: "COUNTER", lines: ["DTSTART:99991231T235959Z", "DTEND:99991231T235959Z"] });
  assert.match(await post(mailWith(far, "", "COUNTER")), /^250/);
  assert.deepEqual([heard.length, heard[1]?.calendar?.startsAt], [2, undefined]);
});

test("the same answer again is noted and changes nothing; another one, and the first after it, are followed", async () => {
  heard.length = 0;
  const said = ["ACCEPTED", "ACCEPTED", "TENTATIVE", "TENTATIVE", "ACCEPTED"];
  for (const partstat of said)
    await post(mailWith(reply({ partstat, uid: "u-2@marque.example" })).replace("Subject: Accepted", "Subject: Twice"));
  assert.deepEqual(
    heard.map(({ calendar }) => calendar?.partstat),
    ["ACCEPTED", "TENTATIVE", "ACCEPTED"],
  );
  assert.deepEqual(
    (await notedBy("Twice")).map(({ outcome, because }) => (outcome === "done" ? outcome : because)),
    ["done", "said-already", "done", "said-already", "done"],
  );
});

test("what a machine writes without an answer is noted once a day for each sender, however often it comes", async () => {
  const absent = (from: string): string =>
    `From: ${from}\r\nTo: <${to}>\r\nMessage-ID: <${newId()}@example.org>\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n\r\nI am away\r\n`;
  for (let i = 0; i < 5; i++) assert.match(await post(absent("hanako@example.org")), /^250/);
  await post(absent("taro@example.org"));
  assert.equal((await notedBy("Away")).length, 2);
});

test("the door names the domain of the mails and not the machine it runs on", async () => {
  const greeting = await new Promise<string>((resolve) => {
    const socket = connect(door.port, "127.0.0.1");
    socket.once("data", (bytes) => {
      socket.destroy();
      resolve(bytes.toString());
    });
  });
  assert.match(greeting, /^220 marque\.example /);
});

test("a machine's answer is marked as one", async () => {
  heard.length = 0;
  await post(mailWith(reply(), "Auto-Submitted: auto-replied"));
  assert.equal(heard[0]?.autoSubmitted, true);
});

test("who breaks off in the middle of a mail is forgotten", async () => {
  heard.length = 0;
  await new Promise<void>((resolve) => {
    const socket = connect(door.port, "127.0.0.1", () =>
      socket.write(`EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<${to}>\r\nDATA\r\nFrom: a`),
    );
    socket.on("data", (bytes) => /354/.test(bytes.toString()) && socket.destroy());
    socket.on("close", () => resolve());
  });
  assert.match(await post(mailWith(reply({ uid: "u-3@marque.example" }))), /^250/);
  assert.equal(heard.length, 1);
});

const at = (lines: string[]): string | undefined => readCalendar(Buffer.from(reply({ lines })))?.startsAt;
test("times are understood as the calendars of the world write them", () => {
  assert.equal(at(["DTSTART;TZID=Tokyo Standard Time:20261201T100000"]), "2026-12-01T01:00:00.000Z");
  assert.equal(at(['DTSTART;TZID="Russian Standard Time":20261201T100000']), "2026-12-01T07:00:00.000Z");
  assert.equal(at(["DTSTART;TZID=Europe/Berlin:20260701T100000"]), "2026-07-01T08:00:00.000Z");
  assert.equal(at(["DTSTART;TZID=Asia/Tokyo:20261201T010000Z"]), "2026-12-01T01:00:00.000Z");
  assert.equal(at(["DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20261201T100000"]), undefined);
  for (const odd of [
    "DTSTART:20261201T100000",
    "DTSTART;VALUE=DATE:20261201",
    "DTSTART;TZID=Nowhere:20261201T100000",
    "DTSTART:20261399T990000Z",
    "DTSTART",
    "DTSTART:",
  ])
    assert.equal(at([odd]), undefined, odd);
});

test("odd calendars are read as far as they can be and never break anything", () => {
  const folded = Buffer.from(reply().replaceAll("\r\n", "\n"));
  assert.equal(readCalendar(folded)?.partstat, "ACCEPTED");
  const cut = Buffer.from(reply()); // a fold in the middle of a letter
  const letter = cut.indexOf(Buffer.from("佐")) + 1;
  const cutApart = Buffer.concat([cut.subarray(0, letter), Buffer.from("\r\n "), cut.subarray(letter)]);
  assert.equal(readCalendar(cutApart)?.attendee, "hanako@example.org");
  assert.equal(readCalendar(Buffer.from(reply({ partstat: "declined" })))?.partstat, "DECLINED");
  assert.equal(readCalendar(Buffer.from(reply({ method: "create" })))?.method, "CREATE");
  assert.equal(readCalendar(Buffer.from(reply({ lines: ["ATTENDEE:mailto:other@example.org"] })))?.attendee, null);
  for (const odd of [
    "",
    "BEGIN:VEVENT",
    "BEGIN:VEVENT\r\nUID:\r\nEND:VEVENT",
    ":::;;;",
    '"'.repeat(1000),
    "BEGIN:VCALENDAR\r\n".repeat(4000),
    "A;".repeat(90_000),
  ])
    assert.equal(readCalendar(Buffer.from(odd)), null, odd.slice(0, 30));
  const began = machineMs();
  readCalendar(Buffer.from(`BEGIN:VEVENT\r\nUID:x\r\n${"ATTENDEE;X=".repeat(15_000)}`));
  readCalendar(Buffer.from(`BEGIN:VEVENT\r\nUID:x\r\n${"\r\n ".repeat(60_000)}`));
  assert.ok(machineMs() - began < 20_000);
});
