import { root, runTool } from "./run-tool.ts";

/** What a tree's imports break of the doors between rooms, and how many modules were looked at. */
export type Doors = { breaches: string[]; modules: number };
type Report = { summary: { totalCruised: number; violations: { rule: { name: string }; from: string; to: string }[] } };

/** Looks at every import below `cwd`. A check that looked at nothing is itself a breach. */
export function doors(cwd = root): Doors {
  const rooms = ["platform", "modules", "ui", "apps", "world"];
  const { output } = runTool(
    "dependency-cruiser/bin/dependency-cruiser.mjs",
    ["--config", ".dependency-cruiser.json", "--output-type", "json", ...rooms],
    cwd,
  );
  const report = JSON.parse(output.slice(output.indexOf("{"), output.lastIndexOf("}") + 1)) as Report;
  const breaches = report.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
  const modules = report.summary.totalCruised;
  return { breaches: modules > 0 ? breaches : [...breaches, "no module was looked at"], modules };
}
