import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { rolesIn } from "#platform/access/database-roles.ts";
import { accessSql, tenantAccessSql, tenantTables } from "#platform/access/policies.ts";
import { machineNow } from "#platform/clocks/clock.ts";
import { cellsOf, countChangesOf, isCounted } from "#platform/counts/cells.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { foldVersion } from "#platform/search/fold.ts";
import { historyOf, tableOf } from "./columns.ts";
import { openLogin } from "./login.ts";
import { databaseRoles, formerRoles, houseRolesSql, rolesSql, untilNotOvertaken } from "./roles.ts";

/** A folder of dated SQL files, applied in the order of their names. */
export type Migrations = { room: string; folder: string };
/** What is migrated: the records (for their printed access) and the rooms' migrations in order. */
export type House = { records: readonly AnyRecord[]; rooms: readonly Migrations[] };

const here = import.meta.dirname;
/** What belongs to no tenant has files of its own among those of the platform: `<date>-house….sql`. */
const isOfHouse = (file: string): boolean => /^\d{4}-\d{2}-\d{2}-house\b/.test(file);
const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort();

/**
 * Brings the shared schema and every tenant's up to date: roles, migrations not yet applied, access printed from the
 * declarations, and the login that the program works with, whose password follows from `secret`. Takes a connection of a user
 * who may create roles and schemas. Errors name the file that failed.
 */
export async function migrate(
  config: pg.PoolConfig,
  house: House,
  say: (line: string) => void = () => undefined,
  secret?: string,
): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await makeRoles(client, houseRolesSql());
    await openSchema(client, "marque", [databaseRoles.door]);
    const folder = join(here, "migrations");
    for (const file of filesIn(folder).filter(isOfHouse))
      await applyFile(client, "marque", "platform", join(folder, file), say);
    const schemas = await tenantSchemas(client);
    for (const schema of schemas) await migrateTenant(client, house, schema, say);
    await openLogin(client, schemas, secret);
  } finally {
    await client.end();
  }
}

/** Opens a tenant: a schema of its own with every table, and its line among the tenants. */
export async function openTenant(
  config: pg.PoolConfig,
  house: House,
  tenant: { code: string; schema: string; name: string; country: string; defaultDealer: string; isDemo: boolean },
): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await migrateTenant(client, house, tenant.schema, () => undefined);
    const added = await asOwner(client, () =>
      client.query(
        `insert into marque.tenant (code, schema, name, country, default_dealer, is_demo) values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [tenant.code, tenant.schema, tenant.name, tenant.country, tenant.defaultDealer, tenant.isDemo],
      ),
    );
    if (added.rowCount === 1) await asOwner(client, () => client.query(foldedFromTheStart(house, tenant.schema)));
    await openLogin(client, await tenantSchemas(client));
  } finally {
    await client.end();
  }
}

/** Makes the program's login of a database that was made from another one, with the tenants that it has; does nothing in any other. */
export async function openProgram(config: pg.PoolConfig): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    const { rowCount } = await client.query("select where to_regclass('marque.tenant') is not null");
    if (rowCount === 1) await openLogin(client, await tenantSchemas(client));
  } finally {
    await client.end();
  }
}

const makeRoles = (client: pg.Client, sql: string): Promise<void> =>
  untilNotOvertaken(() =>
    client.query(`begin; ${sql} commit`).catch(async (error: unknown) => {
      await client.query("rollback");
      throw error;
    }),
  );

async function tenantSchemas(client: pg.Client): Promise<string[]> {
  const text = "select schema from marque.tenant order by code";
  const { rows } = await asOwner(client, () => client.query<{ schema: string }>(text));
  return rows.map(({ schema }) => schema);
}

/** A new tenant has no row yet: whatever is written into it is folded as it should be. */
const foldedFromTheStart = ({ records }: House, schema: string): string => {
  const names = records.filter(({ search }) => search).map(({ name }) => `(${pg.escapeLiteral(name)}, ${foldVersion})`);
  const table = `${pg.escapeIdentifier(schema)}.search_fold`;
  return names.length === 0
    ? "select"
    : `insert into ${table} (record, version) values ${names.join(", ")} on conflict do nothing`;
};

/** A query as the tables' owner: who may create roles and schemas need not be a superuser. */
async function asOwner<T>(client: pg.Client, query: () => Promise<T>): Promise<T> {
  await client.query(`set role ${databaseRoles.owner}`);
  try {
    return await query();
  } finally {
    await client.query("reset role");
  }
}

/** A schema and who may use it: the roles named, the tables' owner, and nobody else. */
async function openSchema(client: pg.Client, schema: string, users: readonly string[]): Promise<void> {
  const name = pg.escapeIdentifier(schema);
  await client.query(`begin; select pg_advisory_xact_lock(4600);
    create extension if not exists pg_trgm; create extension if not exists btree_gist;
    create schema if not exists ${name};
    grant usage, create on schema ${name} to ${databaseRoles.owner};
    revoke usage on schema ${name} from ${[...formerRoles, databaseRoles.door].join(", ")};
    grant usage on schema ${name} to ${users.join(", ")};
    create table if not exists ${name}.migration (room text, file text, digest text not null, at timestamptz not null, primary key (room, file));
    commit`);
}

async function migrateTenant(
  client: pg.Client,
  house: House,
  schema: string,
  say: (line: string) => void,
): Promise<void> {
  await makeRoles(client, rolesSql(rolesIn(schema)));
  await openSchema(client, schema, rolesIn(schema));
  const rooms = [{ room: "platform", folder: join(here, "migrations") }, ...house.rooms];
  for (const { room, folder } of rooms) {
    for (const file of filesIn(folder).filter((one) => !isOfHouse(one)))
      await applyFile(client, schema, room, join(folder, file), say);
  }
  await applyAccess(client, schema, house.records);
}

async function applyFile(
  client: pg.Client,
  schema: string,
  room: string,
  path: string,
  say: (line: string) => void,
): Promise<void> {
  const sql = readFileSync(path, "utf8");
  const file = path.split("/").at(-1) ?? path;
  const digest = createHash("sha256").update(sql).digest("hex");
  const table = `${pg.escapeIdentifier(schema)}.migration`;
  const known = await client.query<{ digest: string }>(`select digest from ${table} where room = $1 and file = $2`, [
    room,
    file,
  ]);
  if (known.rows[0]?.digest === digest) return;
  if (known.rows[0]) throw new Error(`${room}/migrations/${file} was changed after it was applied to ${schema}`);
  say(`${schema}: ${room}/${file}`);
  try {
    await client.query(
      `begin; set local lock_timeout = '5s'; set local search_path = ${pg.escapeIdentifier(schema)}, public; set local role ${databaseRoles.owner}`,
    );
    await client.query(sql);
    await client.query("reset role");
    await client.query(`insert into ${table} (room, file, digest, at) values ($1, $2, $3, $4)`, [
      ...[room, file, digest, machineNow()],
    ]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw new Error(`${room}/migrations/${file} on ${schema}: ${(error as Error).message}`, { cause: error });
  }
}

/** Every table of a record: its rows, their history, and the counts of a record that is counted. */
export const tablesOf = (record: AnyRecord): string[] => [
  tableOf(record),
  historyOf(record),
  ...(isCounted(record) ? [cellsOf(record), countChangesOf(record)] : []),
];

/**
 * Replaces every policy of the tenant's tables by the printed ones and takes back what the roles of before were granted, in one
 * transaction.
 */
export async function applyAccess(client: pg.Client, schema: string, records: readonly AnyRecord[]): Promise<void> {
  const tables = [...tenantTables, ...records.flatMap(tablesOf)];
  const old = await client.query<{ sql: string }>(
    `select format('drop policy %I on %I.%I', policyname, schemaname, tablename) as sql from pg_policies where schemaname = $1 and tablename = any($2)
     union all select format('revoke all on %I.%I from ${formerRoles.join(", ")}', schemaname, tablename) from pg_tables where schemaname = $1 and tableowner = $3`,
    [schema, tables, databaseRoles.owner],
  );
  const name = pg.escapeIdentifier(schema);
  const sql = [
    `begin; set local search_path = ${name}, public; set local role ${databaseRoles.owner}`,
    ...old.rows.map((row) => row.sql),
    records.flatMap((record) => accessSql(record, schema)).join("\n"),
    tenantAccessSql(records, schema).join("\n"),
    "commit",
  ];
  try {
    await client.query(sql.join(";\n"));
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}
