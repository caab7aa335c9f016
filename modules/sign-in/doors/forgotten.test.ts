import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { simpleParser } from "mailparser";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { accountByEmail, openDoor, resetWishes, setActive, setPassword } from "#platform/accounts/index.ts";
import { eventually } from "#platform/testing/eventually.ts";

let house: TestHouse;
let office: PostOffice;
before(async () => {
  office = await openPostOffice();
  const MARQUE_URL = "https://marque.neo.example";
  house = await openTestHouse(undefined, { SMTP_URL: office.url, MAIL_FROM: "Neo <neo@neo.example>", MARQUE_URL });
});
after(async () => {
  await house.close();
  await office.close();
});

const [old, fresh] = ["four quiet herons over Lake Biwa", "nine loud cranes under Mount Aso"];
const door = () => openDoor(house.database.pool);
let place = 0;
/** Somebody at a place of their own, so that one test does not use up the tries of another. */
const somewhere = (): Voice => {
  place += 1;
  return house.stranger({ "x-forwarded-for": `198.51.100.${place}` });
};
/** An advisor of SAKURA with the old password. */
async function hired(email: string, role: "advisor" | "hq" = "advisor"): Promise<Voice> {
  await house.hire(email, role, role === "hq" ? {} : { dealer: "SAKURA" });
  const account = await accountByEmail(door(), email);
  assert.ok(account);
  assert.equal(await setPassword(door(), account, old), null);
  return house.as(email);
}
const forgotten = (voice: Voice, email: string) => voice.post("/session/forgotten", { email });
const reset = (voice: Voice, token: string, password = fresh) => voice.post("/session/reset", { token, password });
const signsIn = async (email: string, password: string): Promise<number> =>
  (await somewhere().post("/sign-in", { email, password })).status;
const mailsTo = async (email: string) => {
  const mails = await Promise.all(office.taken.map((bytes) => simpleParser(bytes)));
  return mails.filter(({ to }) => to && !Array.isArray(to) && to.value.some(({ address }) => address === email));
};
/** The nth mail to somebody, as a mail program reads it. */
const mailTo = (email: string, nth = 1) =>
  eventually(`mail ${nth} to ${email}`, async () => (await mailsTo(email))[nth - 1]);
const tokenIn = (text = ""): string => /reset-password#([\w-]{43})/.exec(text)?.[1] ?? "";
/** Waits until every wish was read, and lets the clock release what became of them at once. */
async function released(): Promise<void> {
  await eventually("every wish is read", async () => (await resetWishes(door())).length === 0);
  await house.travel("PT1S");
}
/** Asks for a link and reads its token in the mail. */
async function linkFor(email: string, nth = 1): Promise<string> {
  assert.equal((await forgotten(somewhere(), email)).status, 202);
  await released();
  return tokenIn((await mailTo(email, nth)).text);
}

test("who asks is told the same whether the account exists, is disabled or was never there, and only one gets a mail", async () => {
  await hired("mika@sakura.test");
  await hired("gone@sakura.test");
  const gone = await accountByEmail(door(), "gone@sakura.test");
  await setActive(door(), gone?.id ?? "", false);
  const emails = ["mika@sakura.test", "gone@sakura.test", "nobody@sakura.test", "x@y", " Mika@Sakura.Test "];
  const answers = [];
  for (const email of emails) answers.push(await forgotten(somewhere(), email));
  const told = answers.map(({ status, text, headers }) => [status, text, [...headers.keys()].sort().join()]);
  for (const one of told) assert.deepEqual(one, told[0]);
  assert.deepEqual(told[0]?.slice(0, 2), [202, '{"byMail":true}']);
  await released();
  await mailTo("mika@sakura.test", 2);
  const rows = await house.sql<{ to_email: string }>("select to_email from mail where kind = 'password-reset'");
  assert.deepEqual([...new Set(rows.map((row) => row.to_email))], ["mika@sakura.test"]);
});

test("the mail is in the person's language and its link leads to this Marque behind a #", async () => {
  await hired("hana@sakura.test");
  await house.sql("update staff set language = 'ja', name = '花子' where email = 'hana@sakura.test'");
  const token = await linkFor("hana@sakura.test");
  const mail = await mailTo("hana@sakura.test");
  assert.equal(mail.subject, "Marque パスワード再設定のご案内");
  assert.equal(mail.from?.value[0]?.address, "neo@neo.example");
  assert.ok(mail.text?.includes("花子 様"), mail.text);
  assert.ok(
    typeof mail.html === "string" && mail.html.includes(`href="https://marque.neo.example/reset-password#${token}"`),
    "its button",
  );
  assert.doesNotMatch(mail.html || "", /<img|\{\{/);
  assert.equal(mail.attachments.length, 0);
});

test("a link sets the password once, ends sessions and tokens everywhere, and tells nothing afterwards", async () => {
  const mine = await hired("once@sakura.test");
  const token = await linkFor("once@sakura.test");
  const voice = somewhere();
  for (const [password, reason] of [
    ["short", "password-too-short"],
    ["once@sakura.test sakura", "password-easily-guessed"],
  ] as const) {
    const { status, body } = await reset(voice, token, password);
    assert.deepEqual([status, body.reason, body.field], [422, reason, "password"]);
  }
  assert.equal((await mine.get("/me")).status, 200, "a refused password ends nothing");
  assert.equal((await reset(voice, token)).status, 204);
  assert.equal((await mine.get("/me")).status, 401);
  assert.deepEqual([await signsIn("once@sakura.test", old), await signsIn("once@sakura.test", fresh)], [401, 200]);
  const older = await linkFor("once@sakura.test", 2);
  await linkFor("once@sakura.test", 3);
  const said = [];
  for (const one of [token, older, "x".repeat(43), "nonsense", ""]) said.push(await reset(voice, one));
  for (const { status, body } of said) {
    assert.deepEqual(
      { ...body, status, traceId: "" },
      { ...said[0]?.body, status: 422, reason: "link-used-or-old", traceId: "" },
    );
  }
});

test("of twenty equal requests one sets the password", async () => {
  await hired("race@sakura.test");
  const token = await linkFor("race@sakura.test");
  const voice = somewhere();
  const answers = await Promise.all(Array.from({ length: 20 }, () => reset(voice, token)));
  assert.equal(answers.filter(({ status }) => status === 204).length, 1);
  assert.equal(answers.filter(({ body }) => body?.reason === "link-used-or-old").length, 19);
});

test("the link stands in no row of the database and in nothing a colleague can open", async () => {
  const mate = await hired("mate@sakura.test");
  const hq = await hired("boss@sakura.test", "hq");
  await hired("secret@sakura.test");
  const token = await linkFor("secret@sakura.test");
  const mailOf = () =>
    house.sql<{ id: string; status: string; subject: null; text: null; html: null; refusal: string }>(
      "select id, status, subject, text, html, refusal from mail where to_email = 'secret@sakura.test'",
    );
  await eventually("the mail is marked", async () => (await mailOf())[0]?.status === "sent");
  const [{ id = "", ...mail } = {}] = await mailOf();
  assert.deepEqual(mail, { status: "sent", subject: null, text: null, html: null, refusal: "250" });
  const tables = await house.sql<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('marque', 't_neo_jp')",
  );
  assert.ok(tables.length > 20);
  for (const { name } of tables) {
    const rows = await house.sql(`select 1 from ${name} r where r::text like $1`, [`%${token}%`]);
    assert.equal(rows.length, 0, name);
  }
  assert.equal((await mate.get(`/mails/${id}`)).status, 404, "no colleague of the dealer sees that there was one");
  assert.doesNotMatch((await mate.get("/mails?limit=200")).text, /secret@sakura/);
  const seen = await hq.get(`/mails/${id}`);
  assert.equal(seen.status, 200);
  for (const path of [`/mails/${id}`, `/mails/${id}/history`, "/mails?limit=200", `/mails/${id}/page`])
    assert.doesNotMatch((await hq.get(path)).text, new RegExp(`${token}|reset-password#`), path);
  assert.equal((await hq.get(`/mails/${id}/page`)).status, 404);
});

test("headquarters cannot write a template that would carry the link elsewhere", async () => {
  const hq = await hired("writer@sakura.test", "hq");
  const body = "<mjml><mj-body><mj-section><mj-column><mj-text>x</mj-text></mj-column></mj-section></mj-body></mjml>";
  for (const audience of ["staff", "customer"]) {
    const said = { kind: "password-reset", audience, language: "en", subject: "x", body };
    assert.equal((await hq.post("/mail-templates", said)).status, 422, audience);
  }
});

test("the sixth wish within an hour waits, for a known address and an unknown one alike", async () => {
  await hired("often@sakura.test");
  for (const email of ["often@sakura.test", "never@sakura.test"]) {
    const statuses = [];
    for (let n = 0; n < 6; n++) statuses.push((await forgotten(somewhere(), email)).status);
    assert.deepEqual(statuses, [202, 202, 202, 202, 202, 429], email);
  }
});

test("one place asks for twenty addresses an hour and tries thirty links", async () => {
  const voice = somewhere();
  const asked = [];
  for (let n = 0; n < 21; n++) asked.push((await forgotten(voice, `p${n}@sakura.test`)).status);
  assert.deepEqual([asked[19], asked[20]], [202, 429]);
  const tried = [];
  for (let n = 0; n < 31; n++) tried.push(await reset(voice, "x".repeat(43)));
  assert.deepEqual([tried[29]?.status, tried[30]?.status], [422, 429]);
  assert.ok(Number(tried[30]?.headers.get("retry-after")) > 3000);
});

test("neither an address nor a name adds a header to the mail", async () => {
  const voice = somewhere();
  for (const email of ["a@b.test\r\nBcc: evil@x.test", "a@b.test\u2028Bcc: evil@x.test", "a@b.test\u0000"])
    assert.equal((await forgotten(voice, email)).status, 422, JSON.stringify(email));
  await hired("trap@sakura.test");
  await house.sql("update staff set name = $1 where email = 'trap@sakura.test'", [
    'Eve\r\nBcc: evil@x.test\r\n\r\n<b>hi</b> "x" <evil@x.test>',
  ]);
  await linkFor("trap@sakura.test");
  const mail = await mailTo("trap@sakura.test");
  assert.equal(mail.headers.has("bcc"), false);
  assert.deepEqual(mail.to && !Array.isArray(mail.to) && mail.to.value.map(({ address }) => address), [
    "trap@sakura.test",
  ]);
  assert.doesNotMatch(mail.html || "", /<b>hi/);
});

test("who is signed in sees where, ends a place, and changes the password with the one that holds", async () => {
  await hired("desk@sakura.test");
  const entered = await somewhere().post("/sign-in", { email: "desk@sakura.test", password: old });
  const cookie = entered.headers.get("set-cookie")?.split(";")[0] ?? "";
  const mine = house.stranger({ cookie, "x-forwarded-for": "198.51.100.250" });
  const phone = await house.as("desk@sakura.test");
  type Listed = { items: { id: string; kind: string; isThis: boolean }[] };
  const list = async (): Promise<Listed["items"]> => (await mine.get<Listed>("/sessions")).body.items;
  const before = await list();
  assert.deepEqual([before[0]?.kind, before.map(({ isThis }) => isThis)], ["browser", [true, false, false]]);
  const stranger = await hired("other@sakura.test");
  assert.equal((await stranger.post(`/sessions/${before[1]?.id}/end`)).status, 204, "it tells nothing");
  assert.equal((await list()).length, 3, "and ended nothing of another account");
  assert.equal((await mine.post(`/sessions/${before[1]?.id}/end`)).status, 204);
  assert.equal((await list()).length, 2);
  const change = (current: string, next: string) => mine.post("/session/password", { current, next });
  const wrong = await change("five quiet herons over Lake Biwa", fresh);
  assert.deepEqual([wrong.status, wrong.body.reason, wrong.body.field], [422, "password-wrong", "current"]);
  const weak = await change(old, "short");
  assert.deepEqual([weak.status, weak.body.reason, weak.body.field], [422, "password-too-short", "next"]);
  const changed = await change(old, fresh);
  assert.equal(changed.status, 200, changed.text);
  assert.equal((await mine.get("/me")).status, 401, "the old session is over");
  assert.equal((await phone.get("/me")).status, 401);
  const again = house.stranger({ cookie: changed.headers.get("set-cookie")?.split(";")[0] ?? "" });
  assert.equal((await again.get("/me")).status, 200, "this browser goes on in a new one");
  const token = await linkFor("desk@sakura.test");
  assert.equal((await again.post("/sessions/end-others")).status, 204);
  assert.equal((await reset(somewhere(), token, old)).status, 204, "a link works beside");
});

test("without a mail server nothing is kept and the answer says that no mail comes", async () => {
  const quiet = await openTestHouse();
  try {
    assert.deepEqual((await quiet.stranger().get("/session/forgotten")).body, { byMail: false });
    const { status, text } = await quiet.stranger().post("/session/forgotten", { email: "nobody@sakura.test" });
    assert.deepEqual([status, text], [202, '{"byMail":false}']);
    assert.equal((await quiet.sql("select 1 from marque.password_wish")).length, 0);
  } finally {
    await quiet.close();
  }
});
