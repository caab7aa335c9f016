import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { binariesFolder, binariesVersion } from "./embedded-binaries.ts";

/** `self`: as we are · `mapped`: root, shown to PostgreSQL as nobody · `nobody`: root gives up its rights for it. */
export type AccountKind = "self" | "mapped" | "nobody";

/** How PostgreSQL is run: words before its commands, where its programs and its files are, whom the files belong to. */
export type Account = { kind: AccountKind; prefix: string[]; binaries: string; folder: string; owner: number };

const NOBODY = 65534;
const MAPPED = ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--"];

const succeeds = (command: string, args: string[]): boolean =>
  spawnSync(command, args, { stdio: "ignore" }).status === 0;

/** PostgreSQL refuses to run as root. A user namespace needs no rights on folders; some containers forbid it. */
export function accountKind(): AccountKind {
  if (process.getuid?.() !== 0) return "self";
  return succeeds("unshare", [...MAPPED.slice(1), "true"]) ? "mapped" : "nobody";
}

/**
 * Takes the folder Marque was given. As `nobody` PostgreSQL may be unable to reach it (root's home is closed), so its
 * programs are copied and its files kept under `/var/lib/marque`, by a name made from that folder.
 */
export function accountFor(folder: string, kind: AccountKind = accountKind()): Account {
  const binaries = binariesFolder();
  const own = process.getuid?.() ?? 0;
  if (kind === "self") return { kind, prefix: [], binaries, folder, owner: own };
  if (kind === "mapped") return { kind, prefix: MAPPED, binaries, folder, owner: own };
  const prefix = ["setpriv", `--reuid=${NOBODY}`, `--regid=${NOBODY}`, "--clear-groups", "--"];
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  const home = join("/var/lib/marque", name);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  chownSync(home, NOBODY, NOBODY);
  return { kind, prefix, binaries: openCopy(binaries, home), folder: home, owner: NOBODY };
}

/** A copy of the programs that everybody may run, made once a version. */
function openCopy(binaries: string, home: string): string {
  const copy = join(home, `postgresql-${binariesVersion()}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.draft`;
  rmSync(draft, { recursive: true, force: true });
  cpSync(binaries, draft, { recursive: true, verbatimSymlinks: true });
  renameSync(draft, copy);
  return copy;
}

/** Words that make the command get a signal when this process dies, however it dies; none where that is unknown. */
export function endingWithUs(signal: "INT" | "KILL"): string[] {
  return succeeds("setpriv", ["--pdeathsig", signal, "true"]) ? ["setpriv", "--pdeathsig", signal, "--"] : [];
}
