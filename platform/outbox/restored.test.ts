import assert from "node:assert/strict";
import test, { after } from "node:test";
import type { Statement } from "#platform/db/database.ts";
import { youngDatabase } from "#platform/testing/database.ts";
import { type Ground, home } from "#platform/testing/suites/ground.ts";
import { plant } from "#platform/testing/suites/subject.ts";
import { openTiny } from "#platform/testing/tiny.ground.ts";
import { Live, type LiveChange } from "./live.ts";
import { type Listener, relay } from "./relay.ts";
import { isOfOlderCluster, renumberRestored } from "./restored.ts";

const tiny = await openTiny();
const older = tiny.ground;
const younger = (await openTiny(await youngDatabase())).ground;
after(async () => {
  await older.close();
  await younger.close();
});

/** The row that all events are about: it has reached the version they tell of. */
const key = await plant(tiny, "ALDER");
await older.bare("update key_tag set version = 2");
await older.bare("truncate outbox");
const told = (event: string): Statement => ({
  text: "insert into outbox (at, record, record_id, version, event, dealers) values (now(), 'key-tag', $1, 2, $2, '{ALDER}')",
  values: [key, event],
});
const happens = (ground: Ground, event: string): Promise<unknown> =>
  ground.database.as(ground.system(), (tx) => tx.finish(told(event)));

/** A listener that remembers what it heard, wherever it hears it. */
function listener(name: string): Listener & { heard: string[] } {
  const heard: string[] = [];
  return { name, heard, hears: () => true, act: async (_tx, { event }) => void heard.push(event) };
}
async function hear(ground: Ground, ...listeners: readonly Listener[]): Promise<void> {
  await ground.settled();
  for (const one of listeners) await relay(ground.database, home, one, ground.known);
}

type Row = { tx: string; entry: number; event: string };
const outboxOf = (ground: Ground): Promise<Row[]> =>
  ground.bare<Row>("select tx::text as tx, entry, event from outbox order by outbox.tx, outbox.entry");
const nextNumber = async (ground: Ground): Promise<number> => {
  const [row] = await ground.bare<{ number: string }>("select pg_current_xact_id()::text as number");
  return Number(row?.number);
};

/** Lets transactions pass on the older server until its numbers are far ahead of the younger one's. */
async function grow(): Promise<void> {
  const missing = (await nextNumber(younger)) + 2_000 - (await nextNumber(older));
  await older.bare(`do $$ begin for i in 1..${missing} loop perform pg_current_xact_id(); commit; end loop; end $$`);
}

/** What a dump and its load do: the rows and the next entry as they were, written by a transaction of the new server. */
async function restore(from: Ground, to: Ground): Promise<void> {
  for (const table of ["key_tag", "outbox", "listener"]) {
    const [rows] = await from.bare<{ all: string }>(`select coalesce(json_agg(t), '[]')::text as all from ${table} t`);
    await to.bare(`truncate ${table} cascade`);
    await to.bare(
      `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, $1)`,
      [rows?.all],
    );
  }
  const [last] = await from.bare<{ entry: number }>("select max(entry) as entry from outbox");
  await to.bare("select setval(pg_get_serial_sequence('outbox', 'entry'), $1)", [last?.entry]);
}

test("a house restored into a younger PostgreSQL goes on hearing: nothing twice, nothing left out, and in the old order", async () => {
  await grow();
  const [quick, slow, idle] = [listener("quick"), listener("slow"), listener("idle")];
  await happens(older, "one");
  await hear(older, quick, slow, idle);
  await older.database.as(older.system(), async (tx) => {
    await tx.query({ text: "select pg_current_xact_id()", values: [] });
    await happens(older, "three"); // a later transaction, which takes its entry first
    await tx.query(told("two"));
  });
  await hear(older, quick, slow);
  await happens(older, "four");
  await hear(older, quick);
  await older.bare(
    "update listener set (tx, entry) = (select tx, entry from outbox where event = 'two') where name = 'slow'",
  );
  slow.heard.splice(2);
  assert.deepEqual(
    (await outboxOf(older)).map(({ event }) => event),
    ["one", "two", "three", "four"],
  );

  await restore(older, younger);
  await happens(younger, "five");
  assert.equal(await isOfOlderCluster(younger.database, home), true);
  const starts = await Promise.all([1, 2, 3].map(() => renumberRestored(younger.database, home)));
  assert.deepEqual(starts.sort(), [false, false, true], "of those who start at once one does it");
  await happens(younger, "six");
  await hear(younger, quick, slow, idle, quick, slow, idle);
  for (const { name, heard } of [quick, slow, idle])
    assert.deepEqual(heard, ["one", "two", "three", "four", "five", "six"], name);

  const before = await outboxOf(younger);
  assert.equal(await renumberRestored(younger.database, home), false, "the next start finds it done");
  assert.deepEqual(await outboxOf(younger), before);

  const resets: string[] = [];
  const pages: LiveChange[] = [];
  const live = new Live(younger.database, younger.known);
  const [last] = (await outboxOf(older)).slice(-1);
  const leave = await live.follow(
    younger.person("advisor"),
    (change) => pages.push(change),
    `${last?.tx}-${last?.entry}`,
    () => resets.push("read anew"),
  );
  await happens(younger, "seven");
  await younger.settled();
  await live.poll(home);
  leave();
  assert.deepEqual([resets, pages.map(({ event }) => event)], [["read anew"], ["seven"]], "an open page is not deaf");
});

test("a house whose outbox was emptied before it was restored hears what happens next", async () => {
  await grow();
  const one = listener("one");
  await happens(older, "long ago");
  await hear(older, one);
  await restore(older, younger);
  await younger.bare("delete from outbox");
  assert.equal(await renumberRestored(younger.database, home), true);
  await happens(younger, "next");
  await hear(younger, one);
  assert.deepEqual(one.heard.slice(-2), ["long ago", "next"]);
});

test("a house restored into a PostgreSQL as old as its own, or older, is left as it is", async () => {
  await happens(older, "before");
  const before = await outboxOf(older);
  await restore(older, older);
  assert.equal(await renumberRestored(older.database, home), false);
  assert.deepEqual(await outboxOf(older), before);
});
