import { readFileSync, readlinkSync } from "node:fs";

/**
 * A process by its number and the moment it began (ticks since the machine started), so that a number given to
 * another process later is not mistaken for it. Undefined when there is none; a zombie counts as none, because it
 * stays for good where nobody reaps it.
 */
export function processName(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : `${pid}@${fields[19]}`;
  } catch {
    return undefined;
  }
}

/** Whether the process works in this folder; a zombie and a foreign process do not. Takes an absolute real path. */
export function isWorkingIn(pid: number, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder;
  } catch {
    return false;
  }
}
