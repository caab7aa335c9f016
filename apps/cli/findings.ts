import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import pg from "pg";
import { loginOf } from "#platform/db/login.ts";
import { databaseRoles, formerRoles } from "#platform/db/roles.ts";
import { loginFinding } from "./findings-login.ts";

/** What the doctor says about one thing: a line, with the fix in it when it is not good. */
export type Finding = { isGood: boolean; line: string };
const good = (line: string): Finding => ({ isGood: true, line });
const wrong = (line: string): Finding => ({ isGood: false, line });
const codeOf = (problem: unknown): string => String((problem as { code?: unknown }).code ?? "");

/** Can Marque write in its folder? */
export function folderFinding(folder: string): Finding {
  const file = join(folder, `doctor-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, "");
    rmSync(file);
    return good(`${resolve(folder)} can be written`);
  } catch (problem) {
    return wrong(
      `${resolve(folder)} cannot be written (${codeOf(problem)}): give it to the user that starts Marque, or set MARQUE_FOLDER.`,
    );
  }
}

/** Is the port free, or is it Marque itself that answers there? */
export async function portFinding(host: string, port: number): Promise<Finding> {
  const problem = await new Promise<unknown>((resolveWith) => {
    const server = createServer().once("error", resolveWith);
    server.listen(port, host, () => server.close(() => resolveWith(null)));
  });
  if (problem === null) return good(`port ${port} on ${host} is free`);
  if (codeOf(problem) === "EACCES")
    return wrong(`port ${port} needs more rights than this user has: set PORT to 1024 or higher.`);
  if (codeOf(problem) !== "EADDRINUSE")
    return wrong(
      `HOST ${host} cannot be opened (${codeOf(problem)}): it is no address of this machine; try 127.0.0.1.`,
    );
  if (await isMarque(host, port)) return good(`Marque is running on port ${port}`);
  return wrong(`port ${port} is used by another program: stop it, or set PORT to a free one, for example ${port + 1}.`);
}

async function isMarque(host: string, port: number): Promise<boolean> {
  const name = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  try {
    const answer = await fetch(`http://${name.includes(":") ? `[${name}]` : name}:${port}/api/v1/health`, {
      signal: AbortSignal.timeout(2000),
    });
    return [200, 503].includes(answer.status) && /json/.test(answer.headers.get("content-type") ?? "");
  } catch {
    return false;
  }
}

const asked = `select current_setting('server_version_num')::int as version, current_setting('server_version') as text, current_user as me,
  (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as "mayMakeRoles",
  has_database_privilege(current_database(), 'create') as "mayMakeSchemas",
  (select count(*)::int from pg_available_extensions where name in ('pg_trgm', 'btree_gist')) as extensions,
  (select coalesce(array_agg(rolname::text order by rolname), '{}') from pg_roles
    where rolname = any($1) and not pg_has_role(oid, 'member with admin option')) as "foreignRoles"`;
export type Answer = {
  version: number;
  text: string;
  me: string;
  mayMakeRoles: boolean;
  mayMakeSchemas: boolean;
  extensions: number;
  foreignRoles: string[];
};

/** What PostgreSQL or the way to it refuses, in one line with the fix; undefined for any other problem. */
export function refusalOf(client: Reached, problem: unknown): string | undefined {
  const where = `${client.host}:${client.port}`;
  const said: Readonly<Record<string, string>> = {
    "28P01": `PostgreSQL at ${where} refuses the password of ${client.user}: set the right one in DATABASE_URL.`,
    "28000": `PostgreSQL at ${where} does not let ${client.user} in: look at its pg_hba.conf.`,
    "3D000": `PostgreSQL at ${where} has no database ${client.database}: create it, or name another in DATABASE_URL.`,
    ECONNREFUSED: `no PostgreSQL answers at ${where}: start it, or correct host and port in DATABASE_URL.`,
    ENOENT: `no PostgreSQL answers at ${where}: start it, or correct host and port in DATABASE_URL.`,
    ENOTFOUND: `the host ${client.host} of DATABASE_URL is not known: correct it.`,
  };
  return said[codeOf(problem)];
}
type Reached = { host: string; port: number; user?: string | undefined; database?: string | undefined };

/** Can Marque live in the database of that URL? The URL's password stands in no line. */
export const databaseFinding = async (url: string): Promise<Finding> =>
  (await databaseFindings({ connectionString: url }))[0] ?? wrong("PostgreSQL gave no answer.");

/** The same, and whether the program's login there is what it must be and no more. */
export async function databaseFindings(config: pg.ClientConfig): Promise<Finding[]> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 5000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const roles = [...Object.values(databaseRoles), ...formerRoles, loginOf(client.database ?? "")];
    const { rows } = await client.query<Answer>(asked, [roles]);
    return [...rows.map(suits), ...(await loginFinding(client))];
  } catch (problem) {
    return [
      wrong(
        refusalOf(client, problem) ??
          `PostgreSQL at ${client.host}:${client.port} cannot be used: ${(problem as Error).message.split("\n")[0]}`,
      ),
    ];
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What the answer of a database means. */
export function suits({ version, text, me, mayMakeRoles, mayMakeSchemas, extensions, foreignRoles }: Answer): Finding {
  if (version < 180_000)
    return wrong(`PostgreSQL is ${text} and must be 18 or newer: upgrade it, or name another in DATABASE_URL.`);
  if (!mayMakeRoles) return wrong(`the database user ${me} may not create roles: alter role "${me}" createrole;`);
  if (!mayMakeSchemas)
    return wrong(`the database user ${me} may not create schemas: grant create on database … to "${me}";`);
  if (extensions < 2) return wrong("PostgreSQL lacks pg_trgm or btree_gist: install its contrib package.");
  if (foreignRoles.length > 0)
    return wrong(
      `another user made the roles of Marque: grant ${foreignRoles.join(", ")} to "${me}" with admin option;`,
    );
  return good(`PostgreSQL ${text} can be used by ${me}`);
}
