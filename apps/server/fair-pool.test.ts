import assert from "node:assert/strict";
import test, { after, before, type TestContext } from "node:test";
import "#platform/testing/pinned-clock.ts";
import pg from "pg";
import { awayReason } from "#platform/db/away.ts";
import { DatabaseHealth } from "#platform/db/database-health.ts";
import { FairPool } from "#platform/db/fair-pool.ts";
import { limitOptions, type Pace } from "#platform/db/limits.ts";
import type { Line } from "#platform/db/line.ts";
import { freshDatabase, type TestDatabase } from "#platform/testing/database.ts";
import { eventually } from "#platform/testing/eventually.ts";

let database: TestDatabase;
let outside: pg.Client;
before(async () => {
  database = await freshDatabase();
  outside = new pg.Client(database.config);
  outside.on("error", () => undefined);
  await outside.connect();
  await outside.query("create table note (id integer primary key, words text); insert into note values (1, 'one')");
});
after(async () => {
  await outside.end();
  await database.drop();
});

function poolOf(t: TestContext, max: number, pace: Pace = "people"): FairPool {
  const pool = new FairPool({ ...database.config, max, pipeline: true, options: limitOptions(pace) });
  t.after(() => pool.end());
  return pool;
}
const reasonOf = (promise: Promise<unknown>): Promise<string | undefined> => promise.then(() => undefined, awayReason);
async function pidOf(line: Line): Promise<number> {
  const { rows } = await line.send<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]?.pid ?? 0;
}
const countOf = async (pids: readonly number[]): Promise<number> => {
  const { rowCount } = await outside.query("select from pg_stat_activity where pid = any($1)", [pids]);
  return rowCount ?? 0;
};

test("a company that asks for everything leaves places for the others, and of those who wait the one with least is next", async (t) => {
  const pool = poolOf(t, 6);
  const asked = Array.from({ length: 10 }, () => pool.lend("t_big", "people"));
  const big = await Promise.all(asked.slice(0, 4));
  const other = await pool.lend("t_small", "people");
  const third = await pool.lend("door", "people");
  const waits = pool.lend("t_small", "people");
  for (const line of [third, ...big.slice(0, 2)]) line.giveBack();
  const second = await waits; // the fifth wish of the big one came earlier, but it holds more
  for (const line of [...big.slice(2), other, second]) line.giveBack();
  await Promise.all(asked.slice(4).map(async (line) => (await line).giveBack()));
  assert.ok(pool.totalCount <= 6);
});

test("who waits for a place in vain is told that the house is busy, and who comes later is served", async (t) => {
  const pool = poolOf(t, 2);
  const held = [await pool.lend("t_one", "people"), await pool.lend("t_one", "people")];
  const waiting = reasonOf(pool.lend("t_two", "people"));
  await eventually("it is seen that somebody waits", async () => pool.isEmpty());
  assert.equal(await waiting, "busy");
  for (const line of held) line.giveBack();
  (await pool.lend("t_two", "people")).giveBack();
});

test("a row that is locked from outside refuses who wants it as busy, and the connection is good for the next", async (t) => {
  const pool = poolOf(t, 2);
  await outside.query("begin; select from note where id = 1 for update");
  const line = await pool.lend("t_one", "people");
  const pid = await pidOf(line);
  assert.equal(await reasonOf(line.send("update note set words = 'two' where id = 1")), "busy");
  line.giveBack();
  await outside.query("rollback");
  const next = await pool.lend("t_one", "people");
  assert.equal(await pidOf(next), pid);
  await next.send("update note set words = 'two' where id = 1");
  next.giveBack();
});

test("what broke a transaction is told, not that everything behind it failed, and a commit that rolled back is no success", async (t) => {
  const line = await poolOf(t, 1).lend("t_one", "people");
  const sent = [line.send("begin"), line.send("select 1 / 0"), line.send("select 1"), line.commit()];
  const codes = (await Promise.allSettled(sent)).map((one) => (one.status === "rejected" ? one.reason.code : "fine"));
  assert.deepEqual(codes, ["fine", "22012", "22012", "22012"]);
  line.giveBack();
});

test("a connection that is killed or that stops answering is away, never unforeseen, and none is left behind", async (t) => {
  const pool = poolOf(t, 4);
  const [killed, ended, stopped] = [
    await pool.lend("t_one", "people"),
    await pool.lend("t_one", "people"),
    await pool.lend("t_one", "people"),
  ];
  const pids = [await pidOf(killed), await pidOf(ended), await pidOf(stopped)];
  const [killedPid = 0, endedPid = 0, stoppedPid = 0] = pids;
  const sleeping = reasonOf(ended.send("select pg_sleep(600)"));
  await outside.query("select pg_terminate_backend($1)", [endedPid]);
  assert.equal(await sleeping, "database-away");
  assert.equal(await reasonOf(ended.send("select 1")), "database-away", "nor is it asked again");
  process.kill(stoppedPid, "SIGSTOP");
  const silent = reasonOf(stopped.send("select 1"));
  pool.refuse("database-away"); // as the watch says it; without it the patience of a statement is waited for
  assert.equal(await silent, "database-away");
  assert.equal(await reasonOf(pool.lend("t_one", "people")), "database-away", "who comes meanwhile is told at once");
  pool.refuse(undefined);
  process.kill(stoppedPid, "SIGCONT");
  await outside.query("select pg_terminate_backend($1)", [killedPid]);
  for (const line of [killed, ended, stopped]) line.giveBack();
  await eventually("no connection is left behind", async () => (await countOf(pids)) === 0);
  (await pool.lend("t_one", "people")).giveBack();
});

test("the pool of a database that has stopped can be closed all the same", async () => {
  const pool = new FairPool({ ...database.config, max: 1 });
  const line = await pool.lend("t_one", "people");
  const pid = await pidOf(line);
  line.giveBack();
  process.kill(pid, "SIGSTOP");
  await pool.end();
  process.kill(pid, "SIGCONT");
  await eventually("it ended", async () => (await countOf([pid])) === 0);
});

test("the watch says how the database is, and that it is well again when it is", async (t) => {
  const pool = poolOf(t, 1);
  const lines: string[] = [];
  const health = new DatabaseHealth({ config: database.config, pool, say: (line) => lines.push(line) });
  t.after(() => health.stop());
  assert.equal(health.now(), "ok");
  const lent = (): Promise<void> => pool.lend("t_one", "people").then((line) => line.giveBack());
  const held = await pool.lend("t_one", "people");
  const waits = pool.lend("t_one", "people");
  await eventually("the pool is empty", async () => health.now() === "pool-empty");
  held.giveBack();
  (await waits).giveBack();
  assert.notEqual(health.now(), "pool-empty");
  pool.isOutOfSpace = true; // as a statement is refused when the disk is full
  assert.equal(health.now(), "no-space");
  await eventually("it was tried whether there is room", async () => !pool.isOutOfSpace);
  const beside = new pg.Client({ ...database.config, database: "postgres" });
  await beside.connect();
  t.after(() => beside.end());
  await beside.query(`alter database ${database.name} allow_connections false`);
  await outside.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'marque health'",
  );
  await eventually("it is away", async () => health.now() === "away");
  await eventually("nobody is kept waiting for it", async () => (await reasonOf(lent())) === "database-away");
  await beside.query(`alter database ${database.name} allow_connections true`);
  await eventually("it is well again", async () => health.now() === "ok");
  await eventually("the pool lends again", async () => (await reasonOf(lent())) === undefined);
  const told = lines.indexOf("the database does not answer");
  assert.ok(told >= 0 && lines.indexOf("the database is well again", told) > told, lines.join());
  assert.ok(
    lines.every((line, nth) => line !== lines[nth - 1]),
    "each is said once, however long it lasts",
  );
});
