import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import type { Voice } from "#apps/testing/voice.ts";
import { make, sakura } from "./leads.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
let manager: Voice;
before(async () => {
  stage = await openStage();
  manager = await stage.house.as("manager@sakura.demo");
});
after(() => stage.close());

const called = { channel: "phone", outcome: "not-reached" };
const queue = "/aftersales-leads?view=unmanaged&sort=name";

/** The ids of the rows in sight, from the top. */
const rowsOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...document.querySelectorAll("[data-row]")].map((row) => row.getAttribute("data-row") ?? ""));

/** Notes which rows are drawn anew from now on. */
const watchRows = (): void => {
  const drawn = new Set<string>();
  (window as Window & { drawn?: Set<string> }).drawn = drawn;
  const grid = document.querySelector("[role=grid]");
  const note = (changes: MutationRecord[]): void => {
    for (const { target } of changes) {
      const row = (target instanceof Element ? target : target.parentElement)?.closest("[role=row]");
      drawn.add(row?.querySelector("[data-row]")?.getAttribute("data-row") ?? "outside of the rows");
    }
  };
  if (grid) new MutationObserver(note).observe(grid, { subtree: true, childList: true, characterData: true });
};
const drawnOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => [...((window as Window & { drawn?: Set<string> }).drawn ?? [])]);

const triesOf = (page: Page, id: string) =>
  page.waitForFunction((one) => {
    const cells = document
      .querySelector(`[data-row="${one}"]`)
      ?.closest("[role=row]")
      ?.querySelectorAll("[data-number]");
    return cells?.item(0).textContent === "1";
  }, id);

test("what a colleague does is seen within two seconds, in that row alone, and asks the server for that row alone", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, queue);
  const [, id = ""] = await rowsOn(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/v1/aftersales-leads")) asked.push(new URL(request.url()).pathname);
  });
  await page.evaluate(watchRows);
  const before = await rowsOn(page);
  await make(manager, id, "attempt", called);
  const startedMs = performance.now();
  await triesOf(page, id);
  const ms = performance.now() - startedMs;
  console.log(`seen after ${Math.round(ms)} ms`);
  assert.ok(ms <= 2_000, `seen after ${ms} ms`);
  assert.deepEqual(asked, [`/api/v1/aftersales-leads/${id}`]);
  assert.deepEqual(await drawnOn(page), [id]);
  assert.deepEqual(await rowsOn(page), before);
});

test("a lead that a colleague closes changes its status where it stands", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/aftersales-leads?view=in-progress");
  const [id = ""] = await rowsOn(page);
  await make(manager, id, "close", { reason: "no-interest" }).catch(async () => {
    const { body } = await manager.get<Record<string, { code: string }[]>>("/choices");
    const code = body["no-sale-reason"]?.find((one) => !["other", "not-owner", "recontact"].includes(one.code))?.code;
    await make(manager, id, "close", { reason: code });
  });
  await page
    .locator("[role=row]", { has: page.locator(`[data-row="${id}"]`) })
    .getByText("Closed without sale")
    .waitFor();
});
