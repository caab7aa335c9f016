import { root, runTool } from "./run-tool.ts";

/** What a tree's imports break of the doors between rooms, and how many files of TypeScript were looked at. */
export type Doors = { breaches: string[]; modules: number };
type Violation = { rule: { name: string }; from: string; to: string };
type Module = { source: string; dependencies: { resolved: string }[] };
type Report = { modules: Module[]; summary: { violations: Violation[] } };

const clock = "platform/clocks/clock.ts";
const pinnedClock = "platform/testing/pinned-clock.ts";

/** Tests that can reach the clock and do not pin it: what they say would hang on the day they run. */
function unpinned(modules: readonly Module[]): string[] {
  const imports = new Map(
    modules.map(({ source, dependencies }) => [source, dependencies.map(({ resolved }) => resolved)]),
  );
  const reachedFrom = (file: string, reached = new Set<string>()): Set<string> => {
    if (reached.has(file)) return reached;
    reached.add(file);
    for (const next of imports.get(file) ?? []) reachedFrom(next, reached);
    return reached;
  };
  const tests = [...imports.keys()].filter((file) => file.endsWith(".test.ts"));
  return tests
    .map((file) => ({ file, reached: reachedFrom(file) }))
    .filter(({ reached }) => reached.has(clock) && !reached.has(pinnedClock))
    .map(({ file }) => `tests-pin-the-clock: ${file} → ${clock} without ${pinnedClock}`);
}

/** Looks at every import below `cwd`. A check that looked at nothing is itself a breach. */
export function doors(cwd = root): Doors {
  const rooms = ["platform", "modules", "ui", "apps", "world"];
  const { output } = runTool(
    "dependency-cruiser/bin/dependency-cruiser.mjs",
    ["--config", ".dependency-cruiser.json", "--output-type", "json", ...rooms],
    cwd,
  );
  const json = output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1);
  if (json === "") return { breaches: [output.trim()], modules: 0 };
  const report = JSON.parse(json) as Report;
  const breaches = report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  breaches.push(...unpinned(report.modules));
  const modules = report.modules.filter(({ source }) => /\.tsx?$/.test(source)).length;
  return { breaches: modules > 0 ? breaches : [...breaches, "no module was looked at"], modules };
}
