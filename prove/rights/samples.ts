import type pg from "pg";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { columnOf, tableOf } from "#platform/db/columns.ts";
import { settle } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { sampleRow } from "#platform/testing/suites/samples.ts";
import { partsOf, type Sample } from "./matrix.ts";
import { type Relation, relations } from "./probes.ts";

/** Where the rows of each relation lie: the schema, and the dealer whose they are. */
export type Places = Readonly<Record<Relation, { schema: string; dealer: string }>>;

/**
 * One row of every table of the record in every relation. What the world lacks is planted, past every policy and reference, on
 * a connection of the database's superuser; `client` is used for nothing else.
 */
export async function samplesOf(
  client: pg.Client,
  record: AnyRecord,
  places: Places,
): Promise<Map<string, readonly Sample[]>> {
  const found = new Map<string, Sample[]>();
  const { dealer, dealers } = record.belongsTo ?? {};
  for (const [nth, relation] of relations.entries()) {
    const place = places[relation];
    if (!dealer && !dealers && (relation === "other dealer" || relation === "other region")) continue;
    await client.query(`set search_path = ${place.schema}, public`);
    if (!(await rowIn(client, record, tableOf(record), place.dealer))) await plant(client, record, place.dealer, nth);
    for (const { table } of partsOf(record)) {
      const row =
        (await rowIn(client, record, table, place.dealer)) ?? (await cell(client, record, table, place.dealer));
      if (!row) throw new Error(`${table} has no row of ${place.dealer}`);
      found.set(table, [...(found.get(table) ?? []), { schema: place.schema, relation, row }]);
    }
  }
  return found;
}

/** A row that is that dealer's alone, where rows are a dealer's at all. */
async function rowIn(
  client: pg.Client,
  { belongsTo }: AnyRecord,
  table: string,
  dealer: string,
): Promise<Record<string, unknown> | undefined> {
  const where = belongsTo?.dealer
    ? `${columnOf(belongsTo.dealer)} = $1`
    : belongsTo?.dealers
      ? `${columnOf(belongsTo.dealers)} = array[$1]`
      : "$1 <> ''";
  const text = `select to_jsonb(r) as row from ${table} r where ${where} limit 1`;
  return (await client.query<{ row: Record<string, unknown> }>(text, [dealer])).rows[0]?.row;
}

async function plant(client: pg.Client, record: AnyRecord, dealer: string, nth: number): Promise<void> {
  const given = {
    ...sampleRow(record, dealer, nth),
    version: 1,
    createdAt: now(),
    ...(record.key ? {} : { id: newId() }),
  };
  const row = settle(record, undefined, {}, given, now(), "UTC").set;
  const { text, values } = insertStatement(record, [row], { move: "create", by: null });
  await client.query("begin; set local session_replication_role = replica");
  await client.query(text, values);
  await client.query("commit");
}

/** A line of cells or of what changes add to them: the cells of a dealer on one day, all of them nothing. */
async function cell(
  client: pg.Client,
  record: AnyRecord,
  table: string,
  dealer: string,
): Promise<Record<string, unknown> | undefined> {
  const day = record.counts && columnOf(record.counts.day);
  if (!day) return undefined;
  await client.query(`insert into ${table} (dealer, ${day}) values ($1, '2026-11-01')`, [dealer]);
  return rowIn(client, record, table, dealer);
}
