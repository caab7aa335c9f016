import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { isWorkingIn } from "./embedded-process.ts";
import { socketFiles } from "./embedded-socket.ts";

const PAUSE_MS = 20;
/** A database that has not ended after so many pauses (30 s) is ended at once; it recovers at its next start. */
const PATIENCE = 1500;

const lockOf = (files: string): string => join(files, "postmaster.pid");

/** The first line of postmaster.pid; undefined when there is no such file. */
function writtenPid(files: string): number | undefined {
  try {
    return Number(readFileSync(lockOf(files), "utf8").split("\n")[0]);
  } catch {
    return undefined;
  }
}

const processesIn = (files: string): number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isWorkingIn(pid, files));

/** Signals a process; one that ended in this very moment is no error. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "ESRCH") throw problem;
  }
}

async function end(pid: number, files: string, name: NodeJS.Signals): Promise<void> {
  signal(pid, name);
  for (let pauses = 1; isWorkingIn(pid, files); pauses += 1) {
    if (pauses % PATIENCE === 0) signal(pid, "SIGQUIT");
    await wait(PAUSE_MS);
  }
}

/**
 * Clears what an earlier start left when it was killed: a database without a parent is ended in good order, its last
 * connections too, and the files that name it are removed. PostgreSQL itself would take a zombie, or another process
 * with the same number, for the old database and refuse to start. Takes the real path of the database's files.
 */
export async function clearRemains(files: string, socketFolder: string, say: (line: string) => void): Promise<void> {
  const left = writtenPid(files);
  if (left !== undefined && isWorkingIn(left, files)) {
    say("Ending the database that an earlier start left running.");
    await end(left, files, "SIGINT");
  }
  for (const pid of processesIn(files)) await end(pid, files, "SIGQUIT");
  for (const file of [lockOf(files), ...socketFiles(socketFolder)]) rmSync(file, { force: true });
}
