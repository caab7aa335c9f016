import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import pg from "pg";
import { type Embedded, FolderInUse, lockFolder, startEmbedded } from "./embedded.ts";
import { type AccountKind, accountFor, accountKind } from "./embedded-account.ts";

/** Every way this user can run the database: root has two, an ordinary user one. */
const KINDS: AccountKind[] = accountKind() === "mapped" ? ["mapped", "nobody"] : [accountKind()];

function newFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "marque-embedded-"));
  t.after(() => {
    for (const kind of KINDS) rmSync(accountFor(folder, kind).folder, { recursive: true, force: true });
  });
  return folder;
}

async function ask(database: Embedded, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ host: database.socketFolder, user: database.user, database: database.database });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: "array" })).rows as unknown[][];
  } finally {
    await client.end();
  }
}

for (const kind of KINDS) {
  test(`what was written is still there after the database is killed (run as ${kind})`, async (t) => {
    const folder = newFolder(t);
    const first = await startEmbedded({ folder, kind });
    await ask(first, "create table note (words text)");
    await ask(first, "insert into note values ('佐藤')");
    process.kill(first.pid, "SIGKILL");
    await first.ended;
    const second = await startEmbedded({ folder, kind });
    t.after(() => second.stop());
    assert.deepEqual(await ask(second, "select words from note"), [["佐藤"]]);
  });
}

test("a left process number that now belongs to somebody else does not keep the database from starting", async (t) => {
  const folder = newFolder(t);
  const first = await startEmbedded({ folder });
  await first.stop();
  writeFileSync(
    join(accountFor(folder).folder, "pg/postmaster.pid"),
    `${process.pid}\n${folder}/pg\n0\n5432\n${first.socketFolder}\n\n0 0\nready\n`,
  );
  writeFileSync(join(first.socketFolder, ".s.PGSQL.5432.lock"), `${process.pid}\n`);
  const second = await startEmbedded({ folder });
  t.after(() => second.stop());
  assert.deepEqual(await ask(second, "select 1"), [[1]]);
});

test("files that a killed start left half made are made anew", async (t) => {
  const folder = newFolder(t);
  mkdirSync(join(accountFor(folder).folder, "pg.draft"), { recursive: true });
  writeFileSync(join(accountFor(folder).folder, "pg.draft/PG_VERSION"), "18\n");
  const database = await startEmbedded({ folder });
  t.after(() => database.stop());
  assert.deepEqual(await ask(database, "select current_database()"), [["marque"]]);
});

test("a folder with a long path works: the socket lies in a short folder of its own", async (t) => {
  const folder = join(newFolder(t), "long-name-".repeat(10), "販売店");
  const database = await startEmbedded({ folder });
  t.after(async () => {
    await database.stop();
    rmSync(database.socketFolder, { recursive: true, force: true });
  });
  assert.ok(!database.socketFolder.startsWith(folder));
  assert.deepEqual(await ask(database, "select 1"), [[1]]);
});

test("Japanese names can be searched by their parts, and nothing listens on a port", async (t) => {
  const database = await startEmbedded({ folder: newFolder(t) });
  t.after(() => database.stop());
  await ask(database, "create extension pg_trgm");
  assert.deepEqual(await ask(database, "select similarity('佐藤', '佐藤健') > 0.3, lower('Ё')"), [[true, "ё"]]);
  assert.deepEqual(await ask(database, "select current_setting('listen_addresses'), current_setting('jit')"), [
    ["", "off"],
  ]);
});

/** A program that starts the database in the folder, says its number and stays. */
function starterOf(folder: string): string {
  const file = JSON.stringify(join(import.meta.dirname, "embedded.ts"));
  return `const { startEmbedded } = await import(${file});
    const database = await startEmbedded({ folder: ${JSON.stringify(folder)} });
    console.log(database.pid);
    setInterval(() => {}, 1000);`;
}

test("the database ends by itself when the server is killed, and the next start has every row", async (t) => {
  const folder = newFolder(t);
  const program = spawn(process.execPath, ["--input-type=module", "-e", starterOf(folder)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(program.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  assert.ok(existsSync(`/proc/${pid}/cwd`));
  program.kill("SIGKILL");
  await once(program, "exit");
  const database = await startEmbedded({ folder });
  t.after(() => database.stop());
  assert.notEqual(database.pid, pid);
  assert.deepEqual(await ask(database, "select 1"), [[1]]);
});

test("a database that an earlier start left running is ended in good order and its rows are there", async (t) => {
  const folder = newFolder(t);
  const left = await startEmbedded({ folder });
  await ask(left, "create table note as select '佐藤' as words");
  const lines: string[] = [];
  const database = await startEmbedded({ folder, say: (line) => lines.push(line) });
  t.after(() => database.stop());
  await left.ended;
  assert.deepEqual(lines, ["Ending the database that an earlier start left running."]);
  assert.deepEqual(await ask(database, "select words from note"), [["佐藤"]]);
});

test("a second start in the same folder is told where the first one answers", (t) => {
  const folder = newFolder(t);
  const lock = lockFolder(folder);
  assert.throws(
    () => lockFolder(folder),
    (error: Error) => error instanceof FolderInUse && error.message.includes("still starting"),
  );
  lock.note("http://127.0.0.1:4600");
  assert.throws(() => lockFolder(folder), /already runs in .* at http:\/\/127\.0\.0\.1:4600/);
  lock.release();
  lockFolder(folder).release();
});

test("the lock of a process that is gone holds nobody off, also when its number was given to another process", (t) => {
  const folder = newFolder(t);
  for (const name of ["999999999@1", `${process.pid}@1`]) {
    writeFileSync(join(folder, "server.lock"), JSON.stringify({ pid: Number(name.split("@")[0]), name }));
    lockFolder(folder).release();
  }
});
