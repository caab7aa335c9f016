import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { webFolder } from "../web-folder.ts";

const root = join(import.meta.dirname, "../..");
const sources = [
  "apps/web/**/*",
  "ui/**/*",
  "modules/**/*.{ts,tsx,css,json}",
  "platform/record/*.ts",
  "vite.config.ts",
  "package-lock.json",
];

/** A digest of everything the pages are built from. */
function digestOfSources(): string {
  const hash = createHash("sha256");
  const files = globSync(sources, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of files.map((entry) => join(entry.parentPath, entry.name)).sort())
    hash.update(path).update(readFileSync(path));
  return hash.digest("hex");
}

/** Builds the pages where they are missing or older than their sources; a second start finds them built. Throws when the build fails. */
export async function buildPages(say: (line: string) => void): Promise<void> {
  const stamp = join(webFolder(), ".stamp");
  const digest = digestOfSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;
  say("building the pages…");
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const child = spawn(process.execPath, [vite, "build", "--configLoader", "native", "--logLevel", "warn"], {
    cwd: root,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (part: Buffer) => {
    said += part.toString();
  });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`the pages could not be built:\n${said}`);
  writeFileSync(stamp, digest);
}

if (import.meta.main) await buildPages(console.error);
