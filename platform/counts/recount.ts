import { asSystem } from "#platform/access/index.ts";
import { tableOf } from "#platform/db/columns.ts";
import type { Database, Statement, Transaction } from "#platform/db/database.ts";
import { type Counted, cellKey, cellsOf, countColumn, countNames, countsSql, recountOf } from "./cells.ts";

type TenantPlace = { code: string; schema: string };
/** As many overtaken cells are counted in one transaction; more would hold back whoever cleans up behind it. */
const batch = 8000;

/** One counter at a time in a tenant and record: an older count never overwrites a newer one. */
const alone = (tx: Transaction, record: Counted): Statement => ({
  name: "recount:alone",
  text: "select pg_advisory_xact_lock(hashtext($1), hashtext($2))",
  values: [tx.actor.schema, `recount ${record.name}`],
});

const columns = (record: Counted): string => countNames(record).map(countColumn).join(", ");
const overwritten = (record: Counted): string =>
  countNames(record)
    .map((name) => `${countColumn(name)} = excluded.${countColumn(name)}`)
    .join(", ");

/** Counts the overtaken cells from their rows, in one snapshot with the marks that it takes away; answers how many marks. */
function recountStatement(record: Counted): Statement {
  const { dealer, day } = cellKey(record);
  const values: unknown[] = [];
  const counts = countsSql(record, values);
  return {
    name: `${record.name}:recount`,
    text: `with gone as (
        delete from ${recountOf(record)} where entry in (select entry from ${recountOf(record)} order by entry limit ${batch})
        returning ${dealer}, ${day}
      ), cells as (select distinct ${dealer}, ${day} from gone), fresh as (
        insert into ${cellsOf(record)} (${dealer}, ${day}, ${columns(record)})
        select c.${dealer}, c.${day}, f.* from cells c cross join lateral (
          select ${counts} from ${tableOf(record)} r where r.${dealer} = c.${dealer} and r.${day} = c.${day}) f
        on conflict (${dealer}, ${day}) do update set ${overwritten(record)}
      )
      select count(*)::integer as count from gone`,
    values,
  };
}

/** Brings every overtaken cell of the record up to date; gives the number of marks that were worked off. */
export async function recount(db: Database, tenant: TenantPlace, record: Counted): Promise<number> {
  let worked = 0;
  for (;;) {
    const count = await db.as(asSystem(tenant, `counting ${record.plural} again`), async (tx) => {
      await tx.query(alone(tx, record)); // the snapshot of the next statement begins when nobody else counts
      const [done] = await tx.query<{ count: number }>(recountStatement(record));
      return done?.count ?? 0;
    });
    worked += count;
    if (count < batch) return worked;
  }
}

/** Counts everything from nothing; what changes meanwhile is marked and counted again by the next `recount`. */
export const rebuild = (db: Database, tenant: TenantPlace, record: Counted): Promise<void> =>
  db.as(asSystem(tenant, `counting all ${record.plural}`), (tx) => countAll(tx, record));

/** The same within a transaction that has just written the rows. */
export async function countAll(tx: Transaction, record: Counted): Promise<void> {
  const { dealer, day } = cellKey(record);
  const values: unknown[] = [];
  const counts = countsSql(record, values);
  await tx.query(alone(tx, record));
  await tx.query({ text: `delete from ${cellsOf(record)}`, values: [] });
  await tx.query({
    text: `insert into ${cellsOf(record)} (${dealer}, ${day}, ${columns(record)})
      select r.${dealer}, r.${day}, ${counts} from ${tableOf(record)} r group by r.${dealer}, r.${day}`,
    values,
  });
}
