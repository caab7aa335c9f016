import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { hq, sakura } from "#apps/web/browser/leads.ts";
import { openStage, type Stage } from "#apps/web/browser/stage.ts";
import { now } from "#platform/clocks/clock.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** A day of Japan as it is typed in English, so many days from now. */
const typed = (days: number): string => {
  const on = new Date(Date.parse(now()) + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);
  return on.split("-").reverse().join("/");
};
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

test("rehearsing what holds shows no difference; a shorter limit shows what each dealer would lose", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers/targets");
  assert.equal(await page.getByRole("button", { name: "Publish" }).count(), 0, "a rehearsal comes first");
  await press(page, "Rehearse");
  await page.getByText("No difference: every dealer would have the same numbers.").waitFor();
  await page.locator("#target-firstContactHours").fill("4");
  await page.locator("[data-rehearsal]").waitFor({ state: "detached" });
  await press(page, "Rehearse");
  await page.locator("[data-rehearsal=other]").waitFor();
  const total = page.locator("[data-level=first-contact] [data-total]");
  assert.match((await total.textContent()) ?? "", /-\d+(\.\d)? pp/);
  const rows = page.locator("[data-level=first-contact] tbody tr");
  assert.ok((await rows.count()) > 10, "every dealer that changes and the total");
  const said = (await rows.allInnerTexts()).map((text) => ({
    shares: [...text.matchAll(/[\d,]+\/[\d,]+/g)].map(([share]) => {
      const [part = 0, of = 0] = share.split("/").map((one) => Number(one.replace(",", "")));
      return 10 * part >= 7 * of;
    }),
    isMissed: text.includes("Would miss the target"),
  }));
  assert.ok(said.some(({ isMissed }) => isMissed));
  assert.ok(said.every(({ shares: [before, after], isMissed }) => isMissed === (before && !after)));
  const others = page.locator("[data-level=management] tbody tr");
  assert.equal(await others.count(), 1, "where nothing changes stands the total alone");
  await page
    .getByRole("button", { name: /^\d+ dealers: no difference$/ })
    .first()
    .click();
  await page.getByRole("button", { expanded: true }).waitFor();
  await page.locator("[data-level=fully-managed] caption", { hasText: "leads of the last 60 days" }).waitFor();
});

test("a rehearsal says at each service level what the draft changes, also where only a target moves", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers/targets");
  await page.locator("#target-firstContactHours").fill("12");
  await page.locator("#target-firstContactTarget").fill("80");
  await press(page, "Rehearse");
  const caption = page.locator("[data-level=first-contact] caption");
  await caption.getByText("24 hours → 12 hours · Target 70% → 80%").waitFor();
  assert.equal(await page.locator("[data-changes]").count(), 1, "what stays is not told");
  await page.locator("#target-firstContactHours").fill("24");
  await page.locator("#target-firstContactTarget").fill("0");
  await page.locator("#target-firstContactTarget").fill("70");
  await page.locator("#target-managementTarget").fill("100");
  await press(page, "Rehearse");
  await page.locator("[data-level=management] caption").getByText("Target 70% → 100%").waitFor();
});

test("a limit out of its bounds is told the bounds, and an empty day looks empty", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers/targets");
  await page.locator("#target-firstContactHours").fill("999");
  await press(page, "Rehearse");
  await page.getByRole("alert").getByText("Enter a whole number from 1 to 720.").waitFor();
  assert.equal(await page.locator("#target-firstContactHours").getAttribute("aria-invalid"), "true");
  assert.equal(await page.locator("#target-holdsFrom").getAttribute("placeholder"), "dd/mm/yyyy");
});

test("targets are refused at the field that is wrong, and published from a day that has not begun", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers/targets");
  await press(page, "Rehearse");
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("alert").getByText("Fill this in.").first().waitFor();
  await page.locator("#target-name").fill("Year-end targets");
  await page.locator("#target-holdsFrom").fill(typed(0));
  await press(page, "Publish");
  await page
    .getByRole("alert")
    .getByText(/^Holds from – .*Choose tomorrow or later\.$/)
    .waitFor();
  assert.equal(await page.locator("#target-holdsFrom").getAttribute("aria-invalid"), "true");
  await page.locator("#target-holdsFrom").fill(typed(2));
  await press(page, "Publish");
  const line = page.locator("[data-policy]", { hasText: "Year-end targets" });
  await line.getByText("Holds later").waitFor();
  assert.deepEqual(stage.faults, []);
});

test("who only works leads has no place for targets", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers");
  assert.equal(await page.locator("nav").getByText("Targets").count(), 0);
});
