import type pg from "pg";
import type { Statement } from "#platform/db/database.ts";
import type { FairPool } from "#platform/db/fair-pool.ts";

/** Where accounts, sessions and tenants are kept: the shared schema, and no row of a tenant. */
export type Door = {
  /** One statement in a transaction of its own, in one round trip; gives its rows. */
  query<T>(statement: Statement): Promise<T[]>;
  /** Several statements, all or none, in one round trip; gives the rows of each. */
  all(...statements: Statement[]): Promise<unknown[][]>;
};

const begin = "begin; set local role marque_door; set local search_path = marque";

/** Opens the door on the application's pool, whose connections hold no rights until they take a role. */
export function openDoor(pool: FairPool): Door {
  const all = async (...statements: Statement[]): Promise<unknown[][]> => {
    const line = await pool.lend("door", "people");
    const answers = await Promise.allSettled([
      line.send(begin),
      ...statements.map((one) => line.send(asQuery(one))),
      line.commit(),
    ]);
    line.giveBack();
    const failed = answers.find((answer) => answer.status === "rejected");
    if (failed) throw failed.reason;
    return answers
      .slice(1, -1)
      .map((answer) => (answer.status === "fulfilled" && answer.value ? answer.value.rows : []));
  };
  return { all, query: async <T>(statement: Statement) => (await all(statement))[0] as T[] };
}

const asQuery = ({ text, values, name }: Statement): pg.QueryConfig =>
  name ? { text, values, name: `door:${name}` } : { text, values };
