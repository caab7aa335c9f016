import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { hq, sakura } from "#apps/web/browser/leads.ts";
import { openStage, type Stage, still } from "#apps/web/browser/stage.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const main = (page: Page) => page.locator("main");
const scrolled = (page: Page): Promise<number> =>
  page.evaluate(() => document.getElementById("main")?.scrollTop ?? Number.NaN);

test("a day in the address that is no day stands marked in its field, and is mended there", async () => {
  for (const from of ["abc", "2026-13-45"]) {
    const page = await stage.visit(sakura);
    await stage.go(page, `/numbers?from=${from}`);
    await main(page).locator("[role=alert]", { hasText: "This is not a day." }).waitFor();
    const field = page.getByRole("textbox", { name: "First day" });
    assert.equal(await field.inputValue(), from);
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await field.fill("01/11/2026");
    await page.locator("[data-tile]").first().waitFor();
    assert.match(page.url(), /from=2026-11-01/);
  }
  assert.deepEqual(stage.faults, []);
});

test("a class that there is not is marked at its field, and left by choosing another", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers?class=nonsense");
  await main(page).locator("[role=alert]", { hasText: "There is no such class." }).waitFor();
  const field = page.getByLabel("Class");
  assert.equal(await field.inputValue(), "nonsense");
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  await field.selectOption("");
  await page.locator("[data-tile]").first().waitFor();
});

test("a dealer that the reader does not see is refused in words, with the way to all of theirs", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers?dealer=FUJI");
  await main(page).getByRole("heading", { name: "There is no such dealer or region among those you see." }).waitFor();
  await page.getByRole("button", { name: "Show all leads of these days" }).click();
  await page.locator("[data-tile]").first().waitFor();
});

test("a number that there is not has no rows, and leads back to the numbers", async () => {
  for (const asked of ["number=nonsense", "number=nonsense:part", "number=assigned&line=nonsense:X"]) {
    const page = await stage.visit(sakura);
    await stage.go(page, `/numbers/rows?${asked}&period=13-weeks`);
    await page.getByRole("heading", { name: "There is no such page" }).waitFor();
    await main(page).getByRole("link", { name: "Numbers", exact: true }).click();
    await page.waitForURL((url) => url.pathname === "/numbers" && url.search === "?period=13-weeks");
  }
});

test("rows of days that make no sense say so, and lead back to the field of that day", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers/rows?number=assigned&from=2026-12-01&to=2026-11-01");
  await main(page).getByText("The first day is after the last.").waitFor();
  await main(page).getByRole("link", { name: "Numbers", exact: true }).click();
  await main(page).locator("[aria-invalid=true]").waitFor();
});

test("leads that can still make it stand by their deadline, the most urgent one first", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers/rows?number=management:open");
  const head = page.getByRole("columnheader", { name: /Management due/ });
  await head.waitFor();
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  const at = await page
    .getByRole("columnheader")
    .evaluateAll((all) => all.findIndex((one) => /Management due/.test(one.textContent ?? "")));
  const dues = await page
    .getByRole("row")
    .filter({ has: page.locator("[data-row]") })
    .evaluateAll((rows, nth) => rows.map((row) => row.children[nth]?.textContent ?? ""), at);
  assert.ok(dues.length > 2 && dues.every((due) => /^\d{4}-\d\d-\d\d /.test(due)), dues.join(" | "));
  assert.deepEqual(dues, dues.toSorted());
});

test("whoever comes back from the rows of a number stands where the page was left", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers");
  const number = page.locator("[data-section=times] a[data-number]").first();
  for (const back of [
    () => page.goBack(),
    () => main(page).getByRole("link", { name: "Numbers", exact: true }).click(),
  ]) {
    await number.scrollIntoViewIfNeeded();
    await still(page);
    const before = await scrolled(page);
    assert.ok(before > 200, `scrolled by ${before}`);
    await number.click();
    await page.locator("[data-value]").waitFor();
    await back();
    await page.locator("[data-tile]").first().waitFor();
    await still(page);
    assert.ok(Math.abs((await scrolled(page)) - before) < 40, `${await scrolled(page)}, left at ${before}`);
  }
});

test("one dealer that was chosen is compared within itself", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers?dealer=SAKURA");
  await page.locator("[data-section=compare]").getByRole("columnheader", { name: "Campaign" }).waitFor();
  const offered = page.locator("[data-section=compare] fieldset").first();
  assert.equal(await offered.getByRole("button", { name: "Dealer", exact: true }).count(), 0);
});

test("an area manager reads the name of the region, headquarters all dealers", async () => {
  for (const [who, whose] of [
    ["area-east@neo.demo", /· [^·]*East[^·]* ·/],
    [hq, /· All dealers ·/],
  ] as const) {
    const page = await stage.visit(who);
    await stage.go(page, "/numbers");
    await main(page).locator("header p", { hasText: whose }).waitFor();
  }
});

test("a number opened after midnight opens the days it counted, and the way back leads to the days of today", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers?by=source");
  const days = /^[^·]+·/.exec((await main(page).locator("[data-as-of]").locator("..").textContent()) ?? "")?.[0] ?? "?";
  const number = page.locator("[data-tile=management] a[data-number=assigned]");
  const counted = (await number.textContent()) ?? "?";
  const opened = (await number.getAttribute("href")) ?? "?";
  await stage.house.travel("P1D");
  await stage.go(page, opened);
  await main(page).getByText(days).waitFor();
  assert.ok(
    Number(await page.locator("[data-value]").getAttribute("data-value")) >= Number(counted.replace(/\D/g, "")),
  );
  await main(page).getByRole("link", { name: "Numbers", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/numbers" && url.search === "?by=source");
  await page.locator("[data-tile]").first().waitFor();
  assert.equal(await main(page).getByText(days).count(), 0);
});
