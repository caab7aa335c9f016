import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { webFolder } from "#apps/web-folder.ts";
import { bundleBreaches, pageWeights } from "../../../checks/bundle.ts";
import { focusOn, tabTo } from "./focus.ts";
import { sakura } from "./leads.ts";
import { desk, openStage, phone, type Stage, still } from "./stage.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

type Shifted = Window & { shifts?: { value: number; what: string }[] };
type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node?: Element }[] };

/** Notes from the first moment on whatever moves without having been asked to. */
const watchShifts = (): void => {
  const shifts: { value: number; what: string }[] = [];
  (window as Shifted).shifts = shifts;
  const note = (list: PerformanceObserverEntryList): void => {
    for (const { value, hadRecentInput, sources } of list.getEntries() as Shift[])
      if (!hadRecentInput)
        shifts.push({
          value,
          what: sources.map(({ node }) => (node?.parentElement ?? node)?.textContent?.slice(0, 60)).join(" | "),
        });
  };
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
};

const shiftOn = async (page: Page): Promise<number> => {
  const shifts = await page.evaluate(() => (window as Shifted).shifts ?? []);
  if (shifts.length > 0) console.log(page.url().replace(stage.house.address(), ""), shifts);
  return shifts.reduce((sum, { value }) => sum + value, 0);
};

test("nothing jumps while the queue and a lead are loaded", async () => {
  const work = "/aftersales-leads?view=my-work-now";
  const paths = [work, `${work}&open=${stage.cast.called}`, `/aftersales-leads/${stage.cast.called}`];
  for (const shape of [desk, phone])
    for (const path of paths) {
      const page = await stage.visit(sakura, shape);
      await page.addInitScript(watchShifts);
      await stage.go(page, path);
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
      const shift = await shiftOn(page);
      assert.ok(shift <= 0.02, `${path} at ${shape.width} px shifts by ${shift}`);
      await page.context().close();
    }
});

/** Answers of these addresses wait until what this gives is called. */
async function hold(page: Page, addresses: RegExp): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(addresses, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

test("while somebody is being signed in, the focus stays on the card that was chosen", async () => {
  const page = await stage.visit(null);
  await stage.go(page, "/");
  await tabTo(page, "Neo Sakura Setagaya");
  const letGo = await hold(page, /\/demo\/sign-in$/);
  await page.keyboard.press("Enter");
  await page.locator("button[aria-disabled=true]").first().waitFor();
  assert.match((await focusOn(page)).what, /aria-disabled/);
  letGo();
  await page.waitForURL(/my-work-now/);
});

test("a heading that comes late leaves the focus with who has gone elsewhere meanwhile", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/vehicles");
  const letGo = await hold(page, /\/api\/v1\/vehicles\/[^/?]+$/);
  await page.locator("[data-row]").first().click();
  await page.waitForURL(/\/vehicles\/./);
  await page.locator("header button[aria-haspopup=menu]").last().focus();
  letGo();
  await page.locator("main h1").waitFor();
  await still(page);
  assert.match((await focusOn(page)).what, /aria-haspopup="menu"/);
});

test("the lead list after sign-in needs at most 260 KB of JavaScript, counted in the browser", async () => {
  const page = await stage.visit(sakura);
  const scripts: Promise<Buffer>[] = [];
  page.on("response", (answer) => {
    if (answer.url().endsWith(".js")) scripts.push(answer.body());
  });
  await stage.go(page, "/aftersales-leads?view=my-work-now");
  await still(page);
  const kb = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0) / 1_000;
  console.log(`${Math.round(kb)} KB in ${scripts.length} files`);
  assert.ok(kb > 100 && kb <= 260, `${kb} KB`);
});

test("the built pages keep their weights, and would be named with a limit below what they weigh", () => {
  assert.deepEqual(bundleBreaches(), []);
  const [list] = pageWeights(webFolder());
  assert.ok(list && list.kb > 100 && list.kb <= 260, `${list?.kb} KB`);
  assert.equal(bundleBreaches(webFolder(), { firstKb: list.kb - 1, furtherKb: 60 }).length, 1);
});
