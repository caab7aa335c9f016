import { run } from "node:test";
import { inspect } from "node:util";

/** What came of one test file. `failures` are texts for people; `failed` counts tests, and the file itself when it broke. */
export type FileResult = {
  file: string;
  passed: number;
  failed: number;
  skipped: number;
  failures: string[];
  output: string;
};

type Told = {
  name: string;
  details: { error?: Error; type?: string };
  skip?: string | boolean;
  todo?: string | boolean;
};

/** A file that hangs is ended after this long and counts as failed. */
const LONGEST_MS = 10 * 60_000;

/** Runs one test file in a process of its own. Takes the absolute path and a signal that ends it early. */
export async function runFile(file: string, stop: AbortSignal): Promise<FileResult> {
  const result: FileResult = { file, passed: 0, failed: 0, skipped: 0, failures: [], output: "" };
  const signal = AbortSignal.any([stop, AbortSignal.timeout(LONGEST_MS)]);
  for await (const event of run({ files: [file], isolation: "process", concurrency: 1, signal })) {
    if (event.type === "test:stdout" || event.type === "test:stderr") result.output += event.data.message;
    if (event.type === "test:pass") countPass(result, event.data as Told);
    if (event.type === "test:fail") countFail(result, event.data as Told);
  }
  if (result.passed + result.failed + result.skipped === 0) {
    result.failed += 1;
    result.failures.push("This file holds no test.");
  }
  return result;
}

/** node:test tells the file itself as a passed test when there is none in it; that one is not counted. */
function countPass(result: FileResult, { name, details, skip, todo }: Told): void {
  if (details.type === "suite" || name === result.file) return;
  if (skip !== undefined || todo !== undefined) result.skipped += 1;
  else result.passed += 1;
}

function countFail(result: FileResult, { name, details, todo }: Told): void {
  if (todo !== undefined) {
    result.skipped += 1;
    return;
  }
  result.failed += 1;
  const title = name === result.file ? "the file itself" : name;
  result.failures.push(`${title}\n${wordsOf(details.error)}`);
}

/** The error as the test threw it; node:test wraps it. */
function wordsOf(error: Error | undefined): string {
  const cause = error?.cause ?? error;
  return cause instanceof Error || typeof cause === "object" ? inspect(cause, { depth: 4 }) : String(cause);
}
