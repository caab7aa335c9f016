import assert from "node:assert/strict";
import test from "node:test";
import type { Person } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import { columnOf, columnsOf } from "#platform/db/columns.ts";
import { begin, decide, isRefusal } from "#platform/moves/decide.ts";
import { changeStatement } from "#platform/moves/statements.ts";
import { startOf } from "#platform/record/index.ts";
import { sampleRow } from "./samples.ts";
import {
  bodyOf,
  firstMoveOf,
  movesOf,
  patchOf,
  plant,
  type Stored,
  type Subject,
  stored,
  type Values,
} from "./subject.ts";

/** What is kept but not told: nobody changed it, it follows from what was. */
const isTold = (field: string): boolean =>
  !["version", "createdAt", "searchText"].includes(field) && !field.endsWith("DueAt");

/** Who makes the first move here: somebody of the dealer's, else anybody who may. */
export function makerOf(subject: Subject, act = firstMoveOf(subject)): Person {
  const roles = (act === "edit" ? subject.record.edit?.by : subject.record.make?.[act]) ?? [];
  const maker = subject.ground.people.find((person) => person.tenant === "home" && roles.includes(person.role));
  if (!maker) throw new Error(`nobody may ${act} ${subject.record.plural}`);
  return maker;
}

/** What changed between two readings of a row must be what its history says of that version, no more and no less; the outbox holds one line of it. */
export function assertTold({ record }: Subject, before: Stored, after: Stored): void {
  const changed = columnsOf(record).filter(
    ({ field, column }) => isTold(field) && JSON.stringify(before.row[column]) !== JSON.stringify(after.row[column]),
  );
  const told = after.told.slice(before.told.length);
  assert.deepEqual(told.map((line) => line.field).sort(), changed.map(({ field }) => field).sort());
  for (const { field, column } of changed) {
    const line = told.find((one) => one.field === field);
    assert.ok(
      isSame(line?.old_value, before.row[column]) && isSame(line?.new_value, after.row[column]),
      `${field}: ${JSON.stringify(line)}`,
    );
    assert.equal(line?.version, after.row.version);
    if (record.belongsTo?.dealer)
      assert.equal(line?.[columnOf(record.belongsTo.dealer)], after.row[columnOf(record.belongsTo.dealer)]);
  }
  assert.deepEqual(
    after.told.slice(0, before.told.length).map((line) => line.new_value),
    before.told.map((line) => line.new_value),
  );
  assert.equal(after.row.version, Number(before.row.version) + 1);
  assert.equal(after.heard, before.heard + 1);
}

/** Two values as JSON, instants compared as moments: history writes UTC with a Z, a row's JSON an offset. */
const isSame = (one: unknown, other: unknown): boolean => momentOf(one) === momentOf(other);
const momentOf = (value: unknown): string => {
  const text = JSON.stringify(value ?? null);
  return /^"\d{4}-\d\d-\d\dT/.test(text) ? new Date(JSON.parse(text)).toISOString() : text;
};

/** Lifecycle, version and history: what the declaration says is what happens, and all of it is told. */
export function lifecycleSuite(subject: Subject): void {
  const { record, ground } = subject;
  const path = (key: string, door = "") => `/${record.plural}/${encodeURIComponent(key)}${door}`;
  const moves = Object.entries(record.moves ?? {});

  test(`${record.plural}: a way leads to every state`, () => {
    const reached = new Set([startOf(record)]);
    for (let size = 0; size !== reached.size; ) {
      size = reached.size;
      for (const [, move] of moves) if (move.to && move.from.some((state) => reached.has(state))) reached.add(move.to);
    }
    assert.deepEqual([...reached].sort(), Object.keys(record.states ?? {}).sort());
  });

  test(`${record.plural}: from every state each move makes exactly the state it names, or is refused`, () => {
    const at = now();
    const kinds = Object.entries(record.states ?? {}).flatMap(([status, state]) => [
      ...(state.isFinal ? [] : [{ status, finalAt: null }]),
      { status, finalAt: at },
    ]);
    for (const { status, finalAt } of kinds) {
      for (const [name, move] of moves) {
        const row = { ...begin(record, rowOf(subject), at, "UTC"), status, finalAt };
        const by = { id: "1", name: "one" };
        const asked = bodyOf(subject, name);
        const outcome = decide(record, subject.desk.rules, name, {
          row,
          asked,
          at,
          by,
          facts: subject.facts ?? {},
          zone: "UTC",
        });
        const isOpen = finalAt === null || move.whenFinal !== undefined || move.by === "clock";
        const what = `${name} from ${status}${finalAt === null ? "" : ", final"}`;
        if (!isOpen || !move.from.includes(status)) assert.ok(isRefusal(outcome), `${what} must be refused`);
        if (!isRefusal(outcome)) assert.equal(outcome.after.status, move.to ?? status, what);
      }
    }
  });

  test(`${record.plural}: every move of people over the API makes its state and is told field by field, or leaves no trace`, async () => {
    for (const move of movesOf(record)) {
      const key = await plant(subject, "ALDER");
      const before = await stored(subject, key);
      const said = await ground.ask(makerOf(subject, move), {
        method: "POST",
        path: path(key, `/${move}`),
        version: 1,
        body: bodyOf(subject, move),
      });
      const after = await stored(subject, key);
      if (said.status === 422) assert.deepEqual(after, before, `${move} was refused`);
      else {
        assert.equal(said.status, 200, `${move}: ${said.text}`);
        assert.equal(said.headers.etag, `"2"`);
        assert.equal(after.row.status, record.moves?.[move]?.to ?? before.row.status);
        assertTold(subject, before, after);
      }
    }
  });

  const tellEdit = async (): Promise<void> => {
    const patch = patchOf(subject);
    const other = Object.fromEntries(Object.keys(patch).map((field): [string, unknown] => [field, null]));
    const key = await plant(subject, "ALDER", { given: subject.patch ? {} : filled(subject, other) });
    const before = await stored(subject, key);
    const edit = (version: number) =>
      ground.ask(makerOf(subject, "edit"), { method: "PATCH", path: path(key), version, body: patch });
    assert.equal((await edit(1)).status, 200);
    const after = await stored(subject, key);
    assertTold(subject, before, after);
    assert.equal((await edit(2)).status, 200);
    assert.deepEqual(await stored(subject, key), after);
  };
  if (record.edit)
    test(`${record.plural}: an edit is told field by field; one that changes nothing writes nothing`, tellEdit);

  test(`${record.plural}: a change that read an older version writes no row, no history and no event`, async () => {
    const key = await plant(subject, "ALDER");
    const before = await stored(subject, key);
    for (const version of [0, 2]) {
      const set = { [columnsOf(record).find(({ column }) => column === "final_at")?.field ?? ""]: now() };
      const statement = changeStatement(
        record,
        [{ key, version, set, at: now() }],
        { move: "test", by: null },
        { text: "true", values: [] },
      );
      const [changed] = await ground.database.as(ground.system(), (tx) => tx.finish(statement));
      assert.deepEqual(changed, []);
    }
    assert.deepEqual(await stored(subject, key), before);
  });
}

const rowOf = (subject: Subject): Values => subject.row?.("ALDER", 0) ?? sampleRow(subject.record, "ALDER", 0);

/** The fields of an edit that empties them, filled before it. */
function filled({ record }: Subject, fields: Values): Values {
  const values = [1, 2, 3].map((nth) => sampleRow(record, "ALDER", nth));
  return Object.fromEntries(
    Object.keys(fields).map((field) => [field, values.find((row) => row[field] !== null)?.[field]]),
  );
}
