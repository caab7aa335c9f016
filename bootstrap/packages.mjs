import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { alone } from "./alone.mjs";
import { npmInstall } from "./npm.mjs";
import { plainProblem } from "./plain-problem.mjs";
import { demandWritable } from "./writable.mjs";

/** Stands in node_modules while packages are being written: found at a start, it tells of an interrupted install. */
const UNFINISHED = ".marque-unfinished";

function readPackages(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).packages : undefined;
}

function fits(list, own) {
  return list === undefined || list.includes(own);
}

function libraryOfC() {
  return process.report.getReport().header.glibcVersionRuntime === undefined ? "musl" : "glibc";
}

/**
 * Wanted is what is for this machine. An optional package counts only when the lock knows which machines it is for and
 * more of it than a stub does; the others are parts of packages for other machines, and npm leaves them out.
 */
function isWanted(entry) {
  const isForSome = entry.os !== undefined || entry.cpu !== undefined;
  if (entry.optional && (!isForSome || entry.integrity === undefined)) return false;
  if (!fits(entry.os, process.platform) || !fits(entry.cpu, process.arch)) return false;
  return entry.libc === undefined || entry.libc.includes(libraryOfC());
}

/** Gives the places (`node_modules/pg`, …) of all packages that this machine needs, with their versions. */
function wantedPackages(root) {
  const lock = join(root, "package-lock.json");
  const packages = readPackages(lock);
  if (packages === undefined) throw plainProblem(`${lock} is missing: without it nobody knows what to install.`);
  return Object.entries(packages).filter(([place, entry]) => place !== "" && isWanted(entry));
}

/** Gives the places of those that are absent or of another version. */
export function absentPackages(root) {
  const present = readPackages(join(root, "node_modules", ".package-lock.json")) ?? {};
  return wantedPackages(root)
    .filter(([place, { version }]) => present[place]?.version !== version || !isThere(root, place))
    .map(([place]) => place);
}

function isThere(root, place) {
  return existsSync(join(root, place, "package.json"));
}

/**
 * Installs what package-lock.json names when something of it is missing. A folder that npm has once finished is
 * brought up to date in place, because a running server may be using it; a new or half-written one is made afresh.
 */
export async function bringPackages(root) {
  if (!isStale(root)) return;
  for (const name of [".marque", "node_modules"]) demandWritable(join(root, name));
  await alone(join(root, ".marque", "installing"), async () => {
    if (!isStale(root)) return;
    const isWhole = existsSync(join(root, "node_modules", ".package-lock.json")) && !existsSync(unfinished(root));
    writeFileSync(unfinished(root), "");
    const places = isWhole ? absentPackages(root) : wantedPackages(root).map(([place]) => place);
    await npmInstall(root, isWhole ? ["update", "fresh"] : ["fresh", "update"], places);
    rmSync(unfinished(root), { force: true });
  });
}

function unfinished(root) {
  return join(root, "node_modules", UNFINISHED);
}

function isStale(root) {
  return existsSync(unfinished(root)) || absentPackages(root).length > 0;
}
