import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import test, { after } from "node:test";
import "#platform/testing/pinned-clock.ts";
import { setTimeout as pause } from "node:timers/promises";
import { newId } from "#platform/clocks/chance.ts";
import { WorkRoom } from "#platform/workers/index.ts";
import { type HeardMail, openInbound } from "./inbound.ts";
import type { DoorLimits } from "./mail-door.ts";
import { replyAddress } from "./reply-address.ts";

const home = { domain: "marque.example", secret: "a secret of the tests, long enough" };
const to = replyAddress(home, { kind: "appointment", id: newId() }, { tenant: "home", email: "a@b.example" });
const standIn = new URL("../workers/stand-in.worker.ts", import.meta.url);
const room = new WorkRoom();
after(() => room.close());

/** One who speaks SMTP by hand, from an address of this machine's own network. */
class Client {
  readonly socket: Socket;
  said = "";
  isGone = false;
  constructor(port: number, from = "127.0.0.1") {
    this.socket = connect({ port, host: "127.0.0.1", localAddress: from });
    this.socket.on("data", (bytes) => {
      this.said += bytes.toString("latin1");
    });
    this.socket.on("error", () => undefined);
    this.socket.on("close", () => {
      this.isGone = true;
    });
  }
  /** Says a line and waits for an answer that begins with `code`; fails when cut off before. */
  async hear(code: number, line?: string): Promise<void> {
    if (line !== undefined) {
      this.said = "";
      this.socket.write(`${line}\r\n`);
    }
    await until(`${code} after ${line}`, () => new RegExp(`^${code} `, "m").test(this.said) || this.isGone);
    assert.match(this.said, new RegExp(`^${code} `, "m"));
  }
  async sends(text: string): Promise<void> {
    await this.hear(220);
    await this.hear(250, "EHLO x");
    await this.hear(250, "MAIL FROM:<a@b.example>");
    await this.hear(250, `RCPT TO:<${to}>`);
    await this.hear(354, "DATA");
    await this.hear(250, `${text}\r\n.`);
  }
}
async function until(what: string, isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 3000; turn++) {
    if (isSo()) return;
    await pause(10);
  }
  assert.fail(`waited in vain: ${what}`);
}

type Inside = { come: (from?: string) => Client; heard: HeardMail[] };
async function withDoor(
  limits: Partial<DoorLimits>,
  story: (inside: Inside) => Promise<void>,
  more: { room?: WorkRoom; hear?: () => Promise<void> } = {},
): Promise<void> {
  const heard: HeardMail[] = [];
  const hear = async (mail: HeardMail): Promise<void> => {
    heard.push(mail);
    await more.hear?.();
  };
  const door = await openInbound({ ...home, port: 0, host: "127.0.0.1", hear, room: more.room ?? room, limits });
  const clients: Client[] = [];
  const come = (from?: string): Client => {
    const client = new Client(door.port, from);
    clients.push(client);
    return client;
  };
  try {
    await story({ come, heard });
  } finally {
    for (const { socket } of clients) socket.destroy();
    await door.close();
  }
}
const mail = "From: <a@b.example>\r\nSubject: Yes\r\n\r\nyes";

test("a house full of idle guests has a place for whoever brings a mail", () =>
  withDoor({ sessions: 6, sessionsOfOne: 3 }, async ({ come, heard }) => {
    const idle = [1, 2, 3].flatMap((n) => [come(`127.0.0.${n}`), come(`127.0.0.${n}`)]);
    for (const one of idle) await one.hear(220);
    await come("127.0.0.9").sends(mail);
    assert.equal(heard.length, 1);
    await until("the first of them is sent away", () => idle.some(({ isGone }) => isGone));
    assert.deepEqual(
      idle.map(({ isGone }) => isGone),
      [true, false, false, false, false, false],
    );
    assert.match(idle[0]?.said ?? "", /^421 /m);
  }));

test("one address has its own few places and takes nobody else's", () =>
  withDoor({ sessions: 6, sessionsOfOne: 2 }, async ({ come }) => {
    const other = come("127.0.0.2");
    await other.hear(220);
    const greedy: Client[] = [];
    for (let n = 0; n < 8; n++) {
      const one = come("127.0.0.1");
      greedy.push(one);
      await one.hear(220);
    }
    await until("six are sent away", () => greedy.filter(({ isGone }) => isGone).length === 6);
    await other.hear(250, "NOOP");
  }));

test("who says NOOP again and again is sent away like anybody who is idle", () =>
  withDoor({ idleMs: 2000, lines: 100_000 }, async ({ come }) => {
    const one = come();
    await one.hear(220);
    await until("NOOP does not help", () => {
      one.socket.write("NOOP\r\n");
      return one.isGone;
    });
    assert.match(one.said, /^250 .*^421 nothing came/ms);
  }));

test("who only begins mails is sent away", () =>
  withDoor({ mails: 3 }, async ({ come }) => {
    const another = come();
    await another.hear(220);
    await another.hear(250, "EHLO x");
    for (let n = 0; n < 3; n++) {
      await another.hear(250, "MAIL FROM:<a@b.example>");
      await another.hear(250, "RSET");
    }
    await another.hear(421, "MAIL FROM:<a@b.example>");
    assert.match(another.said, /^421 enough for one visit/m);
    await until("it is cut off", () => another.isGone);
  }));

test("a session ends when it has lasted too long, whatever drips in, but never before its mail is answered", async () => {
  let isAnswered = (): void => undefined;
  const answer = new Promise<void>((resolve) => {
    isAnswered = resolve;
  });
  await withDoor(
    { sessionMs: 4000 },
    async ({ come, heard }) => {
      const [slow, served] = [come(), come()];
      await slow.hear(220);
      await slow.hear(250, "EHLO x");
      await slow.hear(250, "MAIL FROM:<a@b.example>");
      await slow.hear(250, `RCPT TO:<${to}>`);
      await slow.hear(354, "DATA");
      const sent = served.sends(mail);
      await until("dripping ends", () => {
        slow.socket.write("x");
        return slow.isGone;
      });
      await until("the other mail is here", () => heard.length === 1);
      assert.equal(served.isGone, false);
      isAnswered();
      await sent;
      await until("and then it ends too", () => served.isGone);
    },
    { hear: () => answer },
  );
});

test("too many lines and too many recipients who are none end a session", () =>
  withDoor({ lines: 20, errors: 3 }, async ({ come }) => {
    const talker = come();
    await talker.hear(220);
    talker.socket.write("RSET\r\n".repeat(200));
    await until("the talker is sent away", () => talker.isGone);
    assert.match(talker.said, /^421 too much talk/m);
    const guesser = come();
    await guesser.hear(220);
    await guesser.hear(250, "EHLO x");
    await guesser.hear(250, "MAIL FROM:<a@b.example>");
    for (let n = 0; n < 3; n++) await guesser.hear(550, `RCPT TO:<appointment+${n}@marque.example>`);
    await guesser.hear(421, "RCPT TO:<appointment+x@marque.example>");
    assert.match(guesser.said, /^421 too many who are not here/m);
  }));

test("a mail that takes for ever to read is refused, and the door goes on meanwhile", async () => {
  const busy = new WorkRoom({ standIns: { "read-mail": standIn }, mostMs: 500 });
  await withDoor(
    {},
    async ({ come }) => {
      const one = come();
      await one.hear(220);
      await one.hear(250, "EHLO x");
      await one.hear(250, "MAIL FROM:<a@b.example>");
      await one.hear(250, `RCPT TO:<${to}>`);
      await one.hear(354, "DATA");
      const refused = one.hear(554, "From: <a@b.example>\r\nSubject: loop\r\n\r\nloop\r\n.");
      let answers = 0;
      while (!/^554 /m.test(one.said)) {
        await come().hear(220);
        answers += 1;
      }
      await refused;
      assert.ok(answers > 0, "others were greeted while it was read");
    },
    { room: busy },
  );
  await busy.close();
});

test("what a bounce quotes of our own addresses is not kept, nor is a mail in their name heard as anybody's", () =>
  withDoor({}, async ({ come, heard }) => {
    await come().sends(
      `From: <${to}>\r\nMessage-ID: <1.${to}>\r\nSubject: Undelivered: ${to} and appointment+x\r\n\r\nyes`,
    );
    const [one] = heard;
    assert.ok(one);
    assert.equal(one.from, "");
    assert.equal(one.subject, "Undelivered: …@marque.example and appointment+x");
    assert.ok(!one.messageId.includes(to.slice(12, 30)), one.messageId);
  }));
