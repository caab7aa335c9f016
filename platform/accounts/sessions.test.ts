import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { newId } from "#platform/clocks/chance.ts";
import { setTravelled } from "#platform/clocks/clock.ts";
import { stoppedClock } from "#platform/testing/pinned-clock.ts";
import { type House, newcomer, openHouse } from "./house.fixture.ts";
import {
  endAllSessions,
  endSession,
  openSession,
  seeSessions,
  sessionOf,
  setActive,
  standingSessions,
} from "./index.ts";
import { digestOf } from "./secrets.ts";

let house: House;
before(async () => {
  house = await openHouse();
});
after(() => house.close());

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const isAlive = async (secret: string): Promise<boolean> => (await sessionOf(house.door, secret)) !== null;

test("a browser's session ends after twelve hours without a request", async (t) => {
  const later = stoppedClock(t);
  const secret = await openSession(house.door, (await newcomer(house, "idle@sakura.test")).id, "browser");
  later(12 * hour - minute);
  assert.equal(await isAlive(secret), true, "a minute before");
  later(12 * hour - minute);
  assert.equal(await isAlive(secret), true, "the request before counted");
  later(12 * hour);
  assert.equal(await isAlive(secret), false);
});

test("a browser's session ends after thirty days, however busy", async (t) => {
  const later = stoppedClock(t);
  const secret = await openSession(house.door, (await newcomer(house, "busy@sakura.test")).id, "browser");
  for (let hours = 0; hours < 30 * 24 - 6; hours += 6) {
    later(6 * hour);
    assert.equal(await isAlive(secret), true);
  }
  later(6 * hour);
  assert.equal(await isAlive(secret), false);
});

test("a token lives ninety days without being used", async (t) => {
  const later = stoppedClock(t);
  const secret = await openSession(house.door, (await newcomer(house, "robot@sakura.test")).id, "token");
  later(90 * day - minute);
  assert.equal(await isAlive(secret), true);
  later(minute);
  assert.equal(await isAlive(secret), false);
});

test("a leap of the demo clock signs nobody out", async () => {
  const account = await newcomer(house, "traveller@sakura.test");
  const secrets = [
    await openSession(house.door, account.id, "browser"),
    await openSession(house.door, account.id, "token"),
  ];
  try {
    setTravelled(400 * day);
    for (const secret of secrets) assert.equal(await isAlive(secret), true);
    const inTheFuture = await openSession(house.door, account.id, "browser");
    setTravelled(0);
    assert.equal(await isAlive(inTheFuture), true);
  } finally {
    setTravelled(0);
  }
});

test("a disabled account is dead at its next request, and its sessions do not come back", async () => {
  const account = await newcomer(house, "disabled@sakura.test");
  const secrets = [
    await openSession(house.door, account.id, "browser"),
    await openSession(house.door, account.id, "token"),
  ];
  await setActive(house.door, account.id, false);
  for (const secret of secrets) assert.equal(await isAlive(secret), false);
  await setActive(house.door, account.id, true);
  for (const secret of secrets) assert.equal(await isAlive(secret), false);
});

test("an account disabled by hand in the table is dead at its next request", async () => {
  const account = await newcomer(house, "by-hand@sakura.test");
  const secret = await openSession(house.door, account.id, "token");
  await house.door.query({ text: "update account set is_active = false where id = $1", values: [account.id] });
  assert.equal(await isAlive(secret), false);
});

test("signing out ends one session; ending all ends all", async () => {
  const account = await newcomer(house, "leaver@sakura.test");
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => openSession(house.door, account.id, "browser")));
  await endSession(house.door, first ?? "");
  assert.deepEqual(await Promise.all([first, second, third].map((secret) => isAlive(secret ?? ""))), [
    false,
    true,
    true,
  ]);
  await endAllSessions(house.door, account.id);
  assert.deepEqual(await Promise.all([second, third].map((secret) => isAlive(secret ?? ""))), [false, false]);
});

test("an open page is a use of its session, and many are asked about at once", async (t) => {
  const later = stoppedClock(t);
  const account = await newcomer(house, "looker@sakura.test");
  const secrets = await Promise.all([1, 2, 3].map(() => openSession(house.door, account.id, "browser")));
  const digests = secrets.map(digestOf);
  const standing = async (): Promise<number> => (await standingSessions(house.door, digests)).length;
  later(11 * hour);
  assert.equal(await standing(), 3);
  await seeSessions(house.door, digests.slice(0, 1));
  later(2 * hour);
  assert.deepEqual(await standingSessions(house.door, digests), [
    { digest: digests[0], account: account.id, profile: null },
  ]);
  await setActive(house.door, account.id, false);
  assert.equal(await standing(), 0);
});

test("the table holds digests of secrets and no secret", async () => {
  const account = await newcomer(house, "thief@sakura.test");
  const secret = await openSession(house.door, account.id, "token", newId());
  const rows = await house.door.query<{ row: string; token_digest: Buffer }>({
    text: "select s::text as row, token_digest from session s where account = $1",
    values: [account.id],
  });
  assert.deepEqual(rows[0]?.token_digest, digestOf(secret));
  assert.equal(rows[0]?.row.includes(secret), false);
  assert.equal(await isAlive(digestOf(secret).toString("base64url")), false, "the digest itself opens nothing");
});

test("a secret that was never given opens nothing", async () => {
  for (const secret of ["", "x", "x".repeat(43), "x".repeat(5000), "' or true --", "\0".repeat(43)])
    assert.equal(await isAlive(secret), false);
});

test("sessions that ran out are cleared away when the account opens another", async (t) => {
  const later = stoppedClock(t);
  const account = await newcomer(house, "tidy@sakura.test");
  for (let n = 0; n < 5; n++) await openSession(house.door, account.id, "browser");
  later(31 * day);
  await openSession(house.door, account.id, "browser");
  const rows = await house.door.query({ text: "select 1 from session where account = $1", values: [account.id] });
  assert.equal(rows.length, 1);
});
