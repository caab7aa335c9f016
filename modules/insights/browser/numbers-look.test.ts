import { after, before } from "node:test";
import type { Page } from "playwright-core";
import { hq, sakura } from "#apps/web/browser/leads.ts";
import { rotatingMatrix, testLaws } from "#apps/web/browser/matrix.ts";
import { openStage, type Stage, still } from "#apps/web/browser/stage.ts";
import type { State } from "#apps/web/browser/states.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const at = (who: string, name: string, path: string, then?: (page: Page) => Promise<unknown>): State => ({
  name,
  who,
  show: async (shown, page) => {
    await shown.go(page, path);
    await page.locator("main h1, main [role=alert]").first().waitFor();
    await still(page);
    await then?.(page);
    await still(page);
  },
});

/** On a phone the table stands behind a button. */
async function showTables(page: Page): Promise<void> {
  for (const button of await page.locator("[data-section] header div button:last-of-type").all())
    if (await button.isVisible()) await button.click();
}

async function tellFormula(page: Page): Promise<void> {
  await page.locator("[data-tile] button").first().focus();
  await page.getByRole("tooltip").waitFor();
}

async function rehearse(page: Page): Promise<void> {
  await page.locator("#target-firstContactHours").fill("12");
  await page.locator("form button[type=submit]").click();
  await page.locator("[data-rehearsal] button[aria-expanded=false]").first().click();
  await page.locator("[data-rehearsal] button[aria-expanded=true]").first().waitFor();
}

async function refuse(page: Page): Promise<void> {
  await page.locator("#target-managementDays").fill("999");
  await page.locator("form button[type=submit]").click();
  await page.locator("form [role=alert]").waitFor();
}

const states: readonly State[] = [
  at(sakura, "the numbers of a dealer", "/numbers", tellFormula),
  at(sakura, "the numbers of a dealer as tables", "/numbers?period=12-months", showTables),
  at(hq, "the numbers of the market by advisor", "/numbers?by=contactedBy&level=management", showTables),
  at(sakura, "one class of leads by advisor", "/numbers?class=closed-with-sale&by=contactedBy", showTables),
  at(sakura, "own days without a lead", "/numbers?from=2020-01-01&to=2020-01-31"),
  at(sakura, "days that make no sense", "/numbers?from=2026-12-01&to=2026-11-01"),
  at(sakura, "a day and a class that there are not", "/numbers?from=abc&class=nonsense"),
  at(sakura, "a number that there is not", "/numbers/rows?number=nonsense"),
  at(sakura, "a single month", "/numbers?period=last-month&per=month"),
  at(hq, "the leads that can still make it", "/numbers/rows?number=management:open"),
  at(hq, "the leads behind a number", "/numbers/rows?number=management:part&line=dealer:SAKURA"),
  at(hq, "the targets, rehearsed", "/numbers/targets", rehearse),
  at(hq, "the targets, refused", "/numbers/targets", refuse),
];
for (const [turn, state] of states.entries()) testLaws(() => stage, state, rotatingMatrix(turn));
