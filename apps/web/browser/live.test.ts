import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import type { Voice } from "#apps/testing/voice.ts";
import { make, readLead, sakura } from "./leads.ts";
import { openStage, type Stage, still } from "./stage.ts";

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

type Watched = Window & { drawn?: Map<string, string[]> };
/** Notes which rows are drawn anew from now on, and what of them. */
const watchRows = (): void => {
  const drawn = new Map<string, string[]>();
  (window as Watched).drawn = drawn;
  const grid = document.querySelector("[role=grid]");
  const note = (changes: MutationRecord[]): void => {
    for (const { target, type, addedNodes, removedNodes } of changes) {
      const row = (target instanceof Element ? target : target.parentElement)?.closest("[role=row]");
      const id = row?.querySelector("[data-row]")?.getAttribute("data-row") ?? "outside of the rows";
      const what = [...removedNodes, ...addedNodes].map((node) => node.textContent).join(" → ");
      drawn.set(id, [...(drawn.get(id) ?? []), `${type} of "${target.textContent}" ${what}`]);
    }
  };
  if (grid) new MutationObserver(note).observe(grid, { subtree: true, childList: true, characterData: true });
};
const drawnOn = (page: Page): Promise<[row: string, what: string[]][]> =>
  page.evaluate(() => [...((window as Watched).drawn ?? [])]);

const triesOf = (page: Page, id: string, tries = 1) =>
  page.waitForFunction(
    ([one, count]) => {
      const cells = document
        .querySelector(`[data-row="${one}"]`)
        ?.closest("[role=row]")
        ?.querySelectorAll("[data-number]");
      return cells?.item(0).textContent === String(count);
    },
    [id, tries] as const,
  );

test("what a colleague does is seen without a reload, in that row alone, and asks the server for that row alone", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, queue);
  const [, id = ""] = await rowsOn(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/v1/aftersales-leads")) asked.push(new URL(request.url()).pathname);
  });
  await page.evaluate(() => document.fonts.ready.then(() => undefined)); // letters that come late draw every row anew
  await page.evaluate(watchRows);
  const before = await rowsOn(page);
  await make(manager, id, "attempt", called);
  const startedMs = performance.now();
  await triesOf(page, id);
  console.log(`seen after ${Math.round(performance.now() - startedMs)} ms`);
  assert.deepEqual(asked, [`/api/v1/aftersales-leads/${id}`]);
  const drawn = await drawnOn(page);
  assert.deepEqual(
    drawn.map(([row]) => row),
    [id],
    JSON.stringify(drawn),
  );
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

test("a page whose session is ended elsewhere leads to sign-in by itself, and says why", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, queue);
  assert.equal((await (await stage.house.as(sakura)).post("/sessions/end-others")).status, 204);
  await page.waitForURL(({ pathname, searchParams }) => pathname === "/sign-in" && searchParams.has("ended"));
});

/** Makes the page's thread this many times slower, as on an old machine with much to do. */
async function slowDown(page: Page, rate: number): Promise<void> {
  const tools = await page.context().newCDPSession(page);
  await tools.send("Emulation.setCPUThrottlingRate", { rate });
}

/** A colleague calls each of these leads once more; gives the leads with the number of calls they have now. */
async function callAll(ids: readonly string[]): Promise<[id: string, tries: number][]> {
  const made: [string, number][] = [];
  for (const id of ids) {
    const before = (await readLead(manager, id)).attempts.length;
    if (before >= 5) continue;
    await make(manager, id, "attempt", called);
    made.push([id, before + 1]);
  }
  return made;
}

test("while many leads change, nothing typed is lost, and neither focus nor scroll moves", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, queue);
  await slowDown(page, 6);
  const ids = (await rowsOn(page)).slice(2, 14);
  const changes = callAll(ids);
  const box = page.locator("search input");
  await box.focus();
  const text = "abcdefghijklmnopqrstuvwxyz0123456789".repeat(3);
  await page.keyboard.type(text, { delay: 5 });
  await changes;
  await page.waitForURL((url) => url.searchParams.get("search") === text);
  assert.equal(await box.inputValue(), text);
  assert.equal(await page.evaluate(() => document.activeElement?.matches("search input")), true);

  await box.fill("");
  await page.waitForURL((url) => !url.searchParams.has("search"));
  await still(page);
  await page.locator("[data-row]").first().waitFor();
  await page.keyboard.press("Escape"); // leads to the first row
  const isAtRow = (index: string): boolean =>
    document.activeElement?.closest("[role=row]")?.getAttribute("aria-rowindex") === index;
  await page.waitForFunction(isAtRow, "2");
  for (let step = 0; step < 30; step += 1) await page.keyboard.press("j");
  await page.waitForFunction(isAtRow, "32");
  const place = (): [number, string | null] => [
    document.querySelector("[role=grid]")?.parentElement?.scrollTop ?? 0,
    document.activeElement?.getAttribute("data-row") ?? null,
  ];
  const before = await page.evaluate(place);
  const made = await callAll((await rowsOn(page)).slice(3, 9));
  assert.ok(made.length > 0);
  for (const [id, tries] of made) await triesOf(page, id, tries);
  assert.deepEqual(await page.evaluate(place), before);
});
