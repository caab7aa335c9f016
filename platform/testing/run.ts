/** The whole of `npm test`. Arguments pick the test files whose path holds one of them; `--dates` runs them at each hard date. */
import { spawn } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { lockFolder, occupantOf, removeEmbedded, startEmbedded } from "#platform/db/embedded.ts";
import { hardDates } from "./hard-dates.ts";
import { type FileResult, runFile } from "./run-file.ts";

const ROOT = join(import.meta.dirname, "../..");
const AT_ONCE = 2;
const FOLDER = "marque-test-";
const NOT_OURS = ["node_modules/**", "dist/**", ".marque/**", ".git/**"];

const say = (line: string): void => console.log(line);
const stop = new AbortController();

/** Test files by path, those that hold one of the words; all without words. */
function testFiles(words: string[]): string[] {
  const files = globSync("**/*.test.ts", { cwd: ROOT, exclude: NOT_OURS }).sort();
  return words.length === 0 ? files : files.filter((file) => words.some((word) => file.includes(word)));
}

/** What test runs that were killed left in the temporary folder; those still running hold theirs. */
function removeLeftFolders(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER))) {
    const folder = join(tmpdir(), name);
    const isOurs = statSync(folder, { throwIfNoEntry: false })?.uid === process.getuid?.();
    if (isOurs && existsSync(join(folder, "server.lock")) && occupantOf(folder) === undefined) removeEmbedded(folder);
  }
}

/** Builds the pages into the folder of this run, which the servers of the tests serve. */
function buildPages(): Promise<void> {
  const child = spawn(process.execPath, [join(ROOT, "apps/server/build-pages.ts")], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    signal: stop.signal,
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error("The pages cannot be built."))));
  });
}

function tell(result: FileResult, seconds: number, place: string): void {
  const skipped = result.skipped === 0 ? "" : `, ${result.skipped} skipped`;
  const sign = result.failed === 0 ? "ok  " : "FAIL";
  say(
    `${place} ${sign} ${relative(ROOT, result.file)}: ${result.passed} passed, ${result.failed} failed${skipped} (${seconds} s)`,
  );
  if (result.failed === 0) return;
  for (const failure of result.failures) say(`\n  x ${failure.replaceAll("\n", "\n    ")}\n`);
  if (result.output.trim() !== "") say(`  what it printed:\n    ${result.output.trim().replaceAll("\n", "\n    ")}\n`);
}

/** Runs the files, two at once, in the order given; tells each as it ends and which one takes long. */
async function runAll(files: string[]): Promise<FileResult[]> {
  const results: FileResult[] = [];
  const waiting = [...files];
  const running = new Set<string>();
  const lane = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined && !stop.signal.aborted; file = waiting.shift()) {
      const startedAt = performance.now();
      running.add(file);
      const result = await runFile(join(ROOT, file), stop.signal);
      running.delete(file);
      results.push(result);
      tell(result, Math.round((performance.now() - startedAt) / 100) / 10, `[${results.length}/${files.length}]`);
    }
  };
  const patience = setInterval(() => say(`  still running: ${[...running].join(", ")}`), 30_000);
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  clearInterval(patience);
  return results;
}

/** Gives every test a database server of this run: its address stands in MARQUE_TEST_PG. */
async function testEverything(files: string[], folder: string): Promise<FileResult[]> {
  process.env.MARQUE_WEB_FOLDER = join(folder, "web");
  await buildPages();
  const database = await startEmbedded({ folder, say, isDurable: false });
  process.env.MARQUE_TEST_PG = JSON.stringify({ host: database.socketFolder, user: database.user });
  try {
    return await runAll(files);
  } finally {
    await database.stop();
  }
}

const sum = (results: FileResult[], count: "passed" | "failed"): number =>
  results.reduce((total, result) => total + result[count], 0);

/** The results of all files; when the run itself breaks, one more that failed. */
async function resultsOf(files: string[]): Promise<FileResult[]> {
  if (files.length === 0) return [];
  removeLeftFolders();
  const folder = mkdtempSync(join(tmpdir(), FOLDER));
  const lock = lockFolder(folder);
  try {
    return await testEverything(files, folder);
  } catch (problem) {
    if (!stop.signal.aborted) say(String(problem));
    return [{ file: "", passed: 0, failed: 1, skipped: 0, failures: [], output: "" }];
  } finally {
    lock.release();
    removeEmbedded(folder);
  }
}

/** The results of all files at each of the hard dates, one date after the other. */
async function resultsAtDates(files: string[]): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (const at of hardDates) {
    if (stop.signal.aborted) break;
    process.env.MARQUE_TEST_AT = at;
    const its = await resultsOf(files);
    say(`At ${at}: ${sum(its, "passed")} passed, ${sum(its, "failed")} failed\n`);
    results.push(...its);
  }
  return results;
}

async function main(): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stop.abort());
  const words = process.argv.slice(2);
  const files = testFiles(words.filter((word) => word !== "--dates"));
  if (files.length === 0) say("There is no test file of this name.");
  const results = await (words.includes("--dates") ? resultsAtDates : resultsOf)(files);
  if (stop.signal.aborted) say("Stopped before the end.");
  const [passed, failed] = [sum(results, "passed"), sum(results, "failed")];
  say(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 || stop.signal.aborted ? 1 : 0);
}

await main();
