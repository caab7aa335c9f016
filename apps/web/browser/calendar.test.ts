import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import type { Voice } from "#apps/testing/voice.ts";
import { now } from "#platform/clocks/clock.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { type Booked, freeDay, named, plan, readBooked, slotsOn } from "./calendar-steps.ts";
import { press, tabTo } from "./focus.ts";
import { sakura } from "./leads.ts";
import { openStage, phone, type Stage, still } from "./stage.ts";

let stage: Stage;
let advisor: Voice;
before(async () => {
  stage = await openStage();
  advisor = await stage.house.as(sakura);
});
after(() => stage.close());

const blockOf = (page: Page, { id }: { id: string }) => page.locator(`[data-block="${id}"]`);
const focusedBlock = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute("data-block") ?? null);
const columnOf = (page: Page, one: { id: string }): Promise<string | null> =>
  blockOf(page, one).evaluate((node) => node.closest("[data-column]")?.getAttribute("data-column") ?? null);
const spoken = (page: Page): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll("[aria-live], [role=status]")].map((one) => one.textContent).join(" "),
  );
const until = (what: string, isSo: (one: Booked) => boolean, id: string): Promise<unknown> =>
  eventually(what, async () => isSo(await readBooked(advisor, id)));

test("an appointment is walked to, taken up, moved, dropped and cancelled by the keyboard alone", async () => {
  const day = await freeDay(advisor, 40);
  const [first, second] = [await plan(advisor, day, "10:00", "鍵盤"), await plan(advisor, day, "14:00", "午後")];
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?on=${day}`);
  await blockOf(page, first).waitFor();
  await tabTo(page, first.id);
  await press(page, "ArrowDown");
  assert.equal(await focusedBlock(page), second.id);
  await press(page, "ArrowUp");
  assert.equal(await focusedBlock(page), first.id);
  await press(page, "m");
  await press(page, "ArrowDown");
  await press(page, "ArrowDown");
  await press(page, "ArrowRight");
  assert.match(await spoken(page), /10:30/);
  await press(page, "Enter");
  await until(
    "it stands half an hour later",
    ({ startsAt }) => startsAt === new Date(`${day}T10:30:00+09:00`).toISOString(),
    first.id,
  );
  const moved = await readBooked(advisor, first.id);
  assert.notEqual(moved.bay?.id, first.bay?.id, "in the next bay");
  await page.waitForFunction((id) => document.activeElement?.getAttribute("data-block") === id, first.id);
  await press(page, "x");
  await page.locator("[role=dialog] form").waitFor();
  await page.keyboard.press("Space"); // who cancels is asked, and not assumed
  await page.keyboard.press("Enter");
  await until("it is cancelled", ({ status }) => status === "cancelled", first.id);
  await blockOf(page, first).waitFor({ state: "detached" });
  assert.deepEqual(stage.faults, []);
});

test("an appointment carried by the keyboard stops where the workshop closes and says why, and goes on beside the plan with Shift", async () => {
  const day = await freeDay(advisor, 58);
  const last = (await slotsOn(advisor, day)).at(-1)?.startsAt ?? "";
  const lastTime = new Date(Date.parse(last) + 9 * 3_600_000).toISOString().slice(11, 16);
  const one = await plan(advisor, day, lastTime, "最終枠");
  const night = { name: "夜間", startsAt: `${day}T21:00:00+09:00` };
  assert.equal((await advisor.post("/appointments", night)).status, 201, "so that the day shows its evening");
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?on=${day}`);
  await tabTo(page, one.id);
  await press(page, "m");
  for (let row = 0; row < 12; row += 1) await press(page, "ArrowDown");
  assert.match(await spoken(page), /It is closed then/);
  await press(page, "Shift+ArrowDown");
  assert.match(await spoken(page), /18:00.*beside the plan/);
  await press(page, "Enter");
  const at = new Date(`${day}T18:00:00+09:00`).toISOString();
  await until("it stands after closing", ({ startsAt }) => startsAt === at, one.id);
  assert.equal((await readBooked(advisor, one.id)).isBesidePlan, true);
  assert.deepEqual(stage.faults, []);
});

test("in a busy week two stand side by side, and the rest is counted and listed by key and by mouse", async () => {
  const day = await freeDay(advisor, 80); // a week of its own: an evening in it would make every hour lower
  for (const name of ["一番", "二番", "三番", "四番"]) await plan(advisor, day, "10:00", name);
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?on=${day}&as=week`);
  const column = page.locator(`[data-column="${day}"]`);
  const more = column.locator("[data-holds]");
  await more.waitFor();
  assert.equal(await more.textContent(), "+2");
  assert.equal(await column.locator("[data-block]").count(), 2);
  const cut = await column
    .locator("[data-block] :is(strong, strong ~ span:not(:first-of-type, .mq-hidden))")
    .evaluateAll((nodes) => nodes.filter((node) => node.clientWidth < 20 || node.clientHeight < 12).length);
  assert.equal(cut, 0, "name and work have room");
  await column.locator("[data-block]").first().focus();
  for (let n = 0; n < 4 && !(await more.evaluate((node) => node === document.activeElement)); n += 1)
    await press(page, "ArrowDown");
  await page.keyboard.press("Enter");
  const list = page.locator("[role=dialog] li button");
  await list.first().waitFor();
  assert.equal(await list.count(), 4);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await list.first().waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.hasAttribute("data-holds"));
  await more.click();
  await list.filter({ hasText: "四番" }).click();
  await page.locator("section article").getByText("四番").first().waitFor();
  assert.deepEqual(stage.faults, []);
});

test("Esc leaves an appointment that was taken up where it was, and the calendar is one stop of the Tab key", async () => {
  const day = await freeDay(advisor, 44);
  const one = await plan(advisor, day, "11:00", "離さない");
  await plan(advisor, day, "15:00", "もう一人");
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?on=${day}`);
  await tabTo(page, one.id);
  await press(page, "m");
  await press(page, "ArrowDown");
  await press(page, "Escape");
  assert.equal(await focusedBlock(page), one.id);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest("[role=grid]") === null), true);
  assert.equal((await readBooked(advisor, one.id)).version, one.version);
});

test("an appointment is dragged to another bay, painted before the server answers, and Undo brings it back", async () => {
  const day = await freeDay(advisor, 48);
  const one = await plan(advisor, day, "10:00", "引く");
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?on=${day}`);
  const target = page.locator("[data-column]").nth(2);
  const box = await target.boundingBox();
  const from = await blockOf(page, one).boundingBox();
  assert.ok(box && from);
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/reschedule$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.mouse.move(from.x + 20, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 3 });
  await page.mouse.move(box.x + 30, from.y + 8, { steps: 5 });
  await page.mouse.up();
  const third = await target.getAttribute("data-column");
  await page.waitForFunction(
    ([id, column]) => document.querySelector(`[data-column="${column}"] [data-block="${id}"]`) !== null,
    [one.id, third] as const,
  );
  assert.equal((await readBooked(advisor, one.id)).bay?.id, one.bay?.id, "the server has not heard of it");
  letGo();
  await until("the server has it", ({ bay }) => bay?.id === third, one.id);
  await page.getByRole("button", { name: "Undo" }).click();
  await until("it is back", ({ bay, startsAt }) => bay?.id === one.bay?.id && startsAt === one.startsAt, one.id);
});

test("whoever drops an appointment where somebody else is gets it back, with the next free times and a way to insist", async () => {
  const day = await freeDay(advisor, 52);
  const one = await plan(advisor, day, "10:00", "遅い");
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?on=${day}`);
  await tabTo(page, one.id);
  await press(page, "m");
  for (let step = 0; step < 4; step += 1) await press(page, "ArrowDown");
  // In this moment a colleague takes the place.
  await plan(advisor, day, "11:00", "速い", one.bay?.id);
  await page.keyboard.press("Enter");
  const dialog = page.locator("[role=dialog]");
  await dialog.locator("[data-slot]").nth(2).waitFor();
  assert.equal(await columnOf(page, one), one.bay?.id);
  const [next] = await dialog.locator("[data-slot]").all();
  const at = (await next?.getAttribute("data-slot")) ?? "";
  await next?.click();
  await until("it stands at the next free time", ({ startsAt }) => startsAt === at, one.id);
});

test("on a phone an appointment is opened and moved to a free time with the thumb", async () => {
  const day = await freeDay(advisor, 56);
  const one = await plan(advisor, day, "10:00", "親指");
  const page = await stage.visit(sakura, phone);
  await stage.go(page, `/calendar?on=${day}`);
  await blockOf(page, one).tap();
  await page.locator("article [data-move=reschedule]").tap();
  const slot = page.locator("[role=dialog] [data-slot]").nth(9);
  const at = (await slot.getAttribute("data-slot")) ?? "";
  await slot.tap();
  await until("it has moved", ({ startsAt }) => startsAt === at, one.id);
  await page.getByRole("button", { name: "Close", exact: true }).first().tap();
  await page.locator("article").waitFor({ state: "detached" });
});

test("a no-show is confirmed before it counts", async () => {
  const startsAt = new Date(Math.floor(Date.parse(now()) / 60_000) * 60_000 - 120 * 60_000).toISOString();
  const times = {
    startsAt,
    endsAt: new Date(Date.parse(startsAt) + 1_800_000).toISOString(),
    advisorUntilAt: startsAt,
  };
  const row = { ...times, dealer: "SAKURA", name: "来ない", isBesidePlan: true, sequence: 0 };
  const [id = ""] = await stage.house.put("appointment", [row]);
  const page = await stage.visit(sakura);
  const day = new Date(Date.parse(startsAt) + 9 * 3_600_000).toISOString().slice(0, 10);
  await stage.go(page, `/calendar?on=${day}&open=${id}`);
  await page.locator("article [data-move=miss]").click();
  await page.locator("[role=dialog]").getByText("You can take this back until the end of the next day").waitFor();
  assert.equal((await readBooked(advisor, id)).status, "planned");
  await page.keyboard.press("Enter");
  await until("it is a no-show", ({ status }) => status === "missed", id);
});

test("a customer is written into an empty quarter hour", async () => {
  const day = await freeDay(advisor, 60);
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?on=${day}`);
  await page.keyboard.press("a");
  await page.locator("[role=dialog] form").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("[role=dialog]").waitFor({ state: "detached" });
  const column = page.locator("[data-column]").nth(1);
  await column.click({ position: { x: 60, y: 4 * 18 + 4 } });
  await page.locator("[role=dialog] form").waitFor();
  await page.keyboard.type("飛び込み");
  await page.keyboard.press("Enter");
  await page.locator("[data-block]", { hasText: "飛び込み" }).waitFor();
  const written = await named(advisor, day, "飛び込み");
  assert.equal(written?.bay?.id, await column.getAttribute("data-column"));
  assert.equal(written?.startsAt, new Date(`${day}T10:00:00+09:00`).toISOString());
});

test("what a colleague changes appears by itself, and the focus stays where it is", async () => {
  const day = await freeDay(advisor, 64);
  const one = await plan(advisor, day, "10:00", "見ている");
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?on=${day}`);
  await tabTo(page, one.id);
  const other = await plan(advisor, day, "13:00", "新しい");
  await blockOf(page, other).waitFor();
  assert.equal(await focusedBlock(page), one.id);
  const [slot] = (await slotsOn(advisor, day)).filter(({ bays }) => bays.some((bay) => bay !== one.bay?.id));
  const bay = slot?.bays.find((id) => id !== one.bay?.id);
  await advisor.post(`/appointments/${one.id}/reschedule`, { startsAt: slot?.startsAt, bay }, { ifMatch: one.version });
  await page.waitForFunction(
    ([id, column]) => document.querySelector(`[data-column="${column}"] [data-block="${id}"]`) !== null,
    [one.id, bay] as const,
  );
  await still(page);
  assert.equal(await focusedBlock(page), one.id);
});
