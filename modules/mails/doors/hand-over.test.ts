import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { buffer } from "node:stream/consumers";
import test, { after } from "node:test";
import type { SMTPServerOptions } from "smtp-server";
import { openMailGround, sample, tenant } from "#apps/testing/mail-ground.ts";
import { openPostOffice } from "#apps/testing/post-office.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now, plusMs, setTravelled, travelled } from "#platform/clocks/clock.ts";
import { smtp, smtpPlaceOf } from "#platform/mail/transport.ts";
import { MailWriter } from "#platform/mail/writer.ts";
import { makeByProgram } from "#platform/moves/by-program.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { WorkRoom } from "#platform/workers/index.ts";
import { dropPlanned, type Letters, mailTemplate, planMails } from "../index.ts";
import { mailDesk } from "../mail.desk.ts";
import { MailSender } from "../sender.ts";
import { endless } from "./compile.stand-in.worker.ts";

const ground = await openMailGround();
after(() => ground.close());

const values = {
  customer: { name: "花子" },
  dealer: { name: "Alder", street: "1" },
  appointment: { when: "10:00", day: "d", time: "10:00" },
};
const plain: Letters = { "appointment-confirmed": async () => ({ values }) };

/** Sends what is due to the server at `url`, once, and gives nothing back but what the rows say. */
async function sendTo(url: string, letters: Letters = plain, writer = ground.writer): Promise<void> {
  const place = smtpPlaceOf(url);
  assert.ok(place);
  const desk = {
    letters,
    writer,
    agreesToMarketing: async () => false,
    from: { name: "Alder", email: "a@alder.example" },
    secret: "s",
    publicUrl: "http://x",
    keepsSecrets: true,
  };
  const sender = new MailSender({
    config: ground.config,
    tenants: async () => [tenant],
    desk,
    transport: smtp(place),
    say: () => undefined,
  });
  await sender.sendDue();
  await sender.stop();
}
type State = {
  status: string;
  refusal: string | null;
  tries: number;
  again: string | null;
  because: string | null;
  count: number;
};
async function stateOf(id: string | undefined): Promise<State> {
  const [row] = await ground.sql<State>(
    "select status, refusal, refusal_count as tries, next_try_at as again, because, hand_over_count as count from mail where id = $1",
    [id],
  );
  assert.ok(row);
  return row;
}
async function one(more = {}): Promise<string> {
  const [id] = (await ground.due([more])).values();
  return id ?? "";
}
const refusing = (code: number, text: string): SMTPServerOptions => ({
  onRcptTo: (_address, _session, done) => done(Object.assign(new Error(text), { responseCode: code })),
});
const travelTo = (at: string): void => setTravelled(travelled() + Date.parse(at) - Date.parse(now()));

test("a mail that the server refuses for now waits 1, 5 and 30 minutes, 2 and 6 hours, and is then set aside with the answer", async () => {
  const office = await openPostOffice(refusing(451, "mailbox is busy"));
  const id = await one();
  const waited: number[] = [];
  for (;;) {
    const at = now();
    await sendTo(office.url);
    const state = await stateOf(id);
    assert.match(String(state.refusal), /451.*mailbox is busy/);
    if (state.status === "parked") break;
    assert.equal(state.status, "due");
    const again = new Date(String(state.again)).toISOString();
    waited.push(Math.round((Date.parse(again) - Date.parse(at)) / 60_000));
    await sendTo(office.url);
    assert.equal((await stateOf(id)).tries, waited.length, "not before its time");
    travelTo(plusMs(again, 10));
  }
  assert.deepEqual(waited, [1, 5, 30, 120, 360]);
  setTravelled(0);
  await office.close();
});

test("a mail whose recipient the server refuses for good is set aside at once, and those behind it go on", async () => {
  const office = await openPostOffice({
    onRcptTo: ({ address }, _session, done) =>
      done(address.startsWith("gone") ? Object.assign(new Error("no such user"), { responseCode: 550 }) : null),
  });
  const [bad, good] = [await one({ toEmail: "gone@example.org" }), await one()];
  await sendTo(office.url);
  const state = await stateOf(bad);
  assert.equal(state.status, "parked");
  assert.match(String(state.refusal), /550.*no such user/);
  assert.equal((await stateOf(good)).status, "sent");
  assert.equal(office.taken.length, 1);
  await office.close();
});

/** What a mail to its customer alone holds: who has one of these acts as the customer. */
const reply = `appointment+${"0123456789abcdefghijklmnop"}.${"qrstuv0123456789abcdefgh"}@alder.example`;
const link = `http://x/appointments/c/home.${newId()}.0.${"Ab3_-9xYz0Qw1Er2Ty3Ui4Op5As6Df7G"}`;
const withLink: Letters = {
  "appointment-confirmed": async () => ({
    values: { ...values, appointment: { ...values.appointment, link } },
    replyTo: reply,
    secrets: [reply, link],
  }),
};
test("a server that quotes our mail in its answer tells nobody what only the customer may know", async () => {
  const quote = (bytes: Buffer): string => {
    const text = bytes.toString("latin1");
    const whole = [
      text.match(/^Reply-To: .*/m)?.[0],
      link,
      reply.toUpperCase(),
      `${reply.slice(0, 30)}\r\n ${reply.slice(30)}`,
    ];
    return `your message was ${whole.join(" ")} ${Buffer.from(`xx${reply}`).toString("base64")}`;
  };
  const answers: readonly (readonly [number, string])[] = [
    [554, "parked"],
    [451, "due"],
    [250, "sent"],
  ];
  for (const [responseCode, status] of answers) {
    const office = await openPostOffice({
      onData: (stream, _session, done) => {
        buffer(stream).then((bytes) => {
          if (responseCode === 250) (done as (error: null, text: string) => void)(null, quote(bytes));
          else done(Object.assign(new Error(quote(bytes)), { responseCode }));
        }, done);
      },
    });
    const id = await one();
    await sendTo(office.url, withLink);
    const state = await stateOf(id);
    assert.equal(state.status, status);
    assert.match(String(state.refusal), new RegExp(`^${responseCode} .*your message was .*…`));
    for (const secret of [reply.slice(12, 60), link.slice(-32)])
      for (let at = 0; at + 8 <= secret.length; at++) {
        const part = secret.slice(at, at + 8).toLowerCase();
        assert.ok(!String(state.refusal).toLowerCase().includes(part), String(state.refusal));
      }
    assert.ok(!/YXBwb2ludG1lbnQr\S{20}/.test(String(state.refusal)), String(state.refusal));
    await office.close();
  }
  await ground.sql("update mail set status = 'dropped' where status = 'due'");
});

test("a template that held and now takes for ever is set aside: its mails leave by the first one and say why", async () => {
  const office = await openPostOffice();
  const said: string[] = [];
  const standIn = new URL("./compile.stand-in.worker.ts", import.meta.url);
  const room = new WorkRoom({ standIns: { "compile-template": standIn }, mostMs: 3000 });
  const source = { number: 1, subject: "x", body: `<mjml><mj-body><!-- ${endless} --></mj-body></mjml>` };
  const row = { id: newId(), kind: "appointment-confirmed", audience: "customer", language: "en", ...source };
  const record = mailTemplate as unknown as AnyRecord;
  await ground.db.as(ground.system, (tx) =>
    tx.finish(insertStatement(record, [begin(record, row, tx.at, "UTC")], { move: "create", by: null })),
  );
  const ids = [await one({ language: "en" }), await one({ language: "en" }), await one({ language: "en" })];
  await sendTo(office.url, plain, new MailWriter(room, (line) => said.push(line)));
  for (const [nth, id] of ids.entries()) {
    const { status, because } = await stateOf(id);
    assert.equal(status, "sent");
    assert.match(
      String(because),
      nth === 0 ? /version 1, it takes too long/ : /version 1, set aside: it takes too long/,
    );
  }
  assert.equal(said.length, 1, "whoever runs Marque is told once");
  assert.match(said[0] ?? "", /appointment-confirmed.* is set aside for ten minutes: it takes too long/);
  await room.close();
  await office.close();
});

/** A server that takes the whole message and breaks off before it says what became of it. */
async function openSilent(answer: string): Promise<{ url: string; taken: () => number; close: () => Promise<void> }> {
  let taken = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let text = "";
    let isMessage = false;
    socket.on("error", () => undefined);
    socket.write("220 here\r\n");
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      if (isMessage && text.endsWith("\r\n.\r\n")) {
        taken += 1;
        if (answer) socket.write(answer);
        return socket.end();
      }
      if (isMessage || !text.endsWith("\r\n")) return;
      for (const line of text.trim().split("\r\n")) {
        isMessage = /^DATA/i.test(line);
        socket.write(isMessage ? "354 go\r\n" : "250 ok\r\n");
      }
      text = "";
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, taken: () => taken, close };
}

for (const [answer, what] of [
  ["", "without a word"],
  ["421 going down\r\n", "saying that it goes down"],
] as const) {
  test(`a mail after which the server breaks off ${what} may have been sent, and never goes again by itself`, async () => {
    const silent = await openSilent(answer);
    const id = await one();
    await sendTo(silent.url);
    assert.equal((await stateOf(id)).status, "maybe-sent");
    assert.equal(silent.taken(), 1);
    const office = await openPostOffice();
    travelTo(plusMs(now(), 30 * 86_400_000));
    await sendTo(office.url);
    assert.equal((await stateOf(id)).status, "maybe-sent");
    assert.equal(office.taken.length, 0);
    await ground.db.as(ground.system, (tx) => makeByProgram(tx, mailDesk, id, "send-again"));
    await sendTo(office.url);
    const state = await stateOf(id);
    assert.deepEqual([state.status, state.count, office.taken.length], ["sent", 2, 1]);
    assert.deepEqual(office.messageIds(), [`<${id}@alder.example>`]);
    setTravelled(0);
    await silent.close();
    await office.close();
  });
}

test("while no mail server answers, mails wait untouched", async () => {
  const office = await openPostOffice();
  await office.close();
  const id = await one();
  await sendTo(office.url);
  const state = await stateOf(id);
  assert.deepEqual([state.status, state.count, state.tries], ["due", 0, 0]);
  const open = await openPostOffice();
  await sendTo(open.url);
  assert.equal((await stateOf(id)).status, "sent");
  await open.close();
});

test("who sends next may begin as soon as its forerunner has stopped", async () => {
  const office = await openPostOffice();
  const held = `select count(*) as held from pg_locks
    where locktype = 'advisory' and objid = 4601
      and database = (select oid from pg_database where datname = current_database())`;
  for (let turn = 1; turn <= 5; turn += 1) {
    await one();
    await sendTo(office.url);
    assert.deepEqual(await ground.sql(held), [{ held: 0 }]);
    assert.equal(office.taken.length, turn);
  }
  await office.close();
});

test("what a sender that died left under way may have been sent", async () => {
  const id = await one();
  await ground.sql("update mail set status = 'sending', hand_over_count = 1, message_id = '<x@y>' where id = $1", [id]);
  const office = await openPostOffice();
  await sendTo(office.url);
  assert.equal((await stateOf(id)).status, "maybe-sent");
  assert.equal(office.taken.length, 0);
  await office.close();
});

test("a letter that cannot be written is set aside, one that is not wanted any more is dropped, and the others go on", async () => {
  const office = await openPostOffice();
  const letters: Letters = {
    ...plain,
    broken: async () => {
      throw new Error("the letter breaks");
    },
    badly: async (tx) => {
      await tx.query({ text: "select 1 / 0", values: [] });
      return { values };
    },
    moved: async () => ({ drop: "moved" }),
  };
  const at = now();
  const [broken, badly, moved, late, strange, good] = [
    await one({ kind: "broken" }),
    await one({ kind: "badly" }),
    await one({ kind: "moved" }),
    await one({ uselessFrom: at }),
    await one({ kind: "nobody-knows" }),
    await one(),
  ];
  await sendTo(office.url, letters);
  const states = await Promise.all([broken, badly, moved, late, strange, good].map(stateOf));
  assert.deepEqual(
    states.map(({ status }) => status),
    ["parked", "parked", "dropped", "dropped", "parked", "sent"],
  );
  assert.match(String(states[0]?.refusal), /the letter breaks/);
  assert.equal(states[1]?.refusal, "it cannot be kept", "what the database says is not for people");
  assert.deepEqual([states[2]?.because, states[3]?.because], ["moved", "too-late"]);
  await office.close();
});

type Note = { because: string | null; subject: string | null };
const noteOf = async (id: string): Promise<Note | undefined> =>
  (await ground.sql<Note>("select because, subject from mail where id = $1", [id]))[0];
/** Headquarters' version as an older rule let it in. */
const letIn = (number: number, body: string): Promise<unknown> =>
  ground.sql(
    `insert into mail_template (id, version, created_at, kind, audience, language, number, subject, body)
     values ($1, 1, $4, 'appointment-confirmed', 'dealer', 'ja', $2, 'Ours', $3)`,
    [newId(), number, body, now()],
  );

test("a mail that headquarters' template cannot write goes out by the one Marque brings, with a note of it", async () => {
  const office = await openPostOffice();
  const page = (inside: string): string => `<mjml><mj-body><mj-raw>${inside}</mj-raw></mj-body></mjml>`;
  const bodies = [
    "<p>{% if %}</p>",
    "{% for i in (1..9999) %}<p>01234567890123456789012345678901234567890123456789</p>{% endfor %}",
  ];
  for (const [nth, body] of bodies.entries()) {
    await letIn(nth + 1, page(body));
    const id = await one({ audience: "dealer" });
    await sendTo(office.url);
    assert.equal((await stateOf(id)).status, "sent");
    const note = await noteOf(id);
    assert.match(String(note?.because), new RegExp(`^first template used: version ${nth + 1}, .`));
    assert.notEqual(note?.subject, "Ours");
  }
  await letIn(3, page(`<p>{{ "a%00b" | url_decode }} {{ customer.name }}</p>`));
  const sound = await one({ audience: "dealer" });
  await sendTo(office.url);
  assert.deepEqual([(await stateOf(sound)).status, await noteOf(sound)], ["sent", { because: null, subject: "Ours" }]);
  await office.close();
});

test("one cause is planned once, and what was planned about a record can be dropped until it is taken", async () => {
  const planned = sample();
  for (let i = 0; i < 3; i++)
    await ground.db.as(ground.system, (tx) =>
      tx.finish(planMails([planned, { ...sample(), aboutId: planned.aboutId }], tx.at)),
    );
  const count = async () =>
    (await ground.sql<{ n: number }>("select count(*)::integer as n from mail where cause = $1", [planned.cause]))[0]
      ?.n;
  assert.equal(await count(), 1);
  const about = { record: "appointment", id: planned.aboutId };
  assert.equal(await ground.db.as(ground.system, (tx) => dropPlanned(tx, about, "cancelled")), 4);
  assert.equal(await ground.db.as(ground.system, (tx) => dropPlanned(tx, about, "cancelled")), 0);
  const told = await ground.sql<{ move: string }>(
    "select distinct h.move from mail_history h join mail m on m.id = h.record_id where m.cause = $1 order by 1",
    [planned.cause],
  );
  assert.deepEqual(
    told.map(({ move }) => move),
    ["create", "drop"],
  );
});
