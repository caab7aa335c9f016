import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { lockFolder, removeEmbedded, startEmbedded } from "#platform/db/embedded.ts";
import { asLogin, loginOf } from "#platform/db/login.ts";
import { openProgram } from "#platform/db/migrate.ts";
import { earlier } from "./pinned-clock.ts";

/** A database of a test's own, and how to connect to it: as superuser, and as the program does once it is migrated. */
export type TestDatabase = {
  name: string;
  config: pg.PoolConfig;
  program: pg.PoolConfig;
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>;
};

type Server = { host: string; user: string };

let server: Promise<Server> | undefined;

/** What is copied is this much older than the tests that copy it, which all begin at one moment. */
const templateAgeMs = 15 * 60_000;

/** The database server of the test run; a test file that runs alone starts one of its own. */
function testServer(): Promise<Server> {
  const given = process.env.MARQUE_TEST_PG;
  server ??= given === undefined ? ownServer() : Promise.resolve(JSON.parse(given) as Server);
  return server;
}

/** Ends with this process: in good order when nothing is left to do, and by itself when the process is killed. */
async function ownServer(): Promise<Server> {
  const { config, drop } = await youngDatabase();
  process.once("beforeExit", drop);
  return config;
}

/** A database on a new server of its own, which no other test has used up numbers of; dropping it ends the server. */
export async function youngDatabase(): Promise<TestDatabase & { config: Server }> {
  const folder = mkdtempSync(join(tmpdir(), "marque-test-"));
  const lock = lockFolder(folder);
  const { socketFolder: host, user, database: name, stop } = await startEmbedded({ folder, isDurable: false });
  const drop = async (): Promise<void> => {
    await stop();
    lock.release();
    removeEmbedded(folder);
  };
  const config = { host, user, database: name };
  return { name, config, program: asLogin(config), drop };
}

/** Runs one statement outside any test's database; names of databases cannot be parameters. */
async function administer(statement: (client: pg.Client) => string): Promise<void> {
  const client = new pg.Client({ ...(await testServer()), database: "postgres" });
  client.on("error", () => {}); // what goes wrong is thrown by the query
  await client.connect();
  try {
    await client.query(statement(client));
  } finally {
    await client.end();
  }
}

async function create(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer((c) => `create database ${c.escapeIdentifier(name)} template ${c.escapeIdentifier(template)}`);
  const config = { ...(await testServer()), database: name };
  return {
    name,
    config,
    program: asLogin(config),
    drop: async () => {
      await administer((c) => `drop database if exists ${c.escapeIdentifier(name)} with (force)`);
      await administer((c) => `drop role if exists ${c.escapeIdentifier(loginOf(name))}`);
    },
  };
}

/** An empty database. */
export const freshDatabase = (): Promise<TestDatabase> => create("template0");

/** A copy of another database of this test run, with a login of its own; nobody may be connected to that one. */
export async function copyOf(templateName: string): Promise<TestDatabase> {
  const copy = await create(templateName);
  await openProgram(copy.config);
  return copy;
}

/**
 * Makes a database to copy from, once a test run, however many test files ask for it in the same moment. It appears
 * under its name only when `build` is through; what `build` connects it must close. Gives the name for `copyOf`.
 */
export async function templateOf(name: string, build: (config: pg.PoolConfig) => Promise<void>): Promise<string> {
  const client = new pg.Client({ ...(await testServer()), database: "postgres" });
  client.on("error", () => {}); // what goes wrong is thrown by the queries
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext($1))", [name]);
    const { rowCount } = await client.query("select from pg_database where datname = $1", [name]);
    if (rowCount === 0) await buildAs(name, build);
    return name;
  } finally {
    await client.end();
  }
}

async function buildAs(name: string, build: (config: pg.PoolConfig) => Promise<void>): Promise<void> {
  const draft = await freshDatabase();
  try {
    await earlier(templateAgeMs, () => build(draft.config));
    await administer((c) => `alter database ${c.escapeIdentifier(draft.name)} rename to ${c.escapeIdentifier(name)}`);
  } catch (problem) {
    await draft.drop();
    throw problem;
  }
}
