import { asSystem } from "#platform/access/index.ts";
import type { Database, Statement, Transaction } from "#platform/db/database.ts";
import { type Counted, cellKey, cellsOf, countAllSql, countChangesOf, countColumn, countNames } from "./cells.ts";

type TenantPlace = { code: string; schema: string };
/** As many changes are added up in one transaction; more would hold back whoever cleans up behind it. */
const batch = 8000;

/** One counter at a time in a tenant and record, so that none waits for another one's cells in a circle. */
const alone = (tx: Transaction, record: Counted): Statement => ({
  name: "counts:alone",
  text: "select pg_advisory_xact_lock(hashtext($1), hashtext($2))",
  values: [tx.actor.schema, `counts of ${record.name}`],
});

/** Adds the oldest changes to their cells and takes them away, in one statement; answers how many changes. */
function addStatement(record: Counted): Statement {
  const { dealer, day } = cellKey(record);
  const [cells, changes] = [cellsOf(record), countChangesOf(record)];
  const columns = countNames(record).map(countColumn);
  return {
    name: `${record.name}:add-up`,
    text: `with gone as (
        delete from ${changes} where entry in (select entry from ${changes} order by entry limit ${batch}) returning *
      ), added as (
        insert into ${cells} (${dealer}, ${day}, ${columns.join(", ")})
        select g.${dealer}, g.${day}, ${columns.map((name) => `coalesce(sum(g.${name}), 0)`).join(", ")} from gone g group by 1, 2
        on conflict (${dealer}, ${day}) do update set ${columns.map((name) => `${name} = ${cells}.${name} + excluded.${name}`).join(", ")}
      )
      select count(*)::integer as count from gone`,
    values: [],
  };
}

/** Adds up every change that is kept beside the cells of the record; gives their number. */
export async function addUp(db: Database, tenant: TenantPlace, record: Counted): Promise<number> {
  let added = 0;
  for (;;) {
    const count = await db.as(asSystem(tenant, `adding up what changed of ${record.plural}`), async (tx) => {
      await tx.query(alone(tx, record)); // the snapshot of the next statement begins when nobody else adds up
      const [done] = await tx.query<{ count: number }>(addStatement(record));
      return done?.count ?? 0;
    });
    added += count;
    if (count < batch) return added;
  }
}

/** Counts everything from nothing; what changes meanwhile is added by the next `addUp`. */
export const rebuild = (db: Database, tenant: TenantPlace, record: Counted): Promise<void> =>
  db.as(asSystem(tenant, `counting all ${record.plural}`), (tx) => countAll(tx, record));

/**
 * The same within a transaction that has just written the rows. One snapshot counts the rows and takes away the changes that
 * are in what it counts; those that it does not see yet stay.
 */
export async function countAll(tx: Transaction, record: Counted): Promise<void> {
  await tx.query(alone(tx, record));
  await tx.query({ text: `delete from ${cellsOf(record)}`, values: [] });
  await tx.query({
    text: `with gone as (delete from ${countChangesOf(record)}) ${countAllSql(record)}`,
    values: [],
  });
}
