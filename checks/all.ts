import { allRoutes, printedFiles } from "#apps/printed.ts";
import { staleFiles } from "#platform/print/all.ts";
import { doors } from "./doors.ts";
import { policyBreaches } from "./policies.ts";
import { runTool } from "./run-tool.ts";
import { systemBreaches } from "./system-queries.ts";
import { wordBreaches } from "./words.ts";

/** A program of node_modules or of our own, run in the project's folder. */
const tool =
  (path: string, ...args: string[]) =>
  (): string[] => {
    const { code, output } = runTool(path, args);
    return code === 0 ? [] : output.trim().split("\n");
  };

/** Every check of the declarations and the code; each gives the lines that are wrong. */
const checks: Readonly<Record<string, () => string[] | Promise<string[]>>> = {
  types: tool("@typescript/native/bin/tsc", "-p", "."),
  lint: tool("@biomejs/biome/bin/biome", "check", "--diagnostic-level=error", "."),
  lock: tool("../checks/lock-stubs.mjs", "--check"),
  doors: () => doors().breaches,
  "printed files": () =>
    staleFiles(printedFiles()).map((file) => `printed/${file} is not what the declarations say: npm run print`),
  policies: () => policyBreaches(allRoutes()),
  "queries without a person": () => systemBreaches(),
  words: wordBreaches,
};

let isGood = true;
for (const [name, check] of Object.entries(checks)) {
  const breaches = await check();
  console.log(`${breaches.length === 0 ? "ok  " : "FAIL"} ${name}`);
  for (const line of breaches.slice(0, 40)) console.log(`       ${line}`);
  isGood &&= breaches.length === 0;
}
process.exit(isGood ? 0 : 1);
