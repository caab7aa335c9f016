import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { hq, make, sakura } from "#apps/web/browser/leads.ts";
import { openStage, phone, type Stage, still } from "#apps/web/browser/stage.ts";
import { eventually } from "#platform/testing/eventually.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

type Opened = { href: string; name: string; value: string };
const numbersOn = (page: Page): Promise<Opened[]> =>
  page.locator("a[data-number]").evaluateAll((all) =>
    all.map((one) => ({
      href: one.getAttribute("href") ?? "",
      name: one.getAttribute("aria-label") ?? "",
      value: (one.textContent ?? "").replace(/\D/g, ""),
    })),
  );

/** What the page behind a number says: the number itself, and how many the list counts. */
async function behind(page: Page): Promise<{ value: string; listed: string }> {
  const value = await page.locator("[data-value]").getAttribute("data-value");
  const count = page.locator("main section header p").first();
  await count.getByText(/\d/).first().waitFor();
  await still(page);
  return { value: value ?? "", listed: /[\d,]+/.exec((await count.textContent()) ?? "")?.[0] ?? "" };
}

/** Presses each of the numbers in turn and goes back, in three windows at once; gives those whose list counts something else. */
async function wrongOnes(who: string, path: string, numbers: readonly Opened[]): Promise<string[]> {
  const waiting = [...numbers];
  const wrong: string[] = [];
  const lane = async (): Promise<void> => {
    const page = await stage.revisit(who);
    await stage.go(page, path);
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      await page.locator(`a[data-number][href="${one.href}"]`).first().click();
      const { value, listed } = await behind(page);
      // What can still make it gets fewer while the clock runs.
      const isSame = /(:|%3A)open/.test(one.href) || one.value === value;
      if (!isSame || value !== listed.replace(",", "")) wrong.push(`${one.name}: ${value}, listed ${listed}`);
      await page.goBack();
      await page.locator("[data-tile]").first().waitFor();
    }
    await page.close();
  };
  await Promise.all([lane(), lane(), lane()]);
  return wrong;
}

test("every number of a dealer's page opens a list of so many leads", async () => {
  const page = await stage.revisit(sakura);
  await stage.go(page, "/numbers");
  const numbers = await numbersOn(page);
  assert.ok(numbers.length > 80, `only ${numbers.length} numbers`);
  assert.equal(await page.locator("[data-tile] a[data-number]").count(), 9);
  assert.deepEqual(await wrongOnes(sakura, "/numbers", numbers), []);
  assert.deepEqual(stage.faults, []);
});

test("numbers of headquarters, by source of one class in a region, open lists of so many leads", async () => {
  const page = await stage.revisit(hq);
  const path = "/numbers?region=west&class=closed-without-sale&by=source&per=month";
  await stage.go(page, path);
  const numbers = await numbersOn(page);
  const ofSections = numbers.filter(({ href }) => href.includes("line="));
  assert.ok(ofSections.length > 20);
  assert.deepEqual(await wrongOnes(hq, path, ofSections), []);
});

test("a dealer of the comparison opens its own numbers", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers");
  const row = page.locator("[data-section=compare] tbody tr", { hasText: "Neo Sakura Setagaya" });
  const assigned = await row.locator("a[data-number]").first().textContent();
  await row.getByRole("link", { name: "Neo Sakura Setagaya", exact: true }).click();
  await page.waitForURL(/dealer=SAKURA/);
  await page.locator("[data-tile=first-contact] a[data-number=assigned]", { hasText: assigned ?? "?" }).waitFor();
});

test("a number is reached and opened by the keyboard, and the way back leads to the same page of numbers", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers?period=13-weeks&by=source");
  await page.locator("[data-tile] a[data-number]").first().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/numbers\/rows/);
  await page.locator("main h1", { hasText: "Contacted in time" }).waitFor();
  await page.getByRole("main").getByRole("link", { name: "Numbers", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/numbers");
  const { searchParams } = new URL(page.url());
  assert.deepEqual(Object.fromEntries(searchParams), { period: "13-weeks", by: "source" });
  await page.locator("[data-section=compare]").waitFor();
});

test("a change of somebody else shows by itself, and moves nothing that is in focus", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers?period=this-month");
  const contacted = page.locator("[data-section=funnel] a[data-number=contacted]");
  const before = Number((await contacted.textContent())?.replace(/\D/g, ""));
  await contacted.focus();
  await make(await stage.house.as(sakura), stage.cast.fresh, "attempt", { channel: "phone", outcome: "reached" });
  await eventually("the contact is counted", async () => Number((await contacted.textContent()) ?? 0) === before + 1);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("data-number")), "contacted");
});

test("how a service level comes about is told to the pointer, the focus and the finger", async () => {
  const told = "In time: first attempt within 24 h of the assignment.";
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers");
  await page.locator("[data-tile=first-contact] button").focus();
  await page.getByRole("tooltip").getByText(told).waitFor();
  const finger = await stage.visit(sakura, phone);
  await stage.go(finger, "/numbers");
  await finger.locator("[data-tile=first-contact] button").tap();
  await finger.getByRole("tooltip").getByText(told).waitFor();
});

test("own days stand in the address, and days that make no sense are refused in words", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers");
  await page.getByLabel("Period").selectOption("own");
  await page.waitForURL(/from=\d{4}-\d\d-\d\d.*to=\d{4}/);
  await stage.go(page, "/numbers?from=2026-12-01&to=2026-11-01");
  await page.locator("main [role=alert]", { hasText: "The first day is after the last." }).waitFor();
  assert.equal(await page.locator("main [aria-invalid=true]").count(), 1);
  assert.equal(await page.getByText("The first day is after the last.").count(), 1, "it is said once");
  assert.equal(await page.locator("main a[download]").count(), 0, "there is no sheet to take along");
});

test("a class of leads is looked at alone: its counts and shares, and no target", async () => {
  const page = await stage.visit(sakura);
  const target = page.locator("main").getByText(/Target \d|still open, .* by .* =|Out of reach|Target reached/);
  await stage.go(page, "/numbers");
  assert.ok((await target.count()) > 3);
  assert.ok((await page.locator("[data-below]").count()) > 0);
  await page.getByLabel("Class").selectOption("closed-without-sale");
  await page.getByText("Targets concern all leads, so none is shown here.").waitFor();
  await still(page);
  assert.equal(await target.count(), 0);
  assert.equal(await page.locator("[data-below]").count(), 0);
  assert.equal(await page.locator("[data-tile=management] a[data-number]").count(), 2);
});

test("people are set beside each other by the leads they contacted, and leads nobody contacted stand apart", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers?by=contactedBy");
  const section = page.locator("[data-section=compare]");
  await section.getByRole("columnheader", { name: "Leads", exact: true }).waitFor();
  const nobody = section.locator("tr[data-nobody]");
  assert.match((await nobody.textContent()) ?? "", /^Nobody yet\d+0–0–0–$/);
  const count = (await nobody.locator("a[data-number]").first().textContent()) ?? "";
  await section.locator("figure + p", { hasText: `${count} more leads` }).waitFor();
  assert.equal(await section.locator("figure").getByText("Nobody yet").count(), 0, "nobody is no bar among people");
  await section.getByText("of contacted leads").first().waitFor();
  await section.getByText("so none is held against a person").waitFor();
  assert.equal(await section.locator("[data-below]").count(), 0, "a target concerns all assigned leads");
  assert.equal(await section.getByText(/Target \d|▼/).count(), 0);
  await section.locator("tbody a[data-number=assigned]").first().click();
  await page.locator("main h1", { hasText: "Contacted leads" }).waitFor();
});

test("days without any lead say so once, and lead to a longer period", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers?from=2020-01-01&to=2020-01-31");
  const empty = page.locator("[data-section=empty]");
  await empty.getByRole("heading", { name: /^No leads: .*2020/ }).waitFor();
  assert.equal(await page.locator("[data-section]").count(), 1);
  await empty.getByRole("button", { name: "Show the last 12 months" }).click();
  await page.locator("[data-tile]").first().waitFor();
});

test("where a region is too small for a median, that is said once, and to its dealers alone", async () => {
  const told = "No regional median: fewer than five dealers.";
  for (const [who, times] of [
    [sakura, 1],
    ["area-east@neo.demo", 0],
    [hq, 0],
  ] as const) {
    const page = await stage.visit(who);
    await stage.go(page, "/numbers");
    assert.equal(await page.getByText(told).count(), times, who);
  }
});

test("on a phone a row behind a number says why it counts", async () => {
  const page = await stage.visit(sakura, phone);
  await stage.go(page, "/numbers/rows?number=management:part");
  await page
    .getByRole("row", { name: /In time · \d/ })
    .first()
    .waitFor();
});

test("on paper stand charts, tables and formulas, without the bars around the page", async () => {
  const page = await stage.visit(sakura, { scheme: "dark" });
  await stage.go(page, "/numbers");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav").first().isVisible(), false);
  assert.equal(await page.locator("[data-section=trend] table").isVisible(), true);
  assert.equal(await page.locator("[data-section=trend] svg").first().isVisible(), true);
  await page.getByText("In time: first attempt within 24 h of the assignment.").first().waitFor();
  const surface = await page
    .locator("[data-tile]")
    .first()
    .evaluate((tile) => getComputedStyle(tile).backgroundColor);
  assert.equal(surface, "rgb(255, 255, 255)");
});

test("two keys lead to the numbers", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/aftersales-leads?view=my-work-now");
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await page.waitForURL((url) => url.pathname === "/numbers");
  await page.locator("[data-tile]").first().waitFor();
});
