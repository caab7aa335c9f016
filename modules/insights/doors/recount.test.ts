import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import test, { after, before } from "node:test";
import pg from "pg";
import { dice } from "#apps/testing/lead-lives.ts";
import { aftersalesLead } from "#modules/aftersales-leads/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now, plusMs } from "#platform/clocks/clock.ts";
import type { Counted } from "#platform/counts/cells.ts";
import { rebuild, recount } from "#platform/counts/recount.ts";
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
  db = openDatabase({ ...database.config, max: 4 });
  owner = new pg.Pool({ ...database.config, max: 1, options: `-c search_path=${tenant.schema},public` });
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

async function agree(): Promise<void> {
  await recount(db, tenant, record);
  const kept = counting(await cells());
  const plain = await byHand();
  assert.deepEqual(
    kept.map((cell) => Object.fromEntries(Object.keys(plain[0] ?? {}).map((name) => [name, cell[name]]))),
    plain,
  );
  await rebuild(db, tenant, record);
  assert.deepEqual(counting(await cells()), kept, "what is kept fresh is what is counted from nothing");
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
  await agree();
});

test("a counter that is killed in the middle of its work loses no cell", async () => {
  const dealers = (await sql<{ code: string }>("select code from dealer")).map(({ code }) => code);
  const argument = JSON.stringify({ config: database.config, tenant });
  const start = (): ChildProcess =>
    spawn(process.execPath, [join(import.meta.dirname, "recount.worker.ts"), argument], { stdio: "inherit" });
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

/** Waits until the process has worked off at least one mark. */
async function worksInTheDatabase(counter: ChildProcess): Promise<void> {
  const [{ entry: last } = { entry: 0 }] = await sql<{ entry: number }>(
    "insert into aftersales_lead_recount (dealer, assigned_on) values ('SAKURA', current_date) returning entry::integer as entry",
  );
  for (;;) {
    assert.equal(counter.exitCode, null, "the counter ended by itself");
    const rows = await sql("select from aftersales_lead_recount where entry = $1", [last]);
    if (rows.length === 0) return;
  }
}

test("a change of nothing that is counted marks nothing", async () => {
  await recount(db, tenant, record);
  const [row] = await sql<{ id: string; version: number }>("select id, version from aftersales_lead limit 1");
  assert.ok(row);
  await db.as(asSystem(tenant, "a test changes leads"), async (tx) => {
    const changed = { key: row.id, version: row.version, set: { managementNotes: "a word" }, at: now() };
    await tx.query(changeStatement(record, [changed], { move: "edit", by: null }, { text: "true", values: [] }));
    const marks = await tx.query({ text: "select 1 from aftersales_lead_recount", values: [] });
    assert.equal(marks.length, 0);
  });
});
