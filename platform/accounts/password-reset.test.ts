import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { setTravelled } from "#platform/clocks/clock.ts";
import type { Statement } from "#platform/db/database.ts";
import { stoppedClock } from "#platform/testing/pinned-clock.ts";
import { goodPassword, type House, newcomer, openHouse } from "./house.fixture.ts";
import {
  accountByEmail,
  type Door,
  forgetWish,
  hourlyLimit,
  openReset,
  openSession,
  resetOf,
  resetWishes,
  sessionOf,
  setActive,
  setPassword,
  useReset,
  verifyPassword,
  wishForReset,
} from "./index.ts";
import { digestOf } from "./secrets.ts";

let house: House;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

const [minute, hour] = [60_000, 3_600_000];
const next = "nine loud cranes under Mount Aso";
const opened = async (account: { id: string }): Promise<string> => (await openReset(house.door, account.id)) ?? "";
const isAlive = async (token: string): Promise<boolean> => (await resetOf(house.door, token)) !== null;

test("asking for a link does the same whether there is an account or not", async () => {
  await newcomer(house, "here@sakura.test");
  await setActive(house.door, (await newcomer(house, "closed@sakura.test")).id, false);
  const done: Statement[] = [];
  const watched: Door = {
    all: (...statements) => {
      done.push(...statements);
      return house.door.all(...statements);
    },
    query: (statement) => {
      done.push(statement);
      return house.door.query(statement);
    },
  };
  const emails = ["here@sakura.test", "closed@sakura.test", "nobody@sakura.test"];
  for (const email of emails) await wishForReset(watched, email);
  assert.equal(done.length, 3, "one statement each");
  assert.equal(new Set(done.map(({ text }) => text)).size, 1, "and the same one");
  const wishes = await resetWishes(house.door);
  assert.deepEqual(wishes.map(({ email }) => email).sort(), emails.sort());
  for (const { id } of wishes) await forgetWish(house.door, id);
  assert.deepEqual(await resetWishes(house.door), []);
});

test("a wish that nobody took up is forgotten after half an hour", async (t) => {
  const later = stoppedClock(t);
  await wishForReset(house.door, "waits@sakura.test");
  later(30 * minute - 1000);
  assert.equal((await resetWishes(house.door)).length, 1);
  later(1000);
  assert.equal((await resetWishes(house.door)).length, 0);
  const rows = await house.door.query({ text: "select 1 from password_wish", values: [] });
  assert.equal(rows.length, 0, "nothing of it stays");
});

test("a link sets the password once, and every session and token of that account ends", async () => {
  const [mine, theirs] = [await newcomer(house, "forgot@sakura.test"), await newcomer(house, "calm@sakura.test")];
  const secrets = [
    await openSession(house.door, mine.id, "browser"),
    await openSession(house.door, mine.id, "token"),
    await openSession(house.door, theirs.id, "browser"),
  ];
  const token = await opened(mine);
  assert.equal((await resetOf(house.door, token))?.email, mine.email);
  assert.equal(await useReset(house.door, token, next), true);
  assert.equal(await verifyPassword(await accountByEmail(house.door, mine.email), next), true);
  const alive = await Promise.all(secrets.map(async (secret) => (await sessionOf(house.door, secret)) !== null));
  assert.deepEqual(alive, [false, false, true]);
  assert.equal(await isAlive(token), false);
  assert.equal(await useReset(house.door, token, goodPassword), false, "a second time");
  assert.equal(await verifyPassword(await accountByEmail(house.door, mine.email), next), true, "nothing changed");
});

test("of twenty uses of a link in the same moment one succeeds", async () => {
  const account = await newcomer(house, "raced@sakura.test");
  const token = await opened(account);
  const used = await Promise.all(Array.from({ length: 20 }, (_, n) => useReset(house.door, token, `${next} ${n}`)));
  assert.equal(used.filter(Boolean).length, 1);
  const winner = `${next} ${used.indexOf(true)}`;
  assert.equal(await verifyPassword(await accountByEmail(house.door, account.email), winner), true);
});

test("a newer link voids the older one, and a changed password voids both", async () => {
  const account = await newcomer(house, "twice@sakura.test");
  const [older, newer] = [await opened(account), await opened(account)];
  assert.deepEqual([await isAlive(older), await isAlive(newer)], [false, true]);
  assert.equal(await useReset(house.door, older, next), false);
  assert.equal(await setPassword(house.door, account, next), null);
  assert.equal(await isAlive(newer), false);
});

test("a link works for thirty minutes, and a leap of the demo clock shortens nothing", async (t) => {
  const later = stoppedClock(t);
  const account = await newcomer(house, "late@sakura.test");
  const token = await opened(account);
  try {
    setTravelled(400 * 24 * hour);
    assert.equal(await isAlive(token), true);
  } finally {
    setTravelled(0);
  }
  later(30 * minute - 1000);
  assert.equal(await isAlive(token), true, "a second before");
  later(1000);
  assert.equal(await isAlive(token), false);
  assert.equal(await useReset(house.door, token, next), false);
});

test("a disabled account gets no link, and one it had sets nothing, also when it is let in again", async () => {
  const account = await newcomer(house, "off@sakura.test");
  const token = await opened(account);
  await setActive(house.door, account.id, false);
  assert.equal(await openReset(house.door, account.id), null);
  assert.equal(await isAlive(token), false);
  await setActive(house.door, account.id, true);
  assert.equal(await useReset(house.door, token, next), false);
});

test("an account disabled by hand in the table is not opened by a link it had", async () => {
  const account = await newcomer(house, "off-by-hand@sakura.test");
  const token = await opened(account);
  await house.door.query({ text: "update account set is_active = false where id = $1", values: [account.id] });
  assert.equal(await useReset(house.door, token, next), false);
});

test("the table holds the digest of a link and no link", async () => {
  const account = await newcomer(house, "digest@sakura.test");
  const token = await opened(account);
  assert.match(token, /^[\w-]{43}$/);
  const rows = await house.door.query<{ row: string; token_digest: Buffer }>({
    text: "select r::text as row, token_digest from password_reset r where account = $1",
    values: [account.id],
  });
  assert.deepEqual(rows[0]?.token_digest, digestOf(token));
  assert.equal(rows[0]?.row.includes(token), false);
});

test("a token that was never given sets nothing", async () => {
  for (const token of ["", "x", "x".repeat(43), "' or true --", "\0".repeat(43)]) {
    assert.equal(await isAlive(token), false);
  }
  assert.equal(await useReset(house.door, "x".repeat(43), next), false);
});

test("five an hour are let through, each counted for an hour, and a flood of others does not fill the memory", (t) => {
  const later = stoppedClock(t);
  const limit = hourlyLimit(5, 100);
  for (let n = 0; n < 5; n++) assert.equal(limit("mio@sakura.test"), 0);
  assert.equal(limit("mio@sakura.test"), 3600);
  assert.equal(limit("ken@sakura.test"), 0);
  later(hour - 1000);
  assert.equal(limit("mio@sakura.test"), 1);
  later(1000);
  assert.equal(limit("mio@sakura.test"), 0);
  for (let n = 0; n < 5000; n++) assert.equal(limit(`p${n}@x.test`), 0);
});
