import assert from "node:assert/strict";
import test, { after } from "node:test";
import { domainToUnicode } from "node:url";
import ICAL from "ical.js";
import { simpleParser } from "mailparser";
import { openMailGround, sample, tenant } from "#apps/testing/mail-ground.ts";
import { openPostOffice } from "#apps/testing/post-office.ts";
import { now } from "#platform/clocks/clock.ts";
import { mailAddress, senderOf } from "#platform/mail/address.ts";
import { type CalendarEvent, calendarText } from "#platform/mail/calendar.ts";
import { composed } from "#platform/mail/compose.ts";
import { smtp, smtpPlaceOf } from "#platform/mail/transport.ts";
import { mailLanguages } from "../first-templates.ts";
import { type Letters, planMails, planStored, whenInWords } from "../index.ts";
import { sampleValues } from "../sample-values.ts";
import { MailSender } from "../sender.ts";
import { firstKinds } from "../words/mail-words.ts";

const ground = await openMailGround();
const office = await openPostOffice();
after(async () => {
  await office.close();
  await ground.close();
});

const startsAt = "2026-12-01T01:00:00.000Z";
const event = (kind: string, sequence: number): CalendarEvent => ({
  method: kind === "appointment-cancelled" ? "CANCEL" : "REQUEST",
  uid: "0190-appointment@marque.example",
  sequence,
  startsAt,
  endsAt: "2026-12-01T02:30:00.000Z",
  zone: "Asia/Tokyo",
  summary: "12か月点検、オイル交換; ネオ桜店（とても長い件名なので、七十五オクテットを越えて折り返される）",
  description: 'Line one, with a comma\nline two; \\ backslash "quotes"',
  location: "東京都千代田区丸の内1-2-3, 1F",
  organizer: { name: "ネオ桜店", email: "service@alder.example" },
  attendee: { name: '佐藤 "花子"; x', email: "hanako@example.org" },
  url: "https://marque.example/a/1",
});
const trap = '<script>alert(1)</script> & "佐藤"';
const lettersIn = (language: string): Letters =>
  Object.fromEntries(
    firstKinds.map((kind) => [
      kind,
      async (_tx, mail) => ({
        values: {
          customer: { name: trap },
          dealer: { name: "ネオ桜店", phone: "+81 3-1234-5678", street: "桜丘1-2-3", city: "東京" },
          appointment: {
            ...whenInWords(startsAt, "Asia/Tokyo", language),
            work: "オイル交換",
            notes: "line one\nline two",
            link: "https://marque.example/a/1?x=1&y=2",
            insisted: true,
          },
          car: { model: "Neo Arc", plate: "品川 300 あ 12-34" },
        },
        calendar: event(kind, mail.sequence),
        replyTo: "appointment+1.a@marque.example",
      }),
    ]),
  );
async function send(letters: Letters, agrees = false): Promise<void> {
  const place = smtpPlaceOf(office.url);
  assert.ok(place);
  const desk = {
    letters,
    writer: ground.writer,
    agreesToMarketing: async () => agrees,
    from: { name: "ネオ桜店", email: "service@alder.example" },
    secret: "a secret of tests",
    publicUrl: "https://marque.example",
    keepsSecrets: true,
  };
  const sender = new MailSender({ config: ground.config, tenants: async () => [tenant], desk, transport: smtp(place) });
  await sender.sendDue();
  await sender.stop();
}

/** The event of an .ics as another library than the one that wrote it understands it. */
function readBack(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const inside = calendar.getFirstSubcomponent("vevent");
  assert.ok(inside);
  return { method: calendar.getFirstPropertyValue("method"), event: new ICAL.Event(inside), inside };
}

for (const language of mailLanguages) {
  test(`every mail of an appointment reads well in ${language}, to customer and dealer, with an entry for the calendar`, async () => {
    office.taken.length = 0;
    const planned = firstKinds.flatMap((kind, nth) =>
      (["customer", "dealer"] as const).map((audience) => ({
        ...sample(),
        kind,
        audience,
        language,
        sequence: nth,
        toName: "佐藤 花子",
        cause: `${language}:${kind}:${audience}`,
      })),
    );
    await ground.due(planned);
    await send(lettersIn(language));
    assert.equal(office.taken.length, planned.length);
    for (const bytes of office.taken) {
      const mail = await simpleParser(bytes);
      const [entry] = mail.attachments.filter(({ contentType }) => contentType === "text/calendar");
      assert.ok(entry && mail.html && mail.text && mail.subject);
      assert.ok(
        !mail.html.includes("<script>") && mail.html.includes("&lt;script&gt;"),
        "what a customer wrote is escaped",
      );
      assert.ok(!/\{\{|\{%|undefined|null|\[object/.test(mail.html + mail.text + mail.subject));
      const { when } = whenInWords(startsAt, "Asia/Tokyo", language);
      assert.ok(mail.text.includes(when) && mail.text.includes("+81 3-1234-5678"), mail.text);
      assert.ok(mail.to && !Array.isArray(mail.to) && mail.to.value[0]?.name === "佐藤 花子");
      assert.equal(mail.from?.value[0]?.name, "ネオ桜店");
      assert.equal(mail.replyTo?.value[0]?.address, "appointment+1.a@marque.example");
      const { method, event: read, inside } = readBack(entry.content.toString("utf8"));
      const asked = event(method === "CANCEL" ? "appointment-cancelled" : "x", read.sequence);
      assert.deepEqual(
        [
          method,
          read.uid,
          read.startDate.toJSDate().toISOString(),
          read.endDate.toJSDate().toISOString(),
          read.summary,
          read.description,
          read.location,
        ],
        [asked.method, asked.uid, asked.startsAt, asked.endsAt, asked.summary, asked.description, asked.location],
      );
      assert.equal(String(read.organizer).toLowerCase(), "mailto:service@alder.example");
      assert.deepEqual(
        read.attendees.map((one) => String(one.getFirstValue()).toLowerCase()),
        ["mailto:hanako@example.org"],
      );
      assert.equal(inside.getFirstPropertyValue("status"), asked.method === "CANCEL" ? "CANCELLED" : "CONFIRMED");
      const raw = bytes.toString("latin1");
      assert.match(raw, new RegExp(`Content-Type: text/calendar; charset=utf-8; method=${asked.method}`, "i"));
      assert.match(raw, /multipart\/alternative/i);
    }
  });
}

test("an entry for the calendar has CRLF, no line over 75 octets, and its times in UTC", () => {
  const text = calendarText(event("x", 3), now());
  assert.ok(!/[^\r]\n/.test(text) && text.endsWith("END:VCALENDAR\r\n"));
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.match(text, /DTSTART:20261201T010000Z/);
  assert.match(text, /DTSTAMP:\d{8}T\d{6}Z/);
  assert.match(text, /SEQUENCE:3\r\n/);
});

const addresses = [
  "a@b.example\r\nBcc: c@d.example",
  "a@b.example\nBcc: c@d.example",
  "a@b.example, c@d.example",
  "a@b.example,c@d.example",
  "a@b.example;c@d.example",
  "a@b.example c@d.example",
  "<a@b.example>",
  "Name <a@b.example>",
  '"a b"@c.example',
  "a@b@c.example",
  "a\u0000@b.example",
  "a\u0085@b.example",
  "a\u2028@b.example",
  "a@b.example%0d%0aBcc:c@d.example\r",
  "a@b\t.example",
  " a@b.example",
  "group:a@b.example;",
  "a@b.example> SIZE=1",
  "a@[127.0.0.1]",
  "a@b",
  "@b.example",
  "",
];
test("an address that is more than one, or carries a line, is refused before anything is written", async () => {
  for (const toEmail of addresses) {
    assert.equal(mailAddress(toEmail), null, JSON.stringify(toEmail));
    assert.throws(() => planMails([{ ...sample(), toEmail }], now()), /address/);
    const message = {
      messageId: "<1@x.example>",
      from: { name: "A", email: "a@b.example" },
      to: { name: "B", email: toEmail },
      subject: "s",
      text: "t",
      html: "h",
      at: now(),
    };
    await assert.rejects(async () => composed(message));
  }
  for (const good of ["a@b.example", "o.hara+x@sub.b.example", "佐藤@例え.example"])
    assert.equal(mailAddress(good), good);
  const stored = ["a@b.example\r\nBcc: c@d.example", "o..hara@b.example"];
  await ground.db.as(ground.system, (tx) =>
    tx.finish(
      planStored(
        stored.map((toEmail) => ({ ...sample(), cause: toEmail, toEmail })),
        tx.at,
      ),
    ),
  );
  const rows = await ground.sql<{ status: string; refusal: string }>(
    "select status, refusal from mail where cause = any($1)",
    [stored],
  );
  const setAside = { status: "parked", refusal: "no mail can be written to this address" };
  assert.deepEqual(rows, [setAside, setAside], "what was stored under another rule is told, and never sent");
  assert.equal(senderOf("Neo <a@b.example>, <c@d.example>"), null);
  assert.deepEqual(senderOf("Neo Motors <a@b.example>"), { name: "Neo Motors", email: "a@b.example" });
});

test("whatever address passes the door is written to", async () => {
  const good = ["o'hara@example.ie", "d`arc@example.fr", "佐藤@例え.example", "a+b/c=d?e^f{g}|h~i!#$%&*-_@sub.example"];
  office.taken.length = 0;
  await ground.due(good.map((toEmail) => ({ toEmail })));
  await send({ "appointment-confirmed": async () => ({ values: sampleValues("ja"), replyTo: "o'x@marque.example" }) });
  const mails = await Promise.all(office.taken.map((bytes) => simpleParser(bytes)));
  const to = mails.map((mail) => ([mail.to].flat()[0]?.value[0]?.address ?? "").split("@"));
  assert.deepEqual(to.map(([local, domain = ""]) => `${local}@${domainToUnicode(domain)}`).sort(), good.toSorted());
});

test("names and subjects cannot add a header", async () => {
  const nasty = [
    "x\r\nBcc: evil@example.org",
    "x\nX-Evil: 1",
    "x\r\n\r\nbody",
    "x\u2028Bcc: evil@example.org",
    '"x" <evil@example.org>',
    "x, evil@example.org",
    "=?utf-8?q?x=0D=0ABcc:_evil@example.org?=",
  ];
  for (const name of nasty) {
    const bytes = await composed({
      messageId: "<1@x.example>",
      from: { name, email: "a@b.example" },
      to: { name, email: "c@d.example" },
      subject: name,
      text: "t",
      html: "h",
      at: now(),
    });
    const [head = ""] = bytes.toString("utf8").split("\r\n\r\n");
    assert.ok(!/^(bcc|x-evil|body)/im.test(head), head);
    const mail = await simpleParser(bytes);
    assert.equal(mail.bcc, undefined);
    assert.deepEqual(
      mail.from?.value.map(({ address }) => address),
      ["a@b.example"],
    );
    assert.ok(mail.to && !Array.isArray(mail.to));
    assert.deepEqual(
      mail.to.value.map(({ address }) => address),
      ["c@d.example"],
    );
  }
});

test("a marketing mail goes only to who agrees at that moment, and carries both headers of the one click on one line each", async () => {
  office.taken.length = 0;
  const values = sampleValues("en");
  const letters: Letters = {
    "appointment-confirmed": {
      isMarketing: true,
      letter: async () => ({ values, customer: "0190a000-0000-7000-8000-000000000000" }),
    },
  };
  const [refused = ""] = (await ground.due([{}])).values();
  await send(letters, false);
  const [row] = await ground.sql<{ status: string; because: string }>(
    "select status, because from mail where id = $1",
    [refused],
  );
  assert.deepEqual([row?.status, row?.because, office.taken.length], ["dropped", "no-consent", 0]);
  await ground.due([{}]);
  await send(letters, true);
  const [head = ""] = (office.taken[0]?.toString("latin1") ?? "").split("\r\n\r\n");
  assert.match(head, /^List-Unsubscribe: <https:\/\/marque\.example\/mail\/unsubscribe\/[\w.-]+>\r$/m);
  assert.match(head, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m);
});
