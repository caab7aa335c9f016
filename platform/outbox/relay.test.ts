import assert from "node:assert/strict";
import test, { after, beforeEach } from "node:test";
import { asSystem } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import { changeStatement } from "#platform/moves/statements.ts";
import { away, home } from "#platform/testing/suites/ground.ts";
import { plant } from "#platform/testing/suites/subject.ts";
import { openTiny } from "#platform/testing/tiny.ground.ts";
import { Live, type LiveChange } from "./live.ts";
import { type Heard, type Listener, relay, relayAll } from "./relay.ts";

const tiny = await openTiny();
const { ground, record } = tiny;
const { database } = ground;
after(() => ground.close());
beforeEach(async () => {
  for (const tenant of [home, away]) await ground.bare("truncate outbox, listener", [], tenant);
});

/** A listener that writes down what it hears, in the transaction that it hears it in. */
async function notebook(
  fault: (event: Heard, heardBefore: number) => void = () => undefined,
): Promise<{ listener: Listener; read(): Promise<string[]> }> {
  await ground.bare(
    "drop table if exists heard; create table heard (entry bigint, event text); grant insert on heard to marque_clock",
  );
  let count = 0;
  const act = async (tx: Transaction, event: Heard): Promise<void> => {
    fault(event, count++);
    await tx.query({ text: "insert into heard values ($1, $2)", values: [event.place.entry, event.event] });
  };
  const read = async () =>
    (await ground.bare<{ event: string }>("select event from heard order by ctid")).map(({ event }) => event);
  return { listener: { name: "notebook", hears: ({ event }) => event !== "ignored", act }, read };
}

const touched = (key: string, version: number, event: string): Statement =>
  changeStatement(
    record,
    [{ key, version, set: {}, at: now() }],
    { move: event, by: null },
    { text: "true", values: [] },
  );
const touch = (key: string, version: number, event: string): Promise<unknown> =>
  database.as(ground.system(), (tx) => tx.finish(touched(key, version, event)));

test("an event that was written early and became visible late is heard, and the events around it are heard once", async () => {
  const keys = [await plant(tiny, "ALDER"), await plant(tiny, "ALDER"), await plant(tiny, "ALDER")] as const;
  await ground.bare("truncate outbox");
  const { listener, read } = await notebook();
  const { promise: allowed, resolve: allow } = Promise.withResolvers<void>();
  const { promise: written, resolve: isWritten } = Promise.withResolvers<void>();
  const slow = database.as(ground.system(), async (tx) => {
    await tx.query(touched(keys[0], 1, "slow"));
    isWritten();
    await allowed;
  });
  await written;
  await touch(keys[1], 1, "quick");
  const overtaken = await relay(database, home, listener).finally(allow);
  await slow;
  assert.equal(overtaken, 0, "nothing may overtake the open transaction");
  await touch(keys[2], 1, "late");
  await ground.settled();
  await relay(database, home, listener);
  await relay(database, home, listener);
  assert.deepEqual(await read(), ["slow", "quick", "late"]);
});

test("with many writers and two relays at once every event is heard once, and what nobody wants is passed over", async () => {
  const { listener, read } = await notebook();
  const keys: string[] = [];
  for (let nth = 0; nth < 8; nth++) keys.push(await plant(tiny, "ALDER"));
  await ground.bare("truncate outbox");
  const writers = keys.map(async (key, nth) => {
    for (let version = 1; version <= 25; version++) {
      const event = version % 5 === 0 ? "ignored" : `${nth}-${version}`;
      await database.as(ground.system(), async (tx) => {
        await tx.query(touched(key, version, event));
        if (version % 3 === nth % 3) await tx.query({ text: "select pg_sleep(0.003)", values: [] }); // commits out of the order of their entries
      });
    }
  });
  let isWriting = true;
  const relays = [1, 2].map(async () => {
    while (isWriting) await relay(database, home, listener);
  });
  await Promise.all(writers).finally(() => {
    isWriting = false;
  });
  await Promise.all(relays);
  await ground.settled();
  await relay(database, home, listener);
  const expected = keys.flatMap((_, nth) =>
    Array.from({ length: 25 }, (_, i) => `${nth}-${i + 1}`).filter((_, i) => (i + 1) % 5 !== 0),
  );
  assert.deepEqual((await read()).sort(), expected.sort());
});

test("a listener that breaks in the middle begins again: what it did is redone, nothing is done twice or left out", async () => {
  const { listener, read } = await notebook((event, before) => {
    if (event.event === "third" && before < 4) throw new Error("the listener breaks");
  });
  const key = await plant(tiny, "ALDER");
  await ground.bare("truncate outbox");
  for (const [i, event] of ["first", "second", "third", "fourth"].entries()) await touch(key, i + 1, event);
  await ground.settled();
  await assert.rejects(relay(database, home, listener), /the listener breaks/);
  assert.deepEqual(await read(), [], "what was done before the fault is undone with it");
  assert.equal(await relay(database, home, listener), 4);
  assert.deepEqual(await read(), ["first", "second", "third", "fourth"]);
});

test("more events than one batch holds are all heard, and the other tenant's are not", async () => {
  const { listener, read } = await notebook();
  const outbox = (count: number) =>
    `insert into outbox (at, record, record_id, version, event) select '${now()}'::timestamptz, 'key-tag', 'x', n, 'n' || n from generate_series(1, ${count}) n`;
  await ground.bare(outbox(1203), [], home);
  await ground.bare(outbox(7), [], away);
  await ground.settled();
  assert.equal(await relay(database, home, listener), 1203);
  assert.equal(new Set(await read()).size, 1203);
});

test("a page hears what its person may see, and after a while away what it missed, each once and in order", async () => {
  const live = new Live(database, ground.known);
  const advisor = ground.person("advisor");
  const [mine, foreign] = [await plant(tiny, "ALDER"), await plant(tiny, "CEDAR")];
  const told: LiveChange[] = [];
  await ground.settled();
  const leave = await live.follow(advisor, (change) => told.push(change));
  await touch(mine, 1, "one");
  await touch(foreign, 1, "one");
  await ground.settled();
  await live.poll(home);
  leave();
  await touch(mine, 2, "two");
  await touch(foreign, 2, "two");
  await ground.settled();
  await live.poll(home);
  assert.deepEqual(
    told.map(({ recordId, version }) => [recordId, version]),
    [[mine, 2]],
  );
  const leaveAgain = await live.follow(advisor, (change) => told.push(change), told[0]?.id);
  await touch(mine, 3, "three");
  await ground.settled();
  await live.poll(home);
  await ground.settled();
  await live.poll(home);
  leaveAgain();
  assert.deepEqual(
    told.map(({ recordId, version, event }) => [recordId, version, event]),
    [
      [mine, 2, "one"],
      [mine, 3, "two"],
      [mine, 4, "three"],
    ],
  );
});

test("a dealer that hands a row over and the one that gets it both hear of it", async () => {
  const live = new Live(database, ground.known);
  const key = await plant(tiny, "ALDER");
  const heard: string[] = [];
  const cedar = { ...ground.person("advisor"), dealer: "CEDAR", dealers: ["CEDAR"], userName: "new" };
  const birch = { ...cedar, dealer: "BIRCH", dealers: ["BIRCH"], userName: "third" };
  for (const person of [{ ...ground.person("advisor"), userName: "old" }, cedar, birch])
    live.listen(person, () => heard.push(person.userName));
  await ground.settled();
  await live.poll(home);
  const handed = changeStatement(
    record,
    [{ key, version: 1, set: { dealer: "CEDAR" }, at: now() }],
    { move: "hand-over", by: null },
    { text: "true", values: [] },
  );
  await database.as(asSystem(home, "a row is handed over"), (tx) => tx.finish(handed));
  await ground.settled();
  await live.poll(home);
  assert.deepEqual(heard.sort(), ["new", "old"]);
  const lines = await ground.bare<{ dealer: string }>(
    "select distinct dealer from key_tag_history where record_id = $1",
    [key],
  );
  assert.deepEqual(lines, [{ dealer: "CEDAR" }], "the whole history goes with the row");
});

test("a listener that fails holds up no other, keeps its place, and is named", async () => {
  const key = await plant(tiny, "ALDER");
  await ground.bare("truncate outbox");
  const { listener, read } = await notebook();
  let isBroken = true;
  const heardLater: string[] = [];
  const broken: Listener = {
    name: "broken",
    hears: () => true,
    act: async (_tx, { event }) => {
      if (isBroken) throw new Error("out of order");
      heardLater.push(event);
    },
  };
  await touch(key, 1, "first");
  await assert.rejects(relayAll(database, home, [broken, listener]), /broken: .*out of order/);
  assert.deepEqual(await read(), ["first"]);
  isBroken = false;
  await touch(key, 2, "second");
  assert.equal(await relayAll(database, home, [broken, listener]), 3);
  assert.deepEqual(heardLater, ["first", "second"]);
  assert.deepEqual(await read(), ["first", "second"]);
});
