import { randomBytes } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { lockFolder, removeEmbedded, startEmbedded } from "#platform/db/embedded.ts";
import { earlier } from "./pinned-clock.ts";

/** A database of a test's own, and how to connect to it as superuser. */
export type TestDatabase = {
  name: string;
  config: pg.PoolConfig;
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
  const folder = mkdtempSync(join(tmpdir(), "marque-test-"));
  const lock = lockFolder(folder);
  const database = await startEmbedded({ folder, isDurable: false });
  process.once("beforeExit", async () => {
    await database.stop();
    lock.release();
    removeEmbedded(folder);
  });
  return { host: database.socketFolder, user: database.user };
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
  return {
    name,
    config: { ...(await testServer()), database: name },
    drop: () => administer((c) => `drop database if exists ${c.escapeIdentifier(name)} with (force)`),
  };
}

/** An empty database. */
export const freshDatabase = (): Promise<TestDatabase> => create("template0");

/** A copy of another database of this test run; nobody may be connected to that one. */
export const copyOf = (templateName: string): Promise<TestDatabase> => create(templateName);

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
