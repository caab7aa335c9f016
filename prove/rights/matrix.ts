import type pg from "pg";
import { type Actor, beginAs } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import { cellsOf, countChangesOf, isCounted } from "#platform/counts/cells.ts";
import { historyOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { type Act, type Asker, acts, isAllowed, type Part, type Relation } from "./probes.ts";

/** A row as `to_jsonb` gives it, whose it is to an asker, and the schema it lies in. */
export type Sample = { schema: string; relation: Relation; row: Record<string, unknown> };
/** Somebody who asks, as the program opens transactions for them. */
export type Probed = { who: Asker; actor: Actor };
export type Failure = string;

/** The tables of a record with the column that finds a row in each. */
export function partsOf(record: AnyRecord): { part: Part; table: string; key: string }[] {
  const rows = { part: "rows", table: tableOf(record), key: keyColumn(record) } as const;
  const history = { part: "history", table: historyOf(record), key: "entry" } as const;
  if (!isCounted(record)) return [rows, history];
  return [
    rows,
    history,
    { part: "cells", table: cellsOf(record), key: "dealer" },
    { part: "count changes", table: countChangesOf(record), key: "dealer" },
  ];
}

/** The statement of an act on one row: a copy of it is inserted, and nothing of it changes its value. */
export function statementOf(
  act: Act,
  table: string,
  key: string,
  { schema, row }: Sample,
): { text: string; values: unknown[] } {
  const at = `${schema}.${table}`;
  const is = `${key}::text = $1`;
  if (act === "insert") {
    const columns = Object.keys(row).filter((column) => column !== "entry");
    const list = columns.join(", ");
    return {
      text: `insert into ${at} (${list}) select ${list} from jsonb_populate_record(null::${at}, $1::jsonb)`,
      values: [JSON.stringify(row)],
    };
  }
  const one = [String(row[key])];
  if (act === "select") return { text: `select 1 from ${at} where ${is}`, values: one };
  if (act === "delete") return { text: `delete from ${at} where ${is}`, values: one };
  const column = Object.keys(row).find((name) => name === "version" || name === "at") ?? key;
  return { text: `update ${at} set ${column} = ${column} where ${is}`, values: one };
}

/** The row went through when it was found, or when only a constraint stopped it: policies and rights come before. */
const passed = ["23505", "23503", "23P01", "23514", "23502"];

/** Tries one statement in the open transaction, leaves nothing of it, and says whether it was let through. */
export async function isLetThrough(client: pg.ClientBase, text: string, values: unknown[]): Promise<boolean> {
  await client.query("savepoint probe");
  try {
    const { rowCount } = await client.query(text, values);
    return (rowCount ?? 0) > 0;
  } catch (error) {
    const { code = "", message } = error as { code?: string; message: string };
    if (code === "42501") return false;
    if (passed.includes(code)) return true;
    throw new Error(`${text}: ${code} ${message}`, { cause: error });
  } finally {
    await client.query("rollback to savepoint probe");
  }
}

/** Every act of one asker on samples of every table of a record; gives the tries and what did not come as it must. */
export async function probeRecord(
  client: pg.ClientBase,
  record: AnyRecord,
  { who, actor }: Probed,
  samples: ReadonlyMap<string, readonly Sample[]>,
): Promise<{ tries: number; failures: Failure[] }> {
  const failures: Failure[] = [];
  let tries = 0;
  await client.query(beginAs(actor, now()));
  for (const { part, table, key } of partsOf(record)) {
    for (const sample of samples.get(table) ?? []) {
      for (const act of acts) {
        const { text, values } = statementOf(act, table, key, sample);
        const must = isAllowed(record.name, part, who, sample.relation, act);
        const is = await isLetThrough(client, text, values);
        tries += 1;
        if (is !== must)
          failures.push(`${who} ${is ? "may" : "may not"} ${act} ${record.name} ${part} of ${sample.relation}`);
      }
    }
  }
  await client.query("rollback");
  return { tries, failures };
}
