import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { eventually } from "#platform/testing/eventually.ts";
import { freeDay } from "./calendar-steps.ts";
import { arrive, contacted, readLead, sakura } from "./leads.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
/** A day on which every bay is free, as it is typed in English. */
let openDay: string;
before(async () => {
  stage = await openStage();
  const day = await freeDay(await stage.house.as(sakura), 60);
  openDay = day.split("-").reverse().join("/");
});
after(() => stage.close());

const moves = /\/aftersales-leads\/[^/]+\/(attempt|book|withdraw-attempt)$/;
/** In a page: how many milliseconds passed from the key to the frame that shows it. */
type Painted = Window & { paintedMs?: Promise<number> };

/** Begins to measure: from the next key until `selector` is on the screen. */
const measure = (selector: string): void => {
  const seen = (): boolean => document.querySelector(selector) !== null;
  (window as Painted).paintedMs = new Promise((resolve) => {
    const begin = (event: Event): void => {
      if (event instanceof KeyboardEvent && event.key === "Tab") return;
      const startedMs = event.timeStamp;
      const look = (): void => {
        if (!seen()) {
          requestAnimationFrame(look);
          return;
        }
        // A message is heard after the frame in which it was sent has been painted.
        const painted = new MessageChannel();
        painted.port1.onmessage = () => resolve(performance.now() - startedMs);
        painted.port2.postMessage(null);
      };
      look();
    };
    document.addEventListener("keydown", begin, { capture: true, once: true });
  });
};
const paintedOn = (page: Page): Promise<number | undefined> => page.evaluate(() => (window as Painted).paintedMs);

/** Holds what is sent until `let go` is called; the server is as far away as the test wants. */
async function hold(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(moves, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

async function open(id: string, doing = ""): Promise<Page> {
  const page = await stage.visit(sakura);
  await stage.go(page, `/aftersales-leads/${id}${doing}`);
  return page;
}

let hour = 9;

/** One status painted while the server says nothing, each time at an hour of its own, so that a bay is free; gives the milliseconds it took. */
async function bookUnheard(): Promise<number> {
  hour += 1;
  const id = await contacted(stage.house);
  const page = await open(id, "?do=book");
  const letGo = await hold(page);
  await page.getByLabel("Date", { exact: true }).fill(openDay);
  await page.getByLabel("Time", { exact: true }).fill(`${hour}:00`);
  await page.evaluate(measure, "article [data-status=booked]");
  await page.keyboard.press("Enter");
  const ms = await paintedOn(page);
  assert.equal((await readLead(await stage.house.as(sakura), id)).status, "assigned", "the server has not heard of it");
  letGo();
  await page.locator("[data-tone=done]").waitFor();
  await page.context().close();
  return ms ?? Number.POSITIVE_INFINITY;
}

test("the new status is on the screen before the server has heard of it", async () => {
  const all: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) all.push(Math.round(await bookUnheard()));
  console.log(`painted after ${all.join(", ")} ms`);
  assert.ok(all.every(Number.isFinite), `painted after ${all.join(", ")} ms`);
});

const refusal = (status: number, reason: string) => ({
  status,
  contentType: "application/problem+json",
  body: JSON.stringify({
    type: `https://marque.dev/problems/${reason}`,
    status,
    reason,
    detail: "",
    field: "at",
    traceId: "t-1",
  }),
});

test("a refused booking is taken back and says why, with everything typed still there", async () => {
  const page = await open(await contacted(stage.house), "?do=book");
  await page.route(moves, (route) => route.fulfill(refusal(422, "in-the-past")));
  await page.getByLabel("Date", { exact: true }).fill(openDay);
  await page.getByLabel("Time", { exact: true }).fill("10:00");
  await page.keyboard.press("Enter");
  await page.locator("[role=dialog] [role=alert]").waitFor();
  assert.match((await page.locator("[role=dialog] [role=alert]").textContent()) ?? "", /This moment has passed/);
  assert.equal(await page.getByLabel("Time", { exact: true }).inputValue(), "10:00");
  assert.equal(await page.locator("article [data-status=assigned]").count(), 1);
  await page.waitForFunction(() => document.activeElement?.getAttribute("role") === "alert");
  await page.locator("[role=alert] a").first().click();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Date");
  const time = page.getByLabel("Time", { exact: true });
  await time.click();
  await time.press("Control+A");
  await page.keyboard.type("11:30");
  assert.equal(await time.inputValue(), "11:30", "what was refused is mended key by key");
});

test("a time that could mean two is neither guessed nor sent, and the dialog says how to write it", async () => {
  const id = await contacted(stage.house);
  const page = await open(id, "?do=book");
  await page.getByLabel("Date", { exact: true }).fill(openDay);
  const time = page.getByLabel("Time", { exact: true });
  await time.fill("9.5");
  await page.keyboard.press("Enter");
  await page.locator("[role=dialog]").getByText("This is not a time. Write it like 9:30 or 930.").waitFor();
  assert.equal(await time.evaluate((input) => input === document.activeElement), true);
  assert.equal((await readLead(await stage.house.as(sakura), id)).status, "assigned");
  await time.fill("930");
  await page.keyboard.press("Enter");
  await page.locator("article [data-status=booked]").waitFor();
});

test("when the server fails, a logged call disappears again and a notice says so with the trace number", async () => {
  const page = await open(await arrive(stage.house));
  await page.route(moves, (route) => route.fulfill(refusal(500, "unforeseen")));
  await page.keyboard.press("n");
  await page.locator("[data-tone=refused][role=alert]").waitFor();
  assert.match((await page.locator("[data-tone=refused]").textContent()) ?? "", /Not done[\s\S]*t-1/);
  assert.equal(await page.locator("[data-taken]").count(), 0);
});

test("a call that was logged by mistake is taken back with Undo, and both stand in the history", async () => {
  const id = await arrive(stage.house);
  const page = await open(id);
  await page.keyboard.press("r");
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.waitFor();
  assert.equal(await page.locator("[data-taken]").count(), 1);
  await undo.press("Enter");
  await page.locator("[data-taken]").waitFor({ state: "detached" });
  const advisor = await stage.house.as(sakura);
  await eventually("the attempt is gone", async () => (await readLead(advisor, id)).attempts.length === 0);
  const { body } = await advisor.get<{ items: { move: string }[] }>(`/aftersales-leads/${id}/history?limit=50`);
  const made = new Set(body.items.map(({ move }) => move));
  assert.deepEqual([made.has("attempt"), made.has("withdraw-attempt")], [true, true]);
});

test("a change that never reached the server stays listed, also in a new tab, and takes effect once when it is sent", async () => {
  const id = await arrive(stage.house);
  const page = await open(id);
  await page.context().route(moves, (route) => route.abort());
  await page.keyboard.press("r");
  await page.locator("[data-tone=refused]").waitFor();
  assert.equal(await page.locator("[data-taken]").count(), 0);
  await page.getByRole("button", { name: "1 not sent yet" }).waitFor();
  const later = await page.context().newPage();
  await page.close();
  await stage.go(later, "/");
  await later.context().unrouteAll();
  await later.getByRole("button", { name: "1 not sent yet" }).click();
  await later.getByRole("button", { name: "Send", exact: true }).click();
  await later.getByRole("button", { name: "1 not sent yet" }).waitFor({ state: "detached" });
  const { attempts } = await readLead(await stage.house.as(sakura), id);
  assert.equal(attempts.length, 1);
});
