import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { fontsFile } from "./browser-fonts.ts";

export type { Browser } from "playwright-core";

/** A browser that runs on this machine, and what must stand in its environment for that. */
type Found = { executablePath: string; env: Record<string, string> };

const OWN = join(import.meta.dirname, "../../.marque");
const INSTALLED = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FLAGS = [
  ...["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--font-render-hinting=none"],
];

/** Opens the packaged Chromium, else an installed one. The caller closes it. Throws one line when there is none. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, env } = packagedBrowser() ?? installedBrowser();
  return chromium.launch({ executablePath, args: FLAGS, env: { ...process.env, ...env } });
}

const runs = ({ executablePath, env }: Found): boolean =>
  spawnSync(executablePath, ["--version"], { env: { ...process.env, ...env }, stdio: "ignore" }).status === 0;

/** The package brings the libraries a bare machine lacks; where the system has them, its own are used. */
function packagedBrowser(): Found | undefined {
  const folder = unpacked();
  if (folder === undefined) return undefined;
  const executablePath = join(folder, "chromium");
  const env = { FONTCONFIG_FILE: fontsFile(folder), HOME: process.env.HOME ?? folder };
  const libraries = join(folder, "al2023/lib");
  return [env, { ...env, LD_LIBRARY_PATH: libraries }].map((each) => ({ executablePath, env: each })).find(runs);
}

/** Unpacked once a version, beside and then moved into place: two tests may ask in the same moment. */
function unpacked(): string | undefined {
  const version = packageVersion();
  if (version === undefined) return undefined;
  const folder = join(OWN, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  mkdirSync(OWN, { recursive: true });
  const draft = mkdtempSync(`${folder}.`);
  const unpack = join(import.meta.dirname, "browser-unpack.ts");
  const { status } = spawnSync(process.execPath, [unpack], { env: { ...process.env, TMPDIR: draft }, stdio: "ignore" });
  if (status === 0) moveUnlessThere(draft, folder);
  rmSync(draft, { recursive: true, force: true });
  return status === 0 ? folder : undefined;
}

function moveUnlessThere(draft: string, folder: string): void {
  try {
    renameSync(draft, folder);
  } catch (problem) {
    if (!existsSync(folder)) throw problem;
  }
}

function packageVersion(): string | undefined {
  try {
    const main = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    const text = readFileSync(join(dirname(dirname(main)), "package.json"), "utf8");
    return (JSON.parse(text) as { version: string }).version;
  } catch {
    return undefined;
  }
}

function installedBrowser(): Found {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = INSTALLED.flatMap((name) => folders.map((folder) => join(folder, name))).filter(existsSync);
  const found = paths.map((executablePath) => ({ executablePath, env: {} })).find(runs);
  if (found === undefined)
    throw new Error("No browser runs here: install Chromium and its libraries, then test again.");
  return found;
}
