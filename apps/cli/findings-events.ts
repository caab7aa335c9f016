import pg from "pg";
import { allTenants, openDoor } from "#platform/accounts/index.ts";
import { openDatabase } from "#platform/db/database.ts";
import { underLogin } from "#platform/db/login.ts";
import { isOfOlderCluster } from "#platform/outbox/restored.ts";
import type { Finding } from "./findings.ts";

/** Will new events be heard behind the old ones in this database? Nothing is said of one that Marque was never started on. */
export async function eventsFindings(config: pg.PoolConfig): Promise<Finding[]> {
  if (!(await hasTenants(config))) return [];
  const db = openDatabase({ ...underLogin(config), max: 1 });
  try {
    const restored: string[] = [];
    for (const tenant of await allTenants(openDoor(db.pool)))
      if (await isOfOlderCluster(db, tenant)) restored.push(tenant.code);
    return [findingOf(restored)];
  } catch (problem) {
    return [{ isGood: false, line: `the events cannot be read: ${(problem as Error).message.split("\n")[0]}` }];
  } finally {
    await db.close();
  }
}

async function hasTenants(config: pg.PoolConfig): Promise<boolean> {
  const client = new pg.Client(config);
  client.on("error", () => undefined); // what goes wrong is thrown by the query
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "select from pg_tables where schemaname = 'marque' and tablename = 'tenant'",
    );
    return rowCount === 1;
  } finally {
    await client.end();
  }
}

const findingOf = (restored: readonly string[]): Finding =>
  restored.length === 0
    ? { isGood: true, line: "the events are numbered by this PostgreSQL: every new one is heard" }
    : {
        isGood: false,
        line: `the events of ${restored.join(", ")} come from the dump of an older PostgreSQL, and new ones are not heard: stop every Marque on this database and start it again, which numbers them anew.`,
      };
