import pg from "pg";
import { databaseRoles } from "#platform/db/roles.ts";
import type { Finding } from "./findings.ts";

const undivided = `select tenant, name from marque.form_key where kind = 'both' and is_active group by tenant, name order by tenant, name`;

/** Asked of the catalogue, which tells it whatever the user may read. */
const isThere = `select from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'marque' and c.relname = 'form_key' and a.attname = 'kind'`;

/**
 * Which form keys of a database that can be used open both the public form and the intake for programs: whoever reads such a
 * key on the form may send leads past its limits. None in a database that has no such table yet.
 */
export async function keyFindings(config: pg.ClientConfig): Promise<Finding[]> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rowCount } = await client.query(isThere);
    if (rowCount === 0) return [];
    await client.query(`set role ${databaseRoles.owner}`);
    const { rows } = await client.query<{ tenant: string; name: string }>(undivided);
    return rows.map(bothWays);
  } catch (problem) {
    return [{ isGood: false, line: `the form keys cannot be read: ${(problem as Error).message.split("\n")[0]}.` }];
  } finally {
    await client.end().catch(() => undefined);
  }
}

function bothWays({ tenant, name }: { tenant: string; name: string }): Finding {
  const of = `${tenant} --name ${JSON.stringify(name)}`;
  return {
    isGood: false,
    line: `the key ${name} of ${tenant} opens the public form and the intake for programs: give the program a key of its own with form-key ${tenant} --name … --kind program --production, then change-form-key ${of} --kind form --production (or --kind program, where no form uses it).`,
  };
}
