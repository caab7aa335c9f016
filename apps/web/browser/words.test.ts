import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { labelsIn, unsaidOn } from "./laws.ts";
import { sakura } from "./leads.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

type Marked = Window & { isSamePage?: boolean };
const mark = (page: Page) =>
  page.evaluate(() => {
    (window as Marked).isSamePage = true;
  });
const isSamePage = (page: Page) => page.evaluate(() => (window as Marked).isSamePage === true);

/** Chooses a language in the top bar; over a dialog, as a program that reads the page aloud can. */
async function choose(page: Page, name: string, lang: string): Promise<void> {
  const menu = page.locator("header [class*=tools] button[aria-haspopup=menu]").first();
  if ((await menu.getAttribute("aria-expanded")) !== "true") await menu.dispatchEvent("click");
  await page.getByRole("menuitemradio", { name, exact: true }).dispatchEvent("click");
  await page.waitForFunction((code) => document.documentElement.lang.startsWith(code), lang);
}

test("the language changes under an open dialog without a new page, and everything typed stays", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, `/aftersales-leads/${stage.cast.called}?do=close`);
  await mark(page);
  const notes = page.locator("[role=dialog] textarea");
  await page.locator("[role=dialog] select").selectOption("other");
  await notes.fill("来週もう一度 – ещё раз");
  const turns = [
    ["日本語", "ja"],
    ["Русский", "ru"],
    ["简体中文", "zh"],
    ["English", "en"],
  ] as const;
  for (const [name, lang] of turns) {
    await choose(page, name, lang);
    await page.locator("[role=dialog] h2", { hasText: labelsIn(lang)["aftersales-lead.move.close"] ?? "?" }).waitFor();
    assert.equal(await notes.inputValue(), "来週もう一度 – ещё раз");
    assert.equal(await page.locator("[role=dialog] select").inputValue(), "other");
  }
  assert.equal(await isSamePage(page), true);
});

test("the language changes while a field is edited and while one searches, and everything typed stays", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, `/aftersales-leads?view=my-work-now&open=${stage.cast.called}`);
  await mark(page);
  await page.locator("article button[class*=pencil]").first().click();
  await page.locator("article form input").fill("春子");
  await page.locator("search input").fill("客");
  await choose(page, "Русский", "ru");
  assert.equal(await page.locator("article form input").inputValue(), "春子");
  assert.equal(await page.locator("search input").inputValue(), "客");
  assert.equal(await isSamePage(page), true);
});

test("the menu of languages closes with the choice and gives the focus back", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/aftersales-leads?view=my-work-now");
  const button = page.locator("header [class*=tools] button[aria-haspopup=menu]").first();
  await button.click();
  await page.getByRole("menuitemradio", { name: "日本語", exact: true }).click();
  await page.locator("[role=menu]").waitFor({ state: "detached" });
  await page.locator("html[lang^=ja]").waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-haspopup") === "menu");
});

test("in another zone than the dealer's, the moment a lead was created is read whole, and its zone is named", async () => {
  for (const language of ["en", "ja", "zh", "ru"] as const) {
    const page = await stage.visit(sakura, { language, zone: "Europe/Berlin" });
    await stage.go(page, "/aftersales-leads?view=my-work-now");
    const cells = page.locator("[role=gridcell]", { hasText: /\d\d:\d\d/ });
    const told = await cells.evaluateAll((all) =>
      all.map((cell) => ({ text: cell.textContent ?? "", isCut: cell.scrollWidth > cell.clientWidth })),
    );
    assert.ok(told.length > 10);
    for (const { text, isCut } of told) assert.ok(/(GMT\+9|JST)$/.test(text) && !isCut, `${language}: ${text}`);
    await page.context().close();
  }
});

test("the form changes its language without a script and keeps what was typed", async () => {
  const page = await stage.visit(null, { language: "ja" });
  await stage.go(page, "/forms/aftersales");
  await page.locator("#lastName").fill("佐藤");
  await page.getByRole("button", { name: "Русский" }).click();
  await page.locator("html[lang=ru]").waitFor();
  assert.equal(await page.locator("#lastName").inputValue(), "佐藤");
});

test("a label that is missing would be seen", async () => {
  const page = await stage.visit(sakura);
  const labels = Object.fromEntries(
    Object.entries(labelsIn("en")).filter(([key]) => key !== "aftersales-lead.status.assigned"),
  );
  const body = `export const labels = ${JSON.stringify(labels)};`;
  await page.route("**/assets/en-*.js", (route) => route.fulfill({ contentType: "text/javascript", body }));
  await stage.go(page, `/aftersales-leads/${stage.cast.called}`);
  assert.deepEqual(await unsaidOn(page), ["aftersales-lead.status.assigned"]);
});
