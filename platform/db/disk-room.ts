import { statfs } from "node:fs/promises";

/** Free bytes on the disk of a folder, as a program without special rights may use them; undefined where nobody can tell. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/** With less than this PostgreSQL cannot come back: it needs the next file of its log, and some to work with. */
const leastToStart = 32 * 1024 * 1024;
/** With less than this a running one cannot write. */
const leastToWrite = 1024 * 1024;

/** Whether a disk is too full for PostgreSQL to write, or to start where it does not run. */
export async function isFull(folder: string, does: "start" | "write"): Promise<boolean> {
  const free = await freeBytes(folder);
  return free !== undefined && free < (does === "start" ? leastToStart : leastToWrite);
}
