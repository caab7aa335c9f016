import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { embeddedAddress } from "#platform/db/embedded.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { type Voice, voiceAt } from "./voice.ts";

export type Program = {
  process: ChildProcess;
  said: () => string;
  wailed: () => string;
  ended: Promise<number | null>;
};

/** Starts the real server in `where`; `port` 0 takes a free one. */
export function startProgram(where: string, port = "0"): Program {
  const env = { ...process.env, MARQUE_FOLDER: where, PORT: port, HOST: "127.0.0.1" };
  const child = spawn(process.execPath, [join(import.meta.dirname, "../server/start.ts")], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { out: "", error: "" };
  child.stdout?.on("data", (part: Buffer) => {
    texts.out += part.toString();
  });
  child.stderr?.on("data", (part: Buffer) => {
    texts.error += part.toString();
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  return { process: child, said: () => texts.out, wailed: () => texts.error, ended };
}

/** Where it answers, once its world is loaded. */
export const addressOf = (program: Program): Promise<string> =>
  eventually(
    "the server opens",
    async () => {
      assert.equal(program.process.exitCode, null, program.wailed());
      return /Marque is open: (http:\S+)/.exec(program.said())?.[1];
    },
    600_000,
  );

/** A demo person signed in with one tap, as a browser keeps it. */
export async function signedIn(address: string, email: string): Promise<Voice & { cookie: string }> {
  const reply = await voiceAt(() => `${address}/api/v1`).post("/demo/sign-in", { email });
  assert.equal(reply.status, 200, reply.text);
  const cookie = reply.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { ...voiceAt(() => `${address}/api/v1`, { cookie }), cookie };
}

/** The number of the database's first process in the folder; undefined while there is none. */
export function databasePid(folder: string): number | undefined {
  try {
    const [file = ""] = globSync("**/postmaster.pid", { cwd: folder });
    return Number(readFileSync(join(folder, file), "utf8").split("\n")[0]) || undefined;
  } catch {
    return undefined;
  }
}

/** The same where there must be one, so that nobody signals anything else. */
export function runningDatabase(folder: string): number {
  const pid = databasePid(folder);
  assert.ok(pid !== undefined && pid > 1, `no database runs in ${folder}`);
  return pid;
}

/** A process that ended and was not waited for has no working directory any more. */
export function isAlive(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== "";
  } catch {
    return false;
  }
}

/** The database's first process and all that it began. */
export function databasePids(folder: string): number[] {
  const first = databasePid(folder);
  const parentOf = (pid: string): number => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
    } catch {
      return 0;
    }
  };
  const numbers = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return first === undefined ? [] : [first, ...numbers.filter((pid) => parentOf(pid) === first).map(Number)];
}

/** A connection past the server, as somebody at the machine opens one. */
export async function databaseClient(folder: string): Promise<pg.Client> {
  const { socketFolder: host, user, database } = embeddedAddress(folder);
  const client = new pg.Client({ host, user, database });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}
