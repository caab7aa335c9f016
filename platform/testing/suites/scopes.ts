import assert from "node:assert/strict";
import test from "node:test";
import { rolesIn, standsForTenant } from "#platform/access/database-roles.ts";
import { type Actor, beginAs } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { columnOf, historyOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import { databaseRoles } from "#platform/db/roles.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { away, dealers, home } from "./ground.ts";
import { sees } from "./oracle.ts";
import { sampleRow } from "./samples.ts";
import { plant, type Subject } from "./subject.ts";

/** What PostgreSQL says when a right is missing or a policy refuses, and when a policy's setting was never made. */
const refusals = ["42501", "42704", "22P02"];
const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : String(error);
const isRefused = (error: unknown): boolean => refusals.includes(codeOf(error)) || assert.fail(codeOf(error));
const noneIfRefused = (error: unknown): unknown[] => (isRefused(error) ? [] : []);

/** Plain SQL without the program's own predicate: what PostgreSQL itself shows and lets happen under each role and setting. */
export function scopesSuite(subject: Subject): void {
  const { record, ground } = subject;
  const [table, history, key] = [tableOf(record), historyOf(record), keyColumn(record)];
  const scope = record.belongsTo?.dealer;

  /** Runs plain SQL as PostgreSQL has it for that actor; nothing of it stays. */
  const tryAs = <T>(actor: Actor, sql: string, values: unknown[] = []): Promise<T[]> =>
    trySql(beginAs(actor, now()), sql, values);
  const trySql = async <T>(begin: string, sql: string, values: unknown[] = []): Promise<T[]> => {
    const client = await ground.database.pool.connect();
    try {
      await client.query(begin);
      return (await client.query(sql, values)).rows as T[];
    } finally {
      await client.query("rollback");
      client.release();
    }
  };

  test(`${record.plural}: PostgreSQL itself shows nobody a row or a line of history outside their scope`, async () => {
    for (const tenant of [home, away]) for (const { code } of dealers) await plant(subject, code, { tenant });
    for (const person of ground.people) {
      const place = (code: string) => ({
        tenant: person.tenant,
        dealer: code,
        region: dealers.find((d) => d.code === code)?.region ?? "",
      });
      const stored = await ground.bare<{ key: string; dealer: string }>(
        `select ${key}::text as key, ${columnOf(scope ?? key)} as dealer from ${table}`,
        [],
        person.tenant === home.code ? home : away,
      );
      const expected = stored
        .filter(({ dealer }) => sees(record, person, place(dealer)))
        .map((row) => row.key)
        .sort();
      const shown = await tryAs<{ key: string }>(person, `select ${key}::text as key from ${table}`);
      assert.deepEqual(shown.map((row) => row.key).sort(), expected, `${person.userName}: rows`);
      const told = await tryAs<{ key: string }>(person, `select distinct record_id::text as key from ${history}`);
      assert.deepEqual(told.map((row) => row.key).sort(), expected, `${person.userName}: history`);
    }
  });

  test(`${record.plural}: before somebody says who asks, PostgreSQL shows nothing at all, not even to the tables' owner`, async () => {
    await plant(subject, "ALDER");
    const { owner, door } = databaseRoles;
    for (const role of [owner, door, ground.login, ...rolesIn(home.schema), ...rolesIn(away.schema)]) {
      for (const from of [table, history]) {
        const shown = await ground.bareAs(role, `select 1 from ${home.schema}.${from}`).catch(noneIfRefused);
        assert.deepEqual(shown, [], `${role} reads ${from}`);
      }
    }
  });

  const handOver = async (): Promise<void> => {
    const mine = await plant(subject, "ALDER");
    const bound = ground.people.filter((person) => person.tenant === home.code && !standsForTenant(person.role));
    for (const person of bound) {
      const row = begin(
        record,
        { ...(subject.row?.("CEDAR", 0) ?? sampleRow(record, "CEDAR", 0)), ...(record.key ? {} : { id: newId() }) },
        now(),
        "UTC",
      );
      const insert = insertStatement(record, [row], { move: "create", by: null });
      await assert.rejects(
        tryAs(person, insert.text, insert.values),
        isRefused,
        `${person.userName} opens a row at another dealer`,
      );
      const hand = `update ${table} set ${columnOf(scope ?? "")} = 'CEDAR' where ${key} = $1 returning 1`;
      const handed = await tryAs(person, hand, [mine]).catch(noneIfRefused);
      assert.deepEqual(handed, [], `${person.userName} hands a row over`);
      const taken = await tryAs(person, `update ${history} set ${columnOf(scope ?? "")} = 'CEDAR' returning 1`).catch(
        noneIfRefused,
      );
      assert.deepEqual(taken, [], `${person.userName} hands history over`);
    }
  };
  if (scope) test(`${record.plural}: nobody bound to a dealer or region puts a row into foreign hands`, handOver);

  test(`${record.plural}: what happened is never rewritten or deleted, and no row is deleted, under any role`, async () => {
    await plant(subject, "ALDER");
    const everybody = [...ground.people.filter((person) => person.tenant === home.code), ground.system()];
    const rewriting = ["new_value = '0'", "at = now()", "user_name = 'x'"].map((set) => `update ${history} set ${set}`);
    for (const actor of everybody) {
      for (const sql of [...rewriting, `delete from ${history}`, `truncate ${history}`, `delete from ${table}`]) {
        await assert.rejects(
          tryAs(actor, sql),
          isRefused,
          `${actor.kind === "person" ? actor.role : "the program"}: ${sql}`,
        );
      }
    }
  });
}
