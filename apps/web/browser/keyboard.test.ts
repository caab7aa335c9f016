import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { eventually } from "#platform/testing/eventually.ts";
import { press, tabTo } from "./focus.ts";
import { arrive, contacted, readLead, sakura } from "./leads.ts";
import { openStage, type Stage, still } from "./stage.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const work = "/aftersales-leads?view=my-work-now";
const asked = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);
const leadOn = async (page: Page): Promise<void> => page.locator("article fieldset button").first().waitFor();
const rowIn = (page: Page): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute("data-row") ?? null);

test("a lead is worked from sign-in to closed by the keyboard alone, and the focus is never lost", async () => {
  const id = await arrive(stage.house, { lastName: "鍵盤", firstName: "太郎" });
  const page = await stage.visit(null);
  await stage.go(page, "/");
  await tabTo(page, "Neo Sakura Setagaya");
  await press(page, "Enter");
  await page.waitForURL(/my-work-now/);
  await still(page);
  await press(page, "/");
  await page.keyboard.type("鍵盤");
  await page.waitForURL(/search=/);
  await page.locator("[data-row]", { hasText: "鍵盤" }).waitFor();
  await press(page, "Escape");
  await press(page, "j");
  await press(page, "Enter");
  await leadOn(page);
  await press(page, "n");
  await page.locator("[data-taken]").waitFor();
  await press(page, "x");
  await page.keyboard.type("N");
  await page.keyboard.press("Enter");
  await page.locator("article [data-status=closed-without-sale]").waitFor();
  await page.locator("[role=dialog]").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement !== document.body);
  const advisor = await stage.house.as(sakura);
  await eventually("the lead is closed", async () => (await readLead(advisor, id)).status === "closed-without-sale");
  assert.deepEqual(stage.faults, []);
});

test("a call is logged from the queue in three keys", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, work);
  await press(page, "j");
  await press(page, "Enter");
  await leadOn(page);
  await press(page, "r");
  await page.locator("[data-taken]").waitFor();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  const { attempts } = await readLead(await stage.house.as(sakura), asked(page, "open") ?? "");
  assert.equal(attempts.length, 1);
});

test("j and k move through the list, Enter opens a lead beside it, Esc closes it, and the row keeps the focus", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, work);
  await press(page, "j");
  const first = await rowIn(page);
  await press(page, "j");
  const second = await rowIn(page);
  assert.notEqual(first, second);
  await press(page, "k");
  assert.equal(await rowIn(page), first);
  await press(page, "Enter");
  assert.equal(asked(page, "open"), first);
  await press(page, "j");
  assert.equal(asked(page, "open"), second);
  await press(page, "Escape");
  assert.equal(asked(page, "open"), null);
  assert.equal(await rowIn(page), second);
});

test("Ctrl+K and ? open over any page and give the focus back", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, work);
  await press(page, "j");
  const row = await rowIn(page);
  for (const key of ["Control+k", "?"]) {
    await press(page, key);
    await page.locator("[role=dialog]").waitFor();
    await press(page, "Escape");
    await page.locator("[role=dialog]").waitFor({ state: "detached" });
    await page.waitForFunction((id) => document.activeElement?.getAttribute("data-row") === id, row);
  }
  await press(page, "Control+k");
  await page.keyboard.type("vehic");
  await press(page, "Enter");
  await page.waitForURL(/\/vehicles$/);
});

test("on a lead, n and r log a call and b asks for the appointment, with the caret in the date", async () => {
  const id = await arrive(stage.house);
  const page = await stage.visit(sakura);
  await stage.go(page, `/aftersales-leads/${id}`);
  for (const [n, key] of ["n", "r"].entries()) {
    const answer = page.waitForResponse((told) => told.url().endsWith("/attempt"));
    await page.keyboard.press(key);
    assert.equal((await answer).status(), 200);
    await page.locator("[data-taken]").nth(n).waitFor();
    assert.equal(await page.locator("[data-taken]").count(), n + 1);
  }
  await press(page, "b");
  assert.equal(asked(page, "do"), "book");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Date");
  await press(page, "Escape");
  await page.locator("[role=dialog]").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement?.getAttribute("data-move") === "book");
});

test("what is typed into a field is text, never a command", async () => {
  const id = await contacted(stage.house);
  const page = await stage.visit(sakura);
  await stage.go(page, `${work}&open=${id}`);
  await page.locator("article fieldset button").first().waitFor();
  await page.locator("search input").focus();
  await page.keyboard.type("jknrbsxc?g l/");
  assert.equal(await page.locator("search input").inputValue(), "jknrbsxc?g l/");
  assert.equal(await page.locator("[role=dialog]").count(), 0);
  assert.equal(asked(page, "open"), id);
  const { attempts } = await readLead(await stage.house.as(sakura), id);
  assert.equal(attempts.length, 1);
});

/** A key as it comes while an input method composes: old browsers say 229, newer ones say that they compose. */
const composingKeys = (keys: string[]): void => {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true, data: "か" }));
  for (const key of keys)
    for (const sign of [{ isComposing: true }, { keyCode: 229 }])
      target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...sign }));
};

test("no key does anything while kana become kanji", async () => {
  const id = await contacted(stage.house);
  const page = await stage.visit(sakura);
  await stage.go(page, `/aftersales-leads/${id}`);
  await page.evaluate(composingKeys, ["n", "r", "b", "x", "?", "/", "j", "Enter", "Escape"]);
  await still(page);
  assert.equal(await page.locator("[role=dialog]").count(), 0);
  await stage.go(page, `/aftersales-leads/${id}?do=sell`);
  const vin = page.locator("[role=dialog] input").first();
  await vin.fill("ZN9");
  const input = await page.context().newCDPSession(page);
  await input.send("Input.imeSetComposition", { text: "かとう", selectionStart: 3, selectionEnd: 3 });
  await page.evaluate(composingKeys, ["Enter", "Escape"]);
  await still(page);
  assert.equal(await page.locator("[role=dialog] form").count(), 1);
  assert.equal(await page.locator("[role=dialog] [role=alert]").count(), 0);
  await input.send("Input.insertText", { text: "加藤" });
  assert.equal(await vin.inputValue(), "ZN9加藤");
  const { attempts, status } = await readLead(await stage.house.as(sakura), id);
  assert.deepEqual([attempts.length, status], [1, "assigned"]);
});

test("whoever switches single letters off keeps Ctrl+K, and letters do nothing", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, work);
  await page.keyboard.press("?");
  await page.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await page.locator("[role=dialog]").waitFor({ state: "detached" });
  await page.keyboard.press("j");
  await page.keyboard.press("?");
  assert.equal(await page.locator("[role=dialog]").count(), 0);
  assert.equal(await rowIn(page), null);
  await press(page, "Control+k");
  await page.locator("[role=dialog]").waitFor();
});
