import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import pg from "pg";
import { rolesIn } from "#platform/access/database-roles.ts";
import { databaseRoles, untilNotOvertaken } from "./roles.ts";

/**
 * The login that the program works with: it owns nothing, inherits nothing, and may take the door's role and those of the
 * tenants of its database. Each database has its own, so that two installations on one server stay apart.
 */
export const loginOf = (database: string): string => `${database}_app`;

const digestOf = (secret: string, purpose: string): Buffer => createHmac("sha256", secret).update(purpose).digest();
const passwordOf = (secret: string, login: string): string =>
  digestOf(secret, `database password of ${login}`).toString("base64url");

/** How many rounds PostgreSQL itself takes for a password. */
const rounds = 4096;
/** What PostgreSQL keeps of a password (RFC 5803), so that the password itself is sent nowhere and stands in no log. */
function verifierOf(secret: string, login: string): string {
  const salt = digestOf(secret, `salt of ${login}`).subarray(0, 16);
  const salted = pbkdf2Sync(passwordOf(secret, login), salt, rounds, 32, "sha256");
  const keyOf = (name: string): Buffer => createHmac("sha256", salted).update(name).digest();
  const stored = createHash("sha256").update(keyOf("Client Key")).digest();
  return `SCRAM-SHA-256$${rounds}:${salt.toString("base64")}$${stored.toString("base64")}:${keyOf("Server Key").toString("base64")}`;
}

/** The database that a configuration names, by its own word or in its address. */
const databaseIn = (config: pg.PoolConfig): string => new pg.Client(config).database ?? "";

/** The same database, as the program's login reaches it; `secret` is the installation's, left out where no password is asked. */
export function asLogin(config: pg.PoolConfig, secret = ""): pg.PoolConfig {
  const user = loginOf(databaseIn(config));
  const password = passwordOf(secret, user);
  const { connectionString } = config;
  if (connectionString === undefined) return { ...config, user, password };
  const address = connectionString.replace(/^(\w+:\/\/)([^@/?]*@)?/, `$1${encodeURIComponent(user)}:${password}@`);
  return { ...config, connectionString: address };
}

/** The same database, as who sets it up reaches it, with no more rights than the login's: what commands work with. */
export const underLogin = (config: pg.PoolConfig): pg.PoolConfig => ({
  ...config,
  options: `-c role=${loginOf(databaseIn(config))}`,
});

const asked = `select rolname::text as name, (select coalesce(array_agg(g.rolname::text), '{}')
    from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid) as "memberOf"
  from pg_roles r where rolname = $1`;

/**
 * Makes the login of the connected database, or sets it right: it may sign in, and is a member of exactly the roles that it
 * takes. With a `secret` its password follows from that. Runs as who sets the database up.
 */
export async function openLogin(client: pg.Client, schemas: readonly string[], secret?: string): Promise<void> {
  const login = loginOf(client.database ?? "");
  const name = pg.escapeIdentifier(login);
  const takes = [databaseRoles.door, ...schemas.flatMap(rolesIn)];
  const password = secret === undefined ? "" : ` password ${pg.escapeLiteral(verifierOf(secret, login))}`;
  await untilNotOvertaken(async () => {
    const { rows } = await client.query<{ memberOf: string[] }>(asked, [login]);
    const [found] = rows;
    await client.query(`${found ? "alter" : "create"} role ${name} login noinherit${password}`);
    const extra = (found?.memberOf ?? []).filter((role) => !takes.includes(role)).map(pg.escapeIdentifier);
    if (extra.length > 0) await client.query(`revoke ${extra.join(", ")} from ${name}`);
    const missing = takes.filter((role) => !found?.memberOf.includes(role)).map(pg.escapeIdentifier);
    if (missing.length > 0) await client.query(`grant ${missing.join(", ")} to ${name} with inherit false, set true`);
    await client.query(`grant ${name} to current_user with inherit false, set true`);
  });
}
