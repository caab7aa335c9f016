import { spawnSync } from "node:child_process";
import { join } from "node:path";

export const root = join(import.meta.dirname, "..");

/** Runs a program of node_modules with our own Node in the project's folder; gives its exit code and what it printed. */
export function runTool(path: string, args: readonly string[], cwd = root): { code: number; output: string } {
  const run = spawnSync(process.execPath, [join(root, "node_modules", path), ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: run.status ?? 1, output: `${run.stdout}${run.stderr}` };
}
