import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { cutOn, labelsIn, sidewaysOn } from "./laws.ts";
import { openStage, phone, type Stage } from "./stage.ts";
import { dialogStates, doorStates, leadStates, listStates, mainStates, type State } from "./states.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** A label with four tenths more of its own words; what stands in braces is left as it is. */
function longer(label: string): string {
  if (label.includes(", plural,") || label.includes(", select,")) return label;
  const words = label.replaceAll(/\{[^}]*\}/g, "").trim();
  return `${label} ${words.slice(0, Math.ceil(words.length * 0.4)).trim()}`;
}

/** Gives the pages an English that is four tenths longer. */
async function speakLonger(page: Page): Promise<void> {
  const labels = Object.fromEntries(Object.entries(labelsIn("en")).map(([key, label]) => [key, longer(label)]));
  const body = `export const labels = ${JSON.stringify(labels)};`;
  await page.route("**/assets/en-*.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
}

async function brokenOf(states: readonly State[], width: number, prepare: (page: Page) => Promise<void>) {
  const broken: string[] = [];
  for (const { name, who, show } of states) {
    const page = await stage.visit(who, { ...phone, width });
    await prepare(page);
    await show(stage, page);
    const lines = [...(await cutOn(page)), ...(await sidewaysOn(page))];
    broken.push(...lines.map((line) => `${name}: ${line}`));
    await page.context().close();
  }
  return [...new Set(broken)];
}

const everywhere = [...doorStates, ...mainStates, ...listStates, ...leadStates, ...dialogStates];

test("on a phone no text is cut, even with words four tenths longer than ours", async () => {
  assert.deepEqual(await brokenOf(everywhere, 390, speakLonger), []);
});

test("on the narrowest screen, as with letters four times as large, nothing has to be moved sideways", async () => {
  assert.deepEqual(await brokenOf([...mainStates, ...doorStates, ...dialogStates], 320, async () => undefined), []);
});
