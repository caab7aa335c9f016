import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { after, before } from "node:test";
import pg from "pg";
import { dice } from "#apps/testing/lead-lives.ts";
import { aftersalesLead } from "#modules/aftersales-leads/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now, plusMs } from "#platform/clocks/clock.ts";
import { addUp, rebuild } from "#platform/counts/add-up.ts";
import type { Counted } from "#platform/counts/cells.ts";
import { mendCounts } from "#platform/counts/check.ts";
import { readCounts } from "#platform/counts/read-counts.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { begin } from "#platform/moves/decide.ts";
import { changeStatement, insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import type { TestDatabase } from "#platform/testing/database.ts";
import { openNumbersHouse } from "./numbers-ground.ts";

const tenant = { code: "neo-jp", schema: "t_neo_jp" };
const record = aftersalesLead as unknown as Counted;
const kills = 12;
let database: TestDatabase;
let db: Database;
let owner: pg.Pool;
before(async () => {
  // without the server: its clocks would change leads between two counts that are compared
  database = await (await openNumbersHouse(1200, 40, 3)).leave();
  db = openDatabase({ ...database.program, max: 4 });
  owner = new pg.Pool({ ...database.config, max: 1, options: `-c search_path=${tenant.schema},public` });
  owner.on("error", () => undefined); // an idle connection may end with its database
});
after(async () => {
  await db.close();
  await owner.end();
  await database.drop();
});
const sql = async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows;

type Cell = Record<string, unknown>;
const cells = (): Promise<Cell[]> => sql("select * from aftersales_lead_count order by dealer, assigned_on");
/** Cells that count nothing any more say the same as cells that are not there. */
const counting = (all: readonly Cell[]): Cell[] => all.filter(({ assigned }) => assigned !== 0);

/** The cells as a plain count of the rows has them: of a few counts, each written by hand. */
const byHand = (): Promise<Cell[]> =>
  sql(`select dealer, assigned_on, count(*)::integer as assigned, count(first_contact_at)::integer as contacted,
      count(*) filter (where is_first_contact_in_time)::integer as contacted_in_time,
      count(*) filter (where status = 'closed-with-sale')::integer as closed_with_sale,
      count(*) filter (where status = 'assigned' and attempts = '[]')::integer as unmanaged,
      count(*) filter (where status = 'booked' or (status = 'assigned' and attempts <> '[]'))::integer as in_progress,
      count(*) filter (where first_contact_at <= assigned_at + interval '1 hour')::integer as contacted_within_1_h
    from aftersales_lead group by 1, 2 order by 1, 2`);

/** What somebody who asks now is told of all days, with what is not added up yet. */
const told = (): Promise<Record<string, number>> =>
  db.as(asSystem(tenant, "a test reads counts"), async (tx) => {
    const [line] = await readCounts(tx, record, { from: "2020-01-01", to: "2030-01-01" });
    return line?.counts ?? {};
  });
const waiting = async (): Promise<number> =>
  (await sql<{ count: number }>("select count(*)::integer as count from aftersales_lead_count_change"))[0]?.count ?? 0;

async function agree(): Promise<void> {
  const asked = await told();
  await addUp(db, tenant, record);
  assert.equal(await waiting(), 0);
  assert.deepEqual(await told(), asked, "adding up changes no number");
  const kept = counting(await cells());
  const plain = await byHand();
  assert.deepEqual(
    kept.map((cell) => Object.fromEntries(Object.keys(plain[0] ?? {}).map((name) => [name, cell[name]]))),
    plain,
  );
  await rebuild(db, tenant, record);
  assert.deepEqual(counting(await cells()), kept, "what is kept fresh is what is counted from nothing");
  assert.deepEqual(await told(), asked);
}

/** One change of a lead as the program makes it: a new one, a stamp, a closing, another dealer. */
async function change(roll: () => number, dealers: readonly string[]): Promise<void> {
  const dealer = dealers[Math.floor(roll() * dealers.length)] as string;
  await db.as(asSystem(tenant, "a test changes leads"), async (tx) => {
    if (roll() < 0.3) {
      const given = {
        ...{ id: newId(), name: "New", dealer, campaign: "contact-request", source: "website", drivenBy: "customer" },
        ...{ persona: "prospect", phone: "+81312345678", assignedAt: plusMs(tx.at, -Math.floor(roll() * 9e8)) },
      };
      await tx.finish(
        insertStatement(record as AnyRecord, [begin(record, given, tx.at, "Asia/Tokyo")], { move: "create", by: null }),
      );
      return;
    }
    const [row] = await tx.query<{ id: string; version: number }>({
      text: "select id, version from aftersales_lead where status = 'assigned' order by id offset $1 limit 1",
      values: [Math.floor(roll() * 300)],
    });
    if (!row) return;
    const sets: Record<string, unknown>[] = [
      { isFirstContactInTime: true, firstContactAt: tx.at, attempts: [{ at: tx.at }] },
      { status: "closed-without-sale", closingReason: "other", finalAt: tx.at },
      { dealer, assignedOn: tx.at.slice(0, 10), assignedAt: tx.at },
      { managementNotes: "nothing that is counted" },
    ];
    const set = sets[Math.floor(roll() * sets.length)] ?? {};
    const changed = { key: row.id, version: row.version, set, at: tx.at };
    await tx.finish(changeStatement(record, [changed], { move: "edit", by: null }, { text: "true", values: [] }));
  });
}

test("the cells that are kept fresh equal those counted from nothing, and a count by hand", async () => {
  await agree();
  const dealers = (await sql<{ code: string }>("select code from dealer")).map(({ code }) => code);
  const roll = dice(21);
  for (let n = 0; n < 200; n += 1) await change(roll, dealers);
  assert.ok((await waiting()) > 100);
  await agree();
});

test("counted from nothing while leads change and changes are added up, no change is lost and none counts twice", async () => {
  const dealers = (await sql<{ code: string }>("select code from dealer")).map(({ code }) => code);
  let isOver = false;
  const changing = Promise.all(
    [31, 32].map(async (seed) => {
      const its = dice(seed);
      while (!isOver) await change(its, dealers);
    }),
  );
  for (let n = 0; n < 10; n += 1) await Promise.all([rebuild(db, tenant, record), addUp(db, tenant, record)]);
  isOver = true;
  await changing;
  await agree();
});

test("rows that somebody changed past the program are found, and their cells counted again", async () => {
  assert.equal(await mendCounts(db, tenant, record), 0);
  const [moved] = await sql<{ dealer: string; assigned_on: string }>(
    `update aftersales_lead set evidence = 'confirmed' where id in (select id from aftersales_lead where evidence = 'declared' limit 1)
     returning dealer, assigned_on`,
  );
  assert.ok(moved);
  await sql(
    `delete from aftersales_lead_count where (dealer, assigned_on) in
      (select dealer, assigned_on from aftersales_lead where (dealer, assigned_on) <> ($1, $2) limit 1)`,
    [moved.dealer, moved.assigned_on],
  );
  assert.equal(await mendCounts(db, tenant, record), 2);
  assert.equal(await mendCounts(db, tenant, record), 0);
  await agree();
});

test("the printed statements count the same as the tables' owner, with changes that are not added up yet", async () => {
  const dealers = (await sql<{ code: string }>("select code from dealer")).map(({ code }) => code);
  const roll = dice(41);
  for (let n = 0; n < 30; n += 1) await change(roll, dealers);
  assert.ok((await waiting()) > 10);
  const asked = await told();
  await sql("delete from aftersales_lead_count where dealer = 'SAKURA'");
  const printed = readFileSync(join(import.meta.dirname, "../../../printed/counts.sql"), "utf8");
  await sql(`begin; set local role marque_owner; ${printed} commit`);
  assert.deepEqual(await told(), asked);
  assert.equal(await mendCounts(db, tenant, record), 0);
});

test("a counter that is killed in the middle of its work loses no change and adds none twice", async () => {
  const dealers = (await sql<{ code: string }>("select code from dealer")).map(({ code }) => code);
  const argument = JSON.stringify({ config: database.program, tenant });
  const start = (): ChildProcess =>
    spawn(process.execPath, [join(import.meta.dirname, "counts.worker.ts"), argument], { stdio: "inherit" });
  const roll = dice(22);
  let isOver = false;
  const changing = Promise.all(
    [23, 24, 25].map(async (seed) => {
      const its = dice(seed);
      while (!isOver) await change(its, dealers);
    }),
  );
  let caught = 0;
  for (let n = 0; n < kills; n += 1) {
    const counter = start();
    await worksInTheDatabase(counter);
    for (let m = Math.floor(roll() * 20); m > 0; m -= 1) await change(roll, dealers);
    const [{ busy } = { busy: 0 }] = await sql<{ busy: number }>(
      `select count(*)::integer as busy from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where l.locktype = 'advisory' and l.granted and a.application_name = $1`,
      [`counter ${counter.pid}`],
    );
    caught += busy;
    const ended = once(counter, "exit");
    counter.kill("SIGKILL");
    await ended;
  }
  isOver = true;
  await changing;
  assert.ok(caught > 0, "no counter was at work when it was killed");
  await agree();
});

/** Waits until the process has added up at least one change. */
async function worksInTheDatabase(counter: ChildProcess): Promise<void> {
  const [{ entry: last } = { entry: 0 }] = await sql<{ entry: number }>(
    "insert into aftersales_lead_count_change (dealer, assigned_on) values ('SAKURA', $1) returning entry::integer as entry",
    [now().slice(0, 10)],
  );
  for (;;) {
    assert.equal(counter.exitCode, null, "the counter ended by itself");
    const rows = await sql("select from aftersales_lead_count_change where entry = $1", [last]);
    if (rows.length === 0) return;
  }
}

test("a change that changes no count leaves none", async () => {
  await addUp(db, tenant, record);
  const [row] = await sql<{ id: string; version: number; status: string }>(
    "select id, version, status from aftersales_lead limit 1",
  );
  assert.ok(row);
  for (const set of [{ managementNotes: "a word" }, { status: row.status }])
    await db.as(asSystem(tenant, "a test changes leads"), async (tx) => {
      const changed = { key: row.id, version: row.version, set, at: now() };
      await tx.finish(changeStatement(record, [changed], { move: "edit", by: null }, { text: "true", values: [] }));
      row.version += 1;
    });
  assert.equal(await waiting(), 0);
});
