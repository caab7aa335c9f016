/**
 * Keeps package-lock.json complete. Optional packages for other platforms may be missing from it, because npm leaves
 * out what its registry does not offer; `npm ci` then refuses the lock. Each missing one gets a stub entry here.
 *
 *   node checks/lock-stubs.mjs           writes the missing stubs
 *   node checks/lock-stubs.mjs --check   only names them; exit code 1 when there are some
 */
import { readFileSync, writeFileSync } from "node:fs";
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

function main() {
  const file = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const lock = JSON.parse(readFileSync(file, "utf8"));
  const stubs = missingStubs(lock);
  const isCheck = process.argv.includes("--check");
  for (const [place] of stubs) console.log(`${isCheck ? "missing" : "added"}: ${place}`);
  if (isCheck) process.exitCode = stubs.length > 0 ? 1 : 0;
  else if (stubs.length > 0) writeFileSync(file, `${JSON.stringify(withStubs(lock, stubs), null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
