import { asSystem } from "#platform/access/index.ts";
import type { Database, Transaction } from "#platform/db/database.ts";
import type { Place } from "./relay.ts";

type TenantPlace = { code: string; schema: string };

/**
 * Whether an event or a listener's place has a number that this PostgreSQL has not given out yet: then they were written by an
 * older one and restored here, and what happens now would stand before what was heard long ago.
 */
export const isOfOlderCluster = async (db: Database, tenant: TenantPlace): Promise<boolean> =>
  (await db.as(asSystem(tenant, "whether the events were restored"), horizonIfExceeded)) !== null;

/** The first number not yet given out, where something stands at or beyond it; null where nothing does. */
async function horizonIfExceeded(tx: Transaction): Promise<string | null> {
  // The numbers are read first, so that whatever is written meanwhile lies before the horizon.
  const [[last], [next]] = await Promise.all([
    tx.query<{ number: string | null }>({
      text: "select greatest((select max(tx) from outbox), (select max(tx) from listener))::text as number",
      values: [],
    }),
    tx.query<{ number: string }>({
      text: "select pg_snapshot_xmax(pg_current_snapshot())::text as number",
      values: [],
    }),
  ]);
  if (!last?.number || !next) return null;
  return BigInt(last.number) >= BigInt(next.number) ? next.number : null;
}

/**
 * Numbers the events of a tenant anew where they were restored from an older PostgreSQL: they keep their order, stand before
 * whatever happens from now on, and each listener goes on behind the last one that it heard. Gives whether there was anything to
 * do. Programs that start at once do it once: whoever comes second waits, and finds it done.
 */
export async function renumberRestored(db: Database, tenant: TenantPlace): Promise<boolean> {
  if (!(await isOfOlderCluster(db, tenant))) return false;
  return db.as(asSystem(tenant, "restored events are numbered anew"), async (tx) => {
    // Whoever starts waits as long as it takes, whatever limits requests have.
    for (const limit of ["lock_timeout", "statement_timeout"])
      await tx.query({ text: `set local ${limit} = 0`, values: [] });
    await tx.query({ text: "lock table listener, outbox in share row exclusive mode", values: [] });
    const horizon = await horizonIfExceeded(tx);
    if (horizon === null) return false;
    const listeners = await heardBy(tx, horizon);
    const entries = await writeAnew(tx);
    await tx.query({ text: "delete from outbox where entry < $1", values: [entries[0] ?? 0] });
    await tx.query({
      text: `update listener l set tx = '${restored.tx}', entry = p.entry
        from unnest($1::text[], $2::bigint[]) p(name, entry) where l.name = p.name`,
      values: [listeners.map(({ name }) => name), listeners.map(({ heard }) => entries[heard - 1] ?? restored.entry)],
    });
    return true;
  });
}

/** Before every event that was restored; no transaction of a database has so low a number. */
const restored: Place = { tx: "1", entry: 0 };

/**
 * All events in the order in which they happened. Those written here, whose number is that of the transaction that wrote their
 * row, came after the restored ones, though their numbers are lower.
 */
const inOrder = `select o.*, row_number() over (order by o."isOwn", o.tx, o.entry) as nth
  from (select *, tx::xid = xmin and entry > coalesce(max(entry) filter (where tx::xid <> xmin) over (), 0) as "isOwn" from outbox) o`;

/**
 * How many of the events in their order each listener has behind it, up to the first that it did not hear. A place at or beyond
 * the horizon is one among the restored events, and nothing that was written here was heard from there.
 */
const heardBy = (tx: Transaction, horizon: string): Promise<{ name: string; heard: number }[]> =>
  tx.query({
    text: `select l.name, coalesce(min(o.nth) filter (where (o.tx, o.entry) > (l.tx, l.entry) or (o."isOwn" and l.tx >= $1::xid8)) - 1, count(o.nth)) as heard
      from listener l left join (${inOrder}) o on true group by l.name`,
    values: [horizon],
  });

/** Writes every event once more in its order, behind all entries there are; gives the new entries. */
async function writeAnew(tx: Transaction): Promise<number[]> {
  const rows = await tx.query<{ entry: number }>({
    text: `insert into outbox (tx, at, record, record_id, version, event, dealers)
      select '${restored.tx}', o.at, o.record, o.record_id, o.version, o.event, o.dealers from (${inOrder}) o order by o.nth returning entry`,
    values: [],
  });
  return rows.map(({ entry }) => entry);
}
