import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { DatabaseAway } from "./away.ts";
import { isFull } from "./disk-room.ts";
import { type Account, type AccountKind, accountFor, accountKind, endingWithUs } from "./embedded-account.ts";
import { filesOf, makeFiles } from "./embedded-initdb.ts";
import { clearRemains } from "./embedded-remains.ts";
import { makeSocketFolder, socketFolderOf } from "./embedded-socket.ts";

export { FolderInUse, type FolderLock, lockFolder, type Occupant, occupantOf } from "./embedded-lock.ts";

const USER = "postgres";
const DATABASE = "marque";

/** Where a running database answers: over a unix socket in `socketFolder`, as superuser, never on a port. */
export type EmbeddedAddress = { socketFolder: string; user: string; database: string };

export type Embedded = EmbeddedAddress & {
  pid: number;
  /** Settles when the database has ended, for whatever reason. */
  ended: Promise<void>;
  /** Ends it in good order: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
};

export type EmbeddedChoice = {
  /** Everything of the database lies in here; the caller holds it by `lockFolder`. */
  folder: string;
  /** Told lines for people while something takes long. */
  say?: (line: string) => void;
  /** False for tests: nothing is forced to disk, a power cut may lose it all. */
  isDurable?: boolean;
  /** How to run when root starts it; found out when left out. */
  kind?: AccountKind;
};

/** Where the database of this folder answers while it runs; for programs beside the server. */
export function embeddedAddress(folder: string): EmbeddedAddress {
  mkdirSync(folder, { recursive: true });
  const kind = accountKind();
  return {
    socketFolder: socketFolderOf(accountFor(realpathSync(folder), kind).folder),
    user: USER,
    database: DATABASE,
  };
}

/** The folder that holds the files of this folder's database: the same, or one under `/var/lib/marque`. */
export function embeddedDisk(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return accountFor(realpathSync(folder)).folder;
}

/** Starts PostgreSQL 18 in the folder, making its files at the first start, and gives it when it answers. */
export async function startEmbedded({
  folder,
  say = () => {},
  isDurable = true,
  kind,
}: EmbeddedChoice): Promise<Embedded> {
  mkdirSync(folder, { recursive: true });
  const account = accountFor(realpathSync(folder), kind);
  const socketFolder = makeSocketFolder(account);
  await makeFiles(account, isDurable);
  await clearRemains(filesOf(account), socketFolder, say);
  const log = join(account.folder, "postgres.log");
  const child = spawnPostgres(account, socketFolder, isDurable, log);
  const ended = once(child, "exit").then(() => undefined);
  const address = { socketFolder, user: USER, database: DATABASE };
  await answering(child, address, log, say);
  child.unref(); // a program that forgets to stop it may end; the database then ends by itself
  return { ...address, pid: child.pid ?? 0, ended, stop: () => stop(child, ended) };
}

/** Removes everything a stopped database left of itself, wherever it lies. For tests: nothing asks again. */
export function removeEmbedded(folder: string): void {
  if (!existsSync(folder)) return;
  const account = accountFor(realpathSync(folder));
  for (const left of [socketFolderOf(account.folder), account.folder, folder])
    rmSync(left, { recursive: true, force: true });
}

/** Errors of single statements reach their callers and stay out of the log: they quote people's names and numbers. */
const settings = (socketFolder: string, isDurable: boolean): string[] => [
  ...["listen_addresses=", `unix_socket_directories=${socketFolder}`, "unix_socket_permissions=0700"],
  ...["max_connections=60", "shared_buffers=256MB", "jit=off", "timezone=UTC", "log_timezone=UTC"],
  ...["log_min_messages=log", "log_min_error_statement=panic", "log_checkpoints=off"],
  ...(isDurable ? [] : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]),
];

/** In a session of its own, so that Ctrl-C reaches the server alone, which stops the database last. */
function spawnPostgres(account: Account, socketFolder: string, isDurable: boolean, log: string): ChildProcess {
  const flags = settings(socketFolder, isDurable).flatMap((setting) => ["-c", setting]);
  const postgres = [join(account.binaries, "bin/postgres"), "-D", filesOf(account), ...flags];
  const [command = "", ...args] = [...account.prefix, ...endingWithUs("INT"), ...postgres];
  const output = openLog(log);
  const child = spawn(command, args, { cwd: account.folder, stdio: ["ignore", output, output], detached: true });
  closeSync(output);
  return child;
}

function openLog(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 5_000_000) renameSync(log, `${log}.old`);
  return openSync(log, "a", 0o600);
}

/** Waits until the database takes a connection, however long it recovers, and makes the database `marque` once. */
async function answering(
  child: ChildProcess,
  address: EmbeddedAddress,
  log: string,
  say: (line: string) => void,
): Promise<void> {
  let failure: Error | undefined;
  child.on("error", (error) => {
    failure = error;
  });
  for (let pauses = 1; ; pauses += 1) {
    if (failure !== undefined || child.exitCode !== null || child.signalCode !== null)
      throw await notStarted(log, failure);
    if (await makeDatabase(address)) return;
    if (pauses % 250 === 0) say("The database recovers from a sudden end; this may take a while.");
    await wait(20);
  }
}

/** Its last words, or that its disk is full: then it may have had no room to write them down. */
async function notStarted(log: string, failure: Error | undefined): Promise<Error> {
  if (await isFull(dirname(log), "start")) return new DatabaseAway("no-space");
  const words = failure?.message ?? readFileSync(log, "utf8").trim().split("\n").slice(-5).join("\n");
  return new Error(`The database did not start (${log}):\n${words}`);
}

/** False while the database does not answer yet. */
async function makeDatabase({ socketFolder, user, database }: EmbeddedAddress): Promise<boolean> {
  const client = new pg.Client({ host: socketFolder, user, database: "postgres", connectionTimeoutMillis: 5_000 });
  client.on("error", () => {}); // what goes wrong is thrown by the call below
  try {
    await client.connect();
  } catch {
    return false;
  }
  try {
    const { rowCount } = await client.query("select from pg_database where datname = $1", [database]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(database)}`);
    return true;
  } finally {
    await client.end();
  }
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.ref();
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
  const impatience = setTimeout(() => child.kill("SIGQUIT"), 30_000);
  await ended;
  clearTimeout(impatience);
}
