import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processName } from "./embedded-process.ts";

/** Who runs in a folder: its process, and where it answers once that is known. */
export type Occupant = { pid: number; name: string; address: string | undefined };

export type FolderLock = {
  /** Tells the next start where this one answers, such as `http://127.0.0.1:4600`. */
  note(address: string): void;
  release(): void;
};

/** Thrown when a living process already runs in the folder; its message is one line for people. */
export class FolderInUse extends Error {
  readonly occupant: Occupant;
  constructor(folder: string, occupant: Occupant) {
    const where = occupant.address === undefined ? "and is still starting" : `at ${occupant.address}`;
    super(`Marque already runs in ${folder} ${where} (process ${occupant.pid}).`);
    this.name = "FolderInUse";
    this.occupant = occupant;
  }
}

const lockFile = (folder: string): string => join(folder, "server.lock");

function read(file: string): Occupant | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Occupant;
  } catch {
    return undefined;
  }
}

/** The living process that holds the folder, or undefined when none does. */
export function occupantOf(folder: string): Occupant | undefined {
  const occupant = read(lockFile(folder));
  return occupant !== undefined && processName(occupant.pid) === occupant.name ? occupant : undefined;
}

/** Takes the folder for this process; it is free again by `release()` or when the process dies, however it dies. */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const occupant: Occupant = { pid: process.pid, name: processName(process.pid) ?? "", address: undefined };
  while (!take(folder, occupant)) {
    const other = occupantOf(folder);
    if (other !== undefined) throw new FolderInUse(folder, other);
    clearStale(folder);
  }
  return {
    note: (address) => write(folder, { ...occupant, address }, renameSync),
    release: () => {
      if (read(lockFile(folder))?.name === occupant.name) rmSync(lockFile(folder), { force: true });
    },
  };
}

/** Written beside and moved into place, so that nobody ever reads half a lock. */
function write(folder: string, occupant: Occupant, place: (from: string, to: string) => void): void {
  const draft = `${lockFile(folder)}.${process.pid}`;
  try {
    writeFileSync(draft, JSON.stringify(occupant));
    place(draft, lockFile(folder));
  } finally {
    rmSync(draft, { force: true });
  }
}

function take(folder: string, occupant: Occupant): boolean {
  try {
    write(folder, occupant, linkSync);
    return true;
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code !== "EEXIST") throw problem;
    return false;
  }
}

/** Moves the dead lock aside first: of two starts in one moment only one can, and a lock just taken is put back. */
function clearStale(folder: string): void {
  const aside = `${lockFile(folder)}.${process.pid}.stale`;
  try {
    renameSync(lockFile(folder), aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved !== undefined && processName(moved.pid) === moved.name) linkSync(aside, lockFile(folder));
  rmSync(aside, { force: true });
}
