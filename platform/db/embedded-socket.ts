import { createHash } from "node:crypto";
import { chmodSync, chownSync, lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Account } from "./embedded-account.ts";

/** A unix socket's path may have this many bytes, the name of the socket included; the system cuts off the rest. */
const LONGEST_PATH = 107;
const SOCKET = ".s.PGSQL.5432";

const fits = (folder: string): boolean => Buffer.byteLength(join(folder, SOCKET)) <= LONGEST_PATH;

/** Files that PostgreSQL leaves in the socket's folder when it is killed. */
export const socketFiles = (folder: string): string[] => [join(folder, SOCKET), join(folder, `${SOCKET}.lock`)];

/** Where the socket of a database in `folder` lies: in `run`, or in a short folder elsewhere when that is too long. */
export function socketFolderOf(folder: string): string {
  const inside = join(folder, "run");
  if (fits(inside)) return inside;
  const name = `marque-${createHash("sha256").update(folder).digest("hex").slice(0, 16)}`;
  return [join(tmpdir(), name)].find(fits) ?? join("/tmp", name);
}

/** Makes the socket's folder, open to its owner alone. Throws when somebody else's folder stands in its place. */
export function makeSocketFolder(account: Account): string {
  const folder = socketFolderOf(account.folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() === 0 && lstatSync(folder).uid === 0) chownSync(folder, account.owner, account.owner);
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== account.owner) {
    throw new Error(`${folder} belongs to somebody else: the database's socket cannot lie there. Remove it.`);
  }
  chmodSync(folder, 0o700);
  return folder;
}
