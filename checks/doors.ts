import { root, runTool } from "./run-tool.ts";

/** What a tree's imports break of the doors between rooms, and how many files of TypeScript were looked at. */
export type Doors = { breaches: string[]; modules: number };
type Violation = { rule: { name: string }; from: string; to: string };
type Report = { modules: { source: string }[]; summary: { violations: Violation[] } };

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
  const modules = report.modules.filter(({ source }) => /\.tsx?$/.test(source)).length;
  return { breaches: modules > 0 ? breaches : [...breaches, "no module was looked at"], modules };
}
