import assert from "node:assert/strict";
import test, { after } from "node:test";
import { decide, isRefusal } from "#platform/moves/decide.ts";
import type { Desk } from "#platform/moves/desk.ts";
import { changeStatement } from "#platform/moves/statements.ts";
import type { Instant } from "#platform/record/index.ts";
import { loanDesk, openLoans } from "#platform/testing/loan.ground.ts";
import { away, home, type Tenant } from "#platform/testing/suites/ground.ts";
import { plant, stored, type Values } from "#platform/testing/suites/subject.ts";
import { later } from "./due.ts";
import { earliestDue, sweep } from "./sweep.ts";

/** Forty loans begin here, from one dealer, within twelve days; summer time ends in between. */
const start: Instant = "2026-10-20T08:00:00.000Z";
const after100 = later(start, { calendarDays: 100 }, "Europe/Berlin");
const loans = await openLoans(start);
const { ground, record } = loans;
after(() => ground.close());

const sweepTo = (tenant: Tenant, until: Instant): Promise<number> => sweep(ground.database, tenant, [loanDesk], until);

/** Forty loans, every third brought back after a day, half of those to be lent again. */
async function lend(tenant: Tenant): Promise<void> {
  for (let nth = 0; nth < 40; nth++) {
    const given = loans.row?.("ALDER", nth) ?? {};
    const key = await plant(loans, "ALDER", { tenant, given, at: String(given.lentAt) });
    const againAt = nth % 2 === 0 ? later(start, { hours: 600 + nth }, "UTC") : null;
    if (nth % 3 === 0) assert.ok(await bringBack(tenant, key, later(start, { hours: nth * 7 + 24 }, "UTC"), againAt));
  }
}

/** Brings the car back at a moment, as somebody does at the desk. */
async function bringBack(tenant: Tenant, key: string, at: Instant, againAt: Instant | null): Promise<boolean> {
  const { database } = ground;
  return database.as(
    ground.system(tenant),
    async (tx) => {
      const { row } = await rowOf(tenant, key);
      const decided = decide(record, loanDesk.rules, "bring-back", {
        row,
        asked: { againAt },
        at,
        by: null,
        facts: {},
        zone: "Europe/Berlin",
      });
      if (isRefusal(decided)) return false;
      await tx.finish(
        changeStatement(
          record,
          [{ key, version: Number(row.version), set: decided.set, at }],
          { move: "bring-back", by: null },
          { text: "true", values: [] },
        ),
      );
      return true;
    },
    at,
  );
}

/** A row under the names of its fields, instants as the program writes them. */
async function rowOf(tenant: Tenant, key: string): Promise<{ row: Values }> {
  const { row } = await stored(loans, key, tenant);
  return {
    row: Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name.replace(/_(\w)/g, (_, l: string) => l.toUpperCase()),
        asInstant(value),
      ]),
    ),
  };
}
const asInstant = (value: unknown): unknown =>
  typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) ? new Date(value).toISOString() : value;

/** Everything that is stored of loans, with ids replaced by plates: rows, history and events in the order of each row. */
async function everything(tenant: Tenant): Promise<unknown> {
  const named = "(select f.plate || ' ' || f.lent_at from loan f where f.id = r.former_loan) as former";
  const rows = await ground.bare(
    `select to_jsonb(r) - 'id' - 'former_loan' as row, ${named} from loan r order by plate, lent_at`,
    [],
    tenant,
  );
  const told = await ground.bare(
    "select l.plate, l.lent_at, h.version, h.at, h.move, h.field, h.old_value, h.new_value, h.dealer from loan_history h join loan l on l.id = h.record_id order by l.plate, l.lent_at, h.version, h.field",
    [],
    tenant,
  );
  const heard = await ground.bare(
    "select l.plate, l.lent_at, o.version, o.at, o.event from outbox o join loan l on l.id::text = o.record_id order by l.plate, l.lent_at, o.version",
    [],
    tenant,
  );
  return JSON.parse(JSON.stringify({ rows, told, heard }));
}

async function empty(): Promise<void> {
  for (const tenant of [home, away]) await ground.bare("truncate loan, loan_history, outbox", [], tenant);
}

test("a leap of a hundred days makes the same rows, history and events as a hundred leaps of one day", async () => {
  await empty();
  for (const tenant of [home, away]) await lend(tenant);
  const leap = await sweepTo(home, after100);
  let steps = 0;
  for (let day = 1; day <= 100; day++)
    steps += await sweepTo(away, later(start, { calendarDays: day }, "Europe/Berlin"));
  assert.equal(leap, steps);
  assert.deepEqual(await everything(home), await everything(away));
  const states = await ground.bare<{ status: string }>("select distinct status from loan order by status");
  assert.deepEqual(
    states.map(({ status }) => status),
    ["back", "reminded"],
  );
  const [again] = await ground.bare<{ count: number }>(
    "select count(*)::integer as count from loan where former_loan is not null",
  );
  assert.equal(again?.count, 7);
});

test("a second sweep finds nothing left to do", async () => {
  const before = await everything(home);
  assert.equal(await sweepTo(home, after100), 0);
  assert.deepEqual(await everything(home), before);
  assert.equal(await earliestDue(ground.database, home, [loanDesk]), null);
});

test("two sweepers at once make every move once", async () => {
  await empty();
  for (const tenant of [home, away]) await lend(tenant);
  await sweepTo(away, after100);
  await Promise.all([sweepTo(home, after100), sweepTo(home, after100), sweepTo(home, after100)]);
  await sweepTo(home, after100);
  assert.deepEqual(await everything(home), await everything(away));
});

test("a car wanted again is lent once, however many sweepers see its day come", async () => {
  await empty();
  const key = await plant(loans, "ALDER", { given: loans.row?.("ALDER", 0) ?? {}, at: start });
  const day = later(start, { hours: 600 }, "UTC");
  assert.ok(await bringBack(home, key, later(start, { hours: 24 }, "UTC"), day));
  const made = await Promise.all(Array.from({ length: 6 }, () => sweepTo(home, day)));
  assert.equal(
    made.reduce((sum, count) => sum + count),
    1,
  );
  const again = await ground.bare<{ former: string }>("select former_loan as former from loan where lent_at = $1", [
    day,
  ]);
  assert.deepEqual(again, [{ former: key }]);
});

test("what is due next is the earliest deadline of all", async () => {
  await empty();
  assert.equal(await earliestDue(ground.database, home, [loanDesk]), null);
  await lend(home);
  assert.equal(await earliestDue(ground.database, home, [loanDesk]), later(start, { hours: 44 }, "UTC"));
});

test("at the very limit a car is back in time, a millisecond later it is not, whether or not the sweeper came first", async () => {
  for (const isSweptFirst of [false, true]) {
    for (const [late, isInTime] of [
      [-1, true],
      [0, true],
      [1, false],
    ] as const) {
      await empty();
      const key = await plant(loans, "ALDER", { given: { ...loans.row?.("ALDER", 0), checkAt: null }, at: start });
      const at = new Date(Date.parse(start) + 72 * 3_600_000 + late).toISOString();
      if (isSweptFirst) await sweepTo(home, at);
      assert.ok(await bringBack(home, key, at, null));
      const { row } = await rowOf(home, key);
      assert.deepEqual(
        [row.isBackInTime, row.backAt, row.backDueAt],
        [isInTime, at, null],
        `${late} ms, swept first: ${isSweptFirst}`,
      );
    }
  }
});

test("a move that its rule refuses is put aside and told once; the others go on, and it is tried again later", async (t) => {
  await empty();
  const told = t.mock.method(console, "error", () => undefined);
  const keys: string[] = [];
  for (let nth = 0; nth < 6; nth++)
    keys.push(await plant(loans, "ALDER", { given: { ...loans.row?.("ALDER", nth), checkAt: null }, at: start }));
  const [refusedKey = "", brokenKey = ""] = keys;
  let isMended = false;
  const asked: string[] = [];
  const remind: Desk["rules"][string] = ({ row }: { row: Values }) => {
    asked.push(String(row.id));
    if (!isMended && row.id === refusedKey) return { refused: "not-now" };
    if (!isMended && row.id === brokenKey) throw new Error("the rule breaks");
    return { set: {} };
  };
  const desk: Desk = { ...loanDesk, rules: { ...loanDesk.rules, remind } };
  const at = (hours: number, minutes = 0): Instant =>
    new Date(Date.parse(start) + hours * 3_600_000 + minutes * 60_000).toISOString();
  const sweepAt = (until: Instant): Promise<number> => sweep(ground.database, home, [desk], until);
  const statesOf = async (): Promise<unknown[]> => {
    const rows = await ground.bare<{ status: string }>("select status from loan order by plate");
    return rows.map(({ status }) => status);
  };
  const week = 24 * 9;
  await sweepAt(at(week));
  assert.deepEqual(await statesOf(), ["lent", "lent", "reminded", "reminded", "reminded", "reminded"]);
  const lines = told.mock.calls.map(({ arguments: [line] }) => String(line));
  assert.equal(lines.length, 2, lines.join("\n"));
  assert.match(lines[0] ?? "", new RegExp(`loan.reminder of ${refusedKey}.*not-now`));
  assert.match(lines[1] ?? "", new RegExp(`loan.reminder of ${brokenKey}.*the rule breaks`));
  const timesAsked = (): number => asked.filter((id) => id === refusedKey).length;
  assert.equal(timesAsked(), 1, "not asked again in the same sweep");
  await sweepAt(at(week, 0.5));
  assert.equal(timesAsked(), 1, "nor within the minute");
  await sweepAt(at(week, 1));
  await sweepAt(at(week, 2));
  assert.equal(timesAsked(), 2, "then it waits two minutes");
  await sweepAt(at(week, 3));
  assert.equal(timesAsked(), 3);
  assert.equal(told.mock.callCount(), 2, "and is told no second time");
  isMended = true;
  assert.equal(await sweepAt(at(week, 30)), 2);
  assert.deepEqual(new Set(await statesOf()), new Set(["reminded"]));
});

test("more refused rows than one batch holds do not hide those behind them", async (t) => {
  await empty();
  t.mock.method(console, "error", () => undefined);
  const first = await plant(loans, "ALDER", { given: { ...loans.row?.("ALDER", 0), checkAt: null }, at: start });
  await ground.bare(
    `insert into loan select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid(), 'plate', 'COPY ' || n))).* from loan l, generate_series(1, 520) n`,
  );
  const last = await plant(loans, "ALDER", { given: { ...loans.row?.("ALDER", 3), checkAt: null }, at: start });
  const remind: Desk["rules"][string] = ({ row }: { row: Values }) =>
    row.id === last ? { set: {} } : { refused: "not-now" };
  const desk: Desk = { ...loanDesk, rules: { ...loanDesk.rules, remind } };
  const until = later(start, { calendarDays: 9 }, "Europe/Berlin");
  await sweep(ground.database, home, [desk], until);
  assert.deepEqual([(await rowOf(home, first)).row.status, (await rowOf(home, last)).row.status], ["lent", "reminded"]);
});

test("a row that ran out is final by the clock, before and after the sweeper came", async () => {
  await empty();
  const key = await plant(loans, "ALDER", { given: loans.row?.("ALDER", 1), at: start });
  const { row } = await rowOf(home, key);
  await sweepTo(home, new Date(Date.parse(String(row.lifetimeDueAt)) - 1).toISOString());
  assert.equal((await rowOf(home, key)).row.status, "reminded");
  assert.equal(await bringBack(home, key, String(row.lifetimeDueAt), null), false);
  await sweepTo(home, String(row.lifetimeDueAt));
  const final = (await rowOf(home, key)).row;
  assert.deepEqual([final.status, final.finalAt, final.lifetimeDueAt], ["reminded", row.lifetimeDueAt, null]);
  assert.equal(await bringBack(home, key, String(row.lifetimeDueAt), null), false);
});
