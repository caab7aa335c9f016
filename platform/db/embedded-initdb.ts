import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseAway } from "./away.ts";
import { isFull } from "./disk-room.ts";
import { type Account, endingWithUs } from "./embedded-account.ts";

/** Sorting and letters by Unicode without the system's locales; `--lc-ctype` is what makes trigrams see kanji. */
const FLAGS = [
  ...["--username=postgres", "--auth=trust", "--encoding=UTF8"],
  ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--lc-ctype=C.UTF-8"],
];

/** Where the files of the database are. */
export const filesOf = (account: Account): string => join(account.folder, "pg");

/**
 * Makes the database's files when there are none. They are made beside and moved into place when they are whole, so
 * what a killed start left half done is made anew.
 */
export async function makeFiles(account: Account, isDurable: boolean): Promise<void> {
  if (existsSync(filesOf(account))) return;
  const draft = `${filesOf(account)}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (process.getuid?.() === 0) chownSync(draft, account.owner, account.owner);
  await initdb(account, [...FLAGS, ...(isDurable ? [] : ["--no-sync"]), "-D", draft]).catch(async (error: unknown) => {
    const isNoSpace = await isFull(account.folder, "start");
    rmSync(draft, { recursive: true, force: true });
    throw isNoSpace ? new DatabaseAway("no-space", error) : error;
  });
  renameSync(draft, filesOf(account));
}

function initdb(account: Account, flags: string[]): Promise<void> {
  const words = [...account.prefix, ...endingWithUs("KILL"), join(account.binaries, "bin/initdb"), ...flags];
  const child = spawn(words[0] ?? "", words.slice(1), {
    cwd: account.folder,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const output: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`The database's files could not be made:\n${Buffer.concat(output).toString()}`));
    });
  });
}
