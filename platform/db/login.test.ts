import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import "#platform/testing/pinned-clock.ts";
import pg from "pg";
import { lockFolder, removeEmbedded, startEmbedded } from "./embedded.ts";
import { asLogin } from "./login.ts";
import { migrate } from "./migrate.ts";

const folder = mkdtempSync(join(tmpdir(), "marque-test-"));
const lock = lockFolder(folder);
const database = await startEmbedded({ folder, isDurable: false });
after(async () => {
  await database.stop();
  lock.release();
  removeEmbedded(folder);
});
const setUp = { host: database.socketFolder, user: database.user, database: database.database };
const secret = "a secret of this test alone";

/** What the connected login may do, and who PostgreSQL says it is. */
async function asked(config: pg.PoolConfig, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client(config);
  client.on("error", () => undefined); // what goes wrong is thrown by the query
  try {
    await client.connect();
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

test("where PostgreSQL asks for a password, the program's login signs in with the one that follows from the secret, and with no other", async () => {
  await migrate(setUp, { records: [], rooms: [] }, undefined, secret);
  const rules = await asked(setUp, "select current_setting('hba_file') as file");
  const file = String(rules?.file);
  writeFileSync(file, `local all marque_app scram-sha-256\n${readFileSync(file, "utf8")}`);
  await asked(setUp, "select pg_reload_conf()");
  const me =
    "select session_user as me, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as more from pg_roles where rolname = session_user";
  assert.deepEqual(await asked(asLogin(setUp, secret), me), { me: "marque_app", more: false });
  const address = `postgres://marque:other@/marque?host=${encodeURIComponent(database.socketFolder)}`;
  assert.deepEqual(await asked(asLogin({ connectionString: address }, secret), me), { me: "marque_app", more: false });
  await assert.rejects(asked(asLogin(setUp, "another secret"), me), { code: "28P01" });
  await migrate(setUp, { records: [], rooms: [] }, undefined, "another secret");
  assert.equal((await asked(asLogin(setUp, "another secret"), me))?.me, "marque_app", "a new secret is a new password");
});

test("before it takes a role the login reads nothing, and it takes none but its own", async () => {
  await assert.rejects(asked(asLogin(setUp, "another secret"), "select 1 from marque.tenant"), { code: "42501" });
  await assert.rejects(asked(asLogin(setUp, "another secret"), "set role marque_owner"), { code: "42501" });
});
