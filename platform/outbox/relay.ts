import { asSystem } from "#platform/access/index.ts";
import type { Database, Transaction } from "#platform/db/database.ts";
import type { Known } from "#platform/lists/index.ts";
import type { Instant } from "#platform/record/index.ts";
import { borneOut } from "./borne-out.ts";

/** What other modules and pages hear: something happened to a record. `dealers` says whose pages; null: the whole tenant's. */
export type Heard = {
  place: Place;
  at: Instant;
  record: string;
  recordId: string;
  version: number;
  event: string;
  dealers: string[] | null;
};
/** A place in the outbox: the writing transaction, then the entry; no later commit can come before it. */
export type Place = { tx: string; entry: number };
type TenantPlace = { code: string; schema: string };

/**
 * A listener of another module: which events it wants, and what it does in one transaction with its place in the outbox. An
 * event only says that something happened; what it is about the listener reads from the row.
 */
export type Listener = {
  readonly name: string;
  readonly hears: (event: Heard) => boolean;
  readonly act: (tx: Transaction, event: Heard) => Promise<void>;
};

const columns = `tx::text as tx, entry, at, record, record_id as "recordId", version, event, dealers`;
type Row = Omit<Heard, "place"> & { tx: string; entry: number };
const heard = ({ tx, entry, ...event }: Row): Heard => ({ ...event, place: { tx, entry } });

/** The events after `place` whose transactions are all over, oldest first. */
export async function eventsAfter(tx: Transaction, place: Place, limit = 500): Promise<Heard[]> {
  const rows = await tx.query<Row>({
    name: "outbox",
    text: `select ${columns} from outbox where (tx, entry) > ($1::xid8, $2::bigint) and tx < pg_snapshot_xmin(pg_current_snapshot()) order by outbox.tx, outbox.entry limit ${limit}`,
    values: [place.tx, place.entry],
  });
  return rows.map(heard);
}

/** The end of the outbox as it is now: where a new reader of live changes begins. */
export async function endOfOutbox(tx: Transaction): Promise<Place> {
  const [last] = await tx.query<Place>({
    text: "select tx::text as tx, entry from outbox where tx < pg_snapshot_xmin(pg_current_snapshot()) order by outbox.tx desc, outbox.entry desc limit 1",
    values: [],
  });
  return last ?? { tx: "0", entry: 0 };
}

/**
 * Lets every listener hear what is new in the tenant; gives how much they acted on. Whoever has heard everything costs nothing
 * more, and one that fails keeps its place and holds up no other; what failed is thrown when all have heard.
 */
export async function relayAll(
  db: Database,
  tenant: TenantPlace,
  listeners: readonly Listener[],
  known: Known,
): Promise<number> {
  const behind = await db.as(asSystem(tenant, "which listeners have something to hear"), (tx) =>
    tx.query<{ name: string }>({
      name: "listeners-behind",
      text: `select n.name from unnest($1::text[]) n(name) left join listener l on l.name = n.name
        where l.name is null or exists (select from outbox o where (o.tx, o.entry) > (l.tx, l.entry))`,
      values: [listeners.map(({ name }) => name)],
    }),
  );
  let acted = 0;
  const failures: unknown[] = [];
  for (const listener of listeners.filter((one) => behind.some(({ name }) => name === one.name)))
    await relay(db, tenant, listener, known).then(
      (count) => {
        acted += count;
      },
      (error: unknown) => void failures.push(new Error(`${listener.name}: ${String(error)}`, { cause: error })),
    );
  if (failures.length > 0)
    throw failures.length === 1 ? failures[0] : new AggregateError(failures, failures.join("; "));
  return acted;
}

/**
 * Lets one listener hear everything new that the rows bear out, each batch in one transaction with its place: nothing twice,
 * nothing left out.
 */
export async function relay(db: Database, tenant: TenantPlace, listener: Listener, known: Known): Promise<number> {
  let acted = 0;
  for (;;) {
    const count = await db.as(asSystem(tenant, `the listener ${listener.name}`), async (tx) => {
      const [place] = await tx.query<Place>({
        text: `insert into listener (name, tx, entry) values ($1, '0', 0) on conflict (name) do update set name = excluded.name returning tx::text as tx, entry`,
        values: [listener.name],
      });
      const events = await eventsAfter(tx, place ?? { tx: "0", entry: 0 });
      const last = events.at(-1);
      if (!last) return 0;
      const wanted = await borneOut(tx, known, events.filter(listener.hears));
      for (const event of wanted) await listener.act(tx, event);
      acted += wanted.length;
      await tx.query({
        text: "update listener set tx = $2::xid8, entry = $3 where name = $1",
        values: [listener.name, last.place.tx, last.place.entry],
      });
      return events.length;
    });
    if (count < 500) return acted;
  }
}
