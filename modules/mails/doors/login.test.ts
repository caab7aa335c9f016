import assert from "node:assert/strict";
import test, { after } from "node:test";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { openMailGround, tenant } from "#apps/testing/mail-ground.ts";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { selfSigned } from "#apps/testing/self-signed.ts";
import { smtp, smtpPlaceOf } from "#platform/mail/transport.ts";
import type { Letters } from "../index.ts";
import { MailSender } from "../sender.ts";

const ground = await openMailGround();
const certificate = selfSigned();
const asIs = getCACertificates("default");
setDefaultCACertificates([...asIs, certificate.cert]);
let [isEncrypted, logins] = [false, 0];
const office: PostOffice = await openPostOffice({
  ...certificate,
  authOptional: false,
  disabledCommands: [],
  onAuth: ({ username, password }, { secure }, done) => {
    [isEncrypted, logins] = [secure, logins + 1];
    if (username === "marque" && password === "right") return done(null, { user: username });
    done(Object.assign(new Error(`the password is wrong: ${password}`), { responseCode: 535 }));
  },
});
after(async () => {
  await office.close();
  await ground.close();
});

const values = {
  customer: { name: "花子" },
  dealer: { name: "Alder" },
  appointment: { when: "10:00", day: "d", time: "10:00" },
};
const letters: Letters = { "appointment-confirmed": async () => ({ values }) };
/** A sender with a password; what it says is kept, and its clock stands until it is turned. */
function senderWith(password: string): { sender: MailSender; said: string[]; turn: (ms: number) => void } {
  const place = smtpPlaceOf(`smtp://marque:${password}@127.0.0.1:${office.port}`);
  assert.ok(place);
  let ms = 0;
  const said: string[] = [];
  const from = { name: "Alder", email: "a@alder.example" };
  const desk = {
    letters,
    writer: ground.writer,
    agreesToMarketing: async () => false,
    from,
    secret: "s",
    publicUrl: "http://x",
    keepsSecrets: true,
  };
  const parts = { config: ground.config, tenants: async () => [tenant], desk, transport: smtp(place, () => ms) };
  const sender = new MailSender({ ...parts, say: (line) => said.push(line) });
  return {
    sender,
    said,
    turn: (by) => {
      ms += by;
    },
  };
}
type State = { status: string; tries: number; count: number };
const statesOf = (ids: readonly string[]): Promise<State[]> =>
  ground.sql<State>(
    "select distinct status, refusal_count as tries, hand_over_count as count from mail where id = any($1)",
    [ids],
  );
const waits = [{ status: "due", tries: 0, count: 0 }];
const ids = [...(await ground.due(Array.from({ length: 10 }, () => ({})))).values()];

test("while the server refuses the login mails wait untouched, the log says why once, and it is asked less and less often", async () => {
  const { sender, said, turn } = senderWith("seven-wet-otters");
  const asked: number[] = [];
  for (let minute = 0; minute <= 40; minute++) {
    const before = logins;
    await sender.sendDue();
    if (logins > before) asked.push(minute);
    turn(60_000);
  }
  await sender.stop();
  assert.deepEqual(asked, [0, 1, 3, 7, 15, 30], "after 1, 2, 4, 8, 15 minutes");
  assert.equal(said.length, 1);
  assert.match(String(said[0]), /mails wait: it refuses the login: .*535.*the password is wrong/);
  assert.doesNotMatch(said.join(), /seven-wet-otters|wrong@|marque:/);
  assert.deepEqual(await statesOf(ids), waits);
  assert.equal(office.taken.length, 0);
});

test("no password is given to a server whose certificate nobody vouches for, and mails wait", async () => {
  setDefaultCACertificates([...asIs]);
  logins = 0;
  const { sender, said } = senderWith("right");
  await sender.sendDue();
  await sender.stop();
  setDefaultCACertificates([...asIs, certificate.cert]);
  assert.equal(logins, 0);
  assert.match(said.join(), /self-signed certificate/);
  assert.deepEqual(await statesOf(ids), waits);
});

test("with the right password everything that waited is delivered once, over an encrypted connection", async () => {
  const { sender, said } = senderWith("right");
  await sender.sendDue();
  await sender.stop();
  assert.deepEqual(said, []);
  assert.deepEqual(await statesOf(ids), [{ status: "sent", tries: 0, count: 1 }]);
  assert.equal(isEncrypted, true);
  assert.equal(new Set(office.messageIds()).size, 10);
  assert.equal(office.taken.length, 10);
});
