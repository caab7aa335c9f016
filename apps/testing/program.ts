import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "#platform/testing/eventually.ts";

/** The real server as people start it, with what it printed. */
export type Program = {
  process: ChildProcess;
  said(): string;
  wailed(): string;
  ended: Promise<number | null>;
  /** Settles when it is open, with its address. */
  address(): Promise<string>;
};

/** Starts the demo's server in `folder`; `port` 0 takes a free one. */
export function startProgram(folder: string, port = "0"): Program {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../server/start.ts")], {
    env: { ...process.env, MARQUE_FOLDER: folder, PORT: port, HOST: "127.0.0.1" },
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
  const address = (): Promise<string> =>
    eventually(
      "the server opens",
      async () => {
        if (child.exitCode !== null) throw new Error(`the server ended: ${texts.error}`);
        return /Marque is open: (http:\/\/[^\s/]+)/.exec(texts.out)?.[1];
      },
      300_000,
    );
  return { process: child, said: () => texts.out, wailed: () => texts.error, ended, address };
}

/** The process of the database in the folder of a server; undefined while there is none. */
export function databaseProcess(folder: string): number | undefined {
  const [file] = globSync("**/postmaster.pid", { cwd: folder });
  const pid = file && Number(readFileSync(join(folder, file), "utf8").split("\n")[0]);
  return pid && isAlive(pid) ? pid : undefined;
}

/** A process that ended and was not waited for has no working directory any more. */
export function isAlive(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== "";
  } catch {
    return false;
  }
}
