import { asSystem } from "#platform/access/index.ts";
import { tableOf } from "#platform/db/columns.ts";
import type { Database, Transaction } from "#platform/db/database.ts";
import { log } from "#platform/secrets/log.ts";
import { countAll } from "./add-up.ts";
import { type Counted, cellKey, cellsOf, countChangesOf, countColumn, countNames, countsSql } from "./cells.ts";

/**
 * How many cells, with what is not added up yet, say something else than their rows, in one snapshot. None do unless somebody
 * changed rows past the program.
 */
export async function differing(tx: Transaction, record: Counted): Promise<number> {
  const { dealer, day } = cellKey(record);
  const columns = countNames(record).map(countColumn);
  const listed = columns.join(", ");
  const text = `with kept as (
      select ${dealer}, ${day}, ${columns.map((name) => `coalesce(sum(${name}), 0)::integer as ${name}`).join(", ")}
      from (select ${dealer}, ${day}, ${listed} from ${cellsOf(record)}
        union all select ${dealer}, ${day}, ${listed} from ${countChangesOf(record)}) c
      group by 1, 2 having ${columns.map((name) => `coalesce(sum(${name}), 0) <> 0`).join(" or ")}
    ), plain as (
      select r.${dealer}, r.${day}, ${countsSql(record, "r")} from ${tableOf(record)} r group by 1, 2
    ), other as ((table kept except table plain) union all (table plain except table kept))
    select count(distinct (${dealer}, ${day}))::integer as count from other`;
  const [found] = await tx.query<{ count: number }>({ text, values: [] });
  return found?.count ?? 0;
}

/** Counts everything from nothing where a cell differs from its rows, and says how many did on the server's log; gives their number. */
export async function mendCounts(
  db: Database,
  tenant: { code: string; schema: string },
  record: Counted,
): Promise<number> {
  const found = await db.as(asSystem(tenant, `whether counts of ${record.plural} are right`), async (tx) => {
    const count = await differing(tx, record);
    if (count > 0) await countAll(tx, record);
    return count;
  });
  if (found > 0)
    log(`${tenant.code}: ${found} counts of ${record.plural} differed from their rows and were counted again`);
  return found;
}
