import type pg from "pg";
import { isRefusedByDatabase, type Statement } from "#platform/db/database.ts";

/** Where accounts, sessions and tenants are kept: the shared schema, and no row of a tenant. */
export type Door = {
  /** One statement in a transaction of its own, in one round trip; gives its rows. */
  query<T>(statement: Statement): Promise<T[]>;
  /** Several statements, all or none, in one round trip; gives the rows of each. */
  all(...statements: Statement[]): Promise<unknown[][]>;
};

const begin = "begin; set local role marque_door; set local search_path = marque";

/** Opens the door on the application's pool, whose connections hold no rights until they take a role. */
export function openDoor(pool: pg.Pool): Door {
  const all = async (...statements: Statement[]): Promise<unknown[][]> => {
    const client = await pool.connect();
    const sent = [client.query(begin), ...statements.map((one) => client.query(asQuery(one))), client.query("commit")];
    const answers = await Promise.allSettled(sent);
    const failed = answers.find((answer) => answer.status === "rejected");
    client.release(isLost(failed?.reason));
    if (failed) throw failed.reason;
    return answers.slice(1, -1).map((answer) => (answer.status === "fulfilled" ? answer.value.rows : []));
  };
  return { all, query: async <T>(statement: Statement) => (await all(statement))[0] as T[] };
}

const asQuery = ({ text, values, name }: Statement): pg.QueryConfig =>
  name ? { text, values, name: `door:${name}` } : { text, values };

/** A refused statement leaves the connection usable; anything else does not. */
const isLost = (reason: unknown): boolean => reason !== undefined && !isRefusedByDatabase(reason);
