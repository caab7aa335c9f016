/**
 * Keeps package-lock.json complete. Optional packages for other platforms may be missing from it, because npm leaves
 * out what its registry does not offer; `npm ci` then refuses the lock. Each missing one gets a stub entry here.
 *
 *   node checks/lock-stubs.mjs                    writes the missing stubs
 *   node checks/lock-stubs.mjs --check [FOLDER]   only names them, and what the lock of FOLDER knows otherwise than its
 *                                                 package.json; exit code 1 when there is any
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SYSTEMS = ["aix", "android", "darwin", "freebsd", "linux", "netbsd", "openbsd", "openharmony", "sunos", "win32"];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "wasm32", "x64"];
const LIBRARIES = { musl: "musl", gnu: "glibc", glibc: "glibc" };

/** Where npm looks for `name` from the package at `place`: the nearest node_modules first. */
function placesFor(place, name) {
  const parts = place.split("/node_modules/");
  const places = [];
  for (let depth = parts.length; depth > 0; depth -= 1) {
    places.push(`${parts.slice(0, depth).join("/node_modules/")}/node_modules/${name}`);
  }
  return [...places, `node_modules/${name}`];
}

/** A stub names the platform by the words of the package's name, so npm passes it over everywhere else. */
function stubFor(name, version) {
  const words = name.split(/[/-]/);
  const stub = { version, optional: true };
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  const os = words.filter((word) => SYSTEMS.includes(word));
  const libc = words.filter((word) => word in LIBRARIES).map((word) => LIBRARIES[word]);
  if (cpu.length > 0) stub.cpu = cpu;
  if (libc.length > 0) stub.libc = libc;
  if (os.length > 0) stub.os = os;
  return stub;
}

/** Takes a parsed lock; gives the missing entries as `[place, stub]`, none when the lock is complete. */
export function missingStubs(lock) {
  const missing = new Map();
  for (const [place, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (placesFor(place, name).some((candidate) => candidate in lock.packages)) continue;
      missing.set(`node_modules/${name}`, stubFor(name, version.replace(/^[\^~]/, "")));
    }
  }
  return [...missing];
}

/** Takes a parsed lock; gives a new one with `stubs` in it, places in npm's order. */
export function withStubs(lock, stubs) {
  const byPlace = ([a], [b]) => a.localeCompare(b, "en");
  return { ...lock, packages: Object.fromEntries([...Object.entries(lock.packages), ...stubs].sort(byPlace)) };
}

/** Takes the parsed package.json and lock; gives the names that one of them has not, or in another version. */
export function strangersOf(own, lock) {
  return ["dependencies", "devDependencies", "optionalDependencies"].flatMap((kind) => {
    const [said, locked] = [own[kind] ?? {}, lock.packages[""]?.[kind] ?? {}];
    return Object.keys({ ...said, ...locked }).filter((name) => said[name] !== locked[name]);
  });
}

const read = (folder, name) => JSON.parse(readFileSync(join(folder, name), "utf8"));

/** Gives one line for each thing for which npm refuses the lock. */
function breaches(folder) {
  const lock = read(folder, "package-lock.json");
  return [
    ...missingStubs(lock).map(
      ([place]) => `missing in package-lock.json: ${place}; node checks/lock-stubs.mjs adds it`,
    ),
    ...strangersOf(read(folder, "package.json"), lock).map((name) => `package-lock.json does not know this ${name}`),
  ];
}

function main([flag, folder = fileURLToPath(new URL("..", import.meta.url))]) {
  if (flag === "--check") {
    const lines = breaches(folder);
    for (const line of lines) console.log(line);
    process.exitCode = lines.length > 0 ? 1 : 0;
    return;
  }
  const lock = read(folder, "package-lock.json");
  const stubs = missingStubs(lock);
  for (const [place] of stubs) console.log(`added: ${place}`);
  if (stubs.length === 0) return;
  writeFileSync(join(folder, "package-lock.json"), `${JSON.stringify(withStubs(lock, stubs), null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
