import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

type Found = { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] };
type Ran = { violations: Found[]; passes: Found[] };
declare const axe: { run(options: unknown): Promise<Ran> };

const run = (asked: string[]): Promise<Ran> =>
  axe.run({
    runOnly: { type: "tag", values: asked },
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
  });

/** Every breach of WCAG 2.2 A and AA that axe sees on the page as it stands, one line each; no rule is left out. */
export async function breachesOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate("typeof axe === 'object'"))) await page.evaluate(source);
  const { violations } = await page.evaluate(run, tags);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 4).map(({ target, failureSummary = "" }) => {
      const why = failureSummary.split("\n")[1]?.trim() ?? "";
      return `${id}: ${help}: ${target.join(" ")} (${why})`;
    }),
  );
}
