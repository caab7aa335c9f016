import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import pg from "pg";
import { goodPassword, type House, newcomer, openHouse } from "./house.fixture.ts";
import {
  accountByEmail,
  addFormKey,
  formKeyOf,
  guessLimit,
  isGoodFor,
  openSession,
  rememberedFormKeys,
  sessionOf,
  setActive,
  setPassword,
  signIn,
  tenantOf,
  verifyPassword,
} from "./index.ts";
import { digestOf } from "./secrets.ts";

let house: House;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

const address = "192.0.2.1";

test("the right password signs in, whatever the case of the mail address", async () => {
  const account = await newcomer(house, "mio@sakura.test");
  const answer = await signIn(house.door, guessLimit(), { email: " Mio@Sakura.TEST", password: goodPassword, address });
  assert.ok(answer.kind === "signed-in");
  assert.equal(answer.account.id, account.id);
  assert.equal(answer.account.tenant.schema, "t_neo_jp");
});

test("full-width letters of a password are the same password", async () => {
  const account = await newcomer(house, "width@sakura.test");
  const wide = goodPassword.replace(/[a-z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0));
  assert.equal(await verifyPassword(account, wide), true);
});

test("a wrong password, an unknown mail, an account without password and a disabled one get the same answer", async () => {
  await newcomer(house, "known@sakura.test");
  await setActive(house.door, (await newcomer(house, "gone@sakura.test")).id, false);
  const limit = guessLimit();
  const said = [
    { email: "known@sakura.test", password: "four quiet herons over Lake Como", address },
    { email: "nobody@sakura.test", password: goodPassword, address },
    { email: "gone@sakura.test", password: goodPassword, address },
    { email: "", password: "", address },
    { email: "known@sakura.test' or 1=1 --", password: "\0", address },
  ];
  for (const one of said) assert.deepEqual(await signIn(house.door, limit, one), { kind: "refused" });
});

test("no password in the table can be read, and two people with the same one do not show it", async () => {
  const [a, b] = [await newcomer(house, "a@sakura.test"), await newcomer(house, "b@sakura.test")];
  assert.match(a.passwordHash ?? "", /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  assert.notEqual(a.passwordHash, b.passwordHash);
});

test("a new password ends every session and token of the account, and no other", async () => {
  const [mine, theirs] = [await newcomer(house, "new@sakura.test"), await newcomer(house, "other@sakura.test")];
  const [browser, token, other] = [
    await openSession(house.door, mine.id, "browser"),
    await openSession(house.door, mine.id, "token"),
    await openSession(house.door, theirs.id, "browser"),
  ];
  assert.equal(await setPassword(house.door, mine, "nine loud cranes under Mount Aso"), null);
  assert.deepEqual([await sessionOf(house.door, browser), await sessionOf(house.door, token)], [null, null]);
  assert.equal((await sessionOf(house.door, other))?.account.id, theirs.id);
  const account = await accountByEmail(house.door, "new@sakura.test");
  assert.equal(await verifyPassword(account, goodPassword), false);
});

test("a refused password changes nothing", async () => {
  const account = await newcomer(house, "stays@sakura.test");
  const secret = await openSession(house.door, account.id, "browser");
  assert.equal(await setPassword(house.door, account, "short"), "password-too-short");
  assert.ok(await sessionOf(house.door, secret));
});

test("a form key names a tenant, a source and what it opens, and opens no session", async () => {
  await addFormKey(house.door, "demo-form", { tenant: "neo-jp", name: "Web form", source: "website", kind: "form" });
  const key = await formKeyOf(house.door, "demo-form");
  const tenant = await tenantOf(house.door, "neo-jp");
  const id = digestOf("demo-form").toString("hex");
  assert.deepEqual(key, { id, tenant, source: "website", name: "Web form", kind: "form", perMinute: null });
  assert.deepEqual(key && [isGoodFor(key, "form"), isGoodFor(key, "program")], [true, false]);
  assert.equal(await formKeyOf(house.door, "other-form"), null);
  assert.equal(await sessionOf(house.door, "demo-form"), null);
  const stored = await house.door.query<{ key_digest: Buffer }>({
    text: "select key_digest from form_key",
    values: [],
  });
  assert.deepEqual(stored[0]?.key_digest, digestOf("demo-form"));
});

test("a form key that is withdrawn opens nothing once the memory of it is over", async () => {
  await addFormKey(house.door, "lost-form", { tenant: "neo-jp", name: "Web form", source: "website", kind: "form" });
  const keyOf = rememberedFormKeys(house.door);
  assert.equal((await keyOf("lost-form"))?.source, "website");
  const owner = new pg.Client(house.config);
  await owner.connect();
  await owner.query("update marque.form_key set is_active = false where key_digest = $1", [digestOf("lost-form")]);
  await owner.end();
  assert.equal(await formKeyOf(house.door, "lost-form"), null);
  while (await keyOf("lost-form"));
  assert.equal(await keyOf("lost-form"), null);
});

test("an unknown tenant is nobody's", async () => {
  assert.equal(await tenantOf(house.door, "nowhere"), null);
});

test("the door sees no row of a tenant and deletes no account", async () => {
  for (const text of [
    "select * from t_neo_jp.outbox",
    "delete from account",
    "update account set email = 'x'",
    "drop table session",
  ]) {
    await assert.rejects(house.door.query({ text, values: [] }), /permission denied|must be owner/, text);
  }
  assert.ok(await tenantOf(house.door, "lumen"), "the connection is still good");
});
