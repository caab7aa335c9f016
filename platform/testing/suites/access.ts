import assert from "node:assert/strict";
import test from "node:test";
import { parse } from "csv-parse/sync";
import type { Person } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import { columnOf } from "#platform/db/columns.ts";
import { changeStatement } from "#platform/moves/statements.ts";
import { Live } from "#platform/outbox/live.ts";
import { type Asked, away, dealers, home, type Tenant } from "./ground.ts";
import { listVerdict, type Place, rowVerdict, sees } from "./oracle.ts";
import { bodyOf, movesOf, patchOf, plant, type Stored, type Subject, stored } from "./subject.ts";

type Row = { key: string; tenant: Tenant; place: Place; title: string; before: Stored };

/** One row of every dealer in both tenants. */
async function rowsEverywhere(subject: Subject): Promise<Row[]> {
  const rows: Row[] = [];
  for (const tenant of [home, away]) {
    for (const { code, region } of dealers) {
      const key = await plant(subject, code, { tenant });
      const before = await stored(subject, key, tenant);
      const title = String(before.row[columnOf(subject.record.title)]);
      rows.push({ key, tenant, place: { tenant: tenant.code, dealer: code, region }, title, before });
    }
  }
  return rows;
}

/** Who asks at the doors of the home tenant: one of every role in either tenant, and nobody. */
const askers = ({ ground }: Subject): (Person | null)[] => [...ground.people, null];
const nameOf = (person: Person | null): string => person?.userName ?? "nobody";

/**
 * Every role at every door to every row: own dealer, another dealer of the region, another region, another tenant. What must
 * come is computed by the oracle; whoever is an outsider gets 404 and leaves no trace.
 */
export function accessSuite(subject: Subject): void {
  const { record, ground } = subject;
  const path = (row: Row, door = "") => `/${record.plural}/${encodeURIComponent(row.key)}${door}`;

  /** Asks as everybody for every row; who may passes a stale version where the door changes something, so nothing ever changes. */
  async function tryRows(act: string, asked: (row: Row, version: number) => Asked, open: number): Promise<void> {
    const rows = await rowsEverywhere(subject);
    for (const person of askers(subject)) {
      for (const row of rows) {
        const verdict = rowVerdict(record, person, row.place, act);
        const said = await ground.ask(person, asked(row, verdict === "open" ? 0 : 1));
        const at = `${nameOf(person)} at ${act} of ${JSON.stringify(row.place)}: ${said.text.slice(0, 200)}`;
        assert.equal(said.status, verdict === "open" ? open : verdict, at);
        if (verdict !== "open") assert.ok(!said.text.includes(row.title), `${at} tells the title`);
      }
    }
    for (const row of rows)
      assert.deepEqual(await stored(subject, row.key, row.tenant), row.before, `${act} left a trace`);
  }

  test(`${record.plural}: whoever may not see a row cannot read it or its history, and sees no trace of it`, async () => {
    await tryRows("read", (row) => ({ path: path(row) }), 200);
    await tryRows("read", (row) => ({ path: path(row, "/history") }), 200);
  });

  for (const move of movesOf(record)) {
    test(`${record.plural}: only who sees the row and has the right makes the move "${move}"`, () =>
      tryRows(
        move,
        (row, version) => ({ method: "POST", path: path(row, `/${move}`), version, body: bodyOf(subject, move) }),
        412,
      ));
  }

  test(`${record.plural}: only who sees the row and has the right edits it`, async () => {
    if (record.edit)
      await tryRows(
        "edit",
        (row, version) => ({ method: "PATCH", path: path(row), version, body: patchOf(subject) }),
        412,
      );
  });

  test(`${record.plural}: list and export show each role the rows of its scope and not one more`, async () => {
    const rows = await rowsEverywhere(subject);
    for (const person of askers(subject)) {
      const listed = await ground.ask(person, { path: `/${record.plural}?limit=200` });
      const exported = await ground.ask(person, { path: `/${record.plural}.csv` });
      for (const [act, said] of [
        ["list", listed],
        ["export", exported],
      ] as const) {
        const verdict = listVerdict(record, person, act);
        assert.equal(said.status, verdict === "open" ? 200 : verdict, `${nameOf(person)} at ${act}`);
        const shown =
          verdict !== "open" ? [] : act === "list" ? titlesOf(subject, said.body) : titlesIn(subject, said.text);
        for (const row of rows) {
          const isSeen = verdict === "open" && sees(record, person, row.place);
          assert.equal(shown.includes(row.title), isSeen, `${nameOf(person)} at ${act}: ${JSON.stringify(row.place)}`);
        }
      }
    }
  });

  test(`${record.plural}: a change is told live to those who see the row and to nobody else`, async () => {
    const rows = await rowsEverywhere(subject);
    const live = new Live(ground.database, ground.known);
    const heard = new Map<string, string[]>();
    for (const person of ground.people)
      live.listen(person, ({ recordId }) => heard.set(person.userId, [...(heard.get(person.userId) ?? []), recordId]));
    await ground.settled();
    for (const tenant of live.tenants()) await live.poll(tenant);
    for (const row of rows) await touch(subject, row);
    await ground.settled();
    for (const tenant of live.tenants()) await live.poll(tenant);
    for (const person of ground.people) {
      const expected = rows.filter((row) => sees(record, person, row.place)).map((row) => row.key);
      assert.deepEqual((heard.get(person.userId) ?? []).sort(), expected.sort(), person.userName);
    }
  });
}

/** A change by the program itself that changes nothing but the version. */
async function touch({ record, ground }: Subject, { key, tenant }: Row): Promise<void> {
  const change = { key, version: 1, set: {}, at: now() };
  await ground.database.as(ground.system(tenant), (tx) =>
    tx.finish(changeStatement(record, [change], { move: "touch", by: null }, { text: "true", values: [] })),
  );
}

const titlesOf = ({ record }: Subject, body: Record<string, unknown>): string[] =>
  (body.items as Record<string, unknown>[]).map((item) => String(item[record.title]));
const titlesIn = ({ record }: Subject, csv: string): string[] =>
  (parse(csv, { bom: true, columns: true }) as Record<string, string>[]).map((line) => line[record.title] ?? "");
