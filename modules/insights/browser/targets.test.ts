import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { hq, sakura } from "#apps/web/browser/leads.ts";
import { openStage, phone, type Stage } from "#apps/web/browser/stage.ts";
import { contractSla } from "#modules/aftersales-leads/index.ts";
import { now } from "#platform/clocks/clock.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** A day of Japan, so many days from now. */
const dayIn = (days: number): string =>
  new Date(Date.parse(now()) + days * 86_400_000 + 9 * 3_600_000).toISOString().slice(0, 10);
/** The same as it is typed in English. */
const typed = (days: number): string => dayIn(days).split("-").reverse().join("/");

/** Shares of a rehearsed level as they stand in the lines of its dealers; the last line is all of them. */
async function sharesOf(page: Page, level: string): Promise<{ part: number; of: number }[][]> {
  const texts = await page.locator(`[data-level=${level}] tbody tr`).allInnerTexts();
  return texts.map((text) =>
    [...text.matchAll(/([\d,]+)\/([\d,]+)/g)].map(([, ...share]) => {
      const [part = 0, of = 0] = share.map((one) => Number(one.replaceAll(",", "")));
      return { part, of };
    }),
  );
}

const question = (page: Page) => page.locator("[data-question]");
/** An entry of the list by what it is called. */
const entry = (page: Page, name: string) =>
  page.locator("[data-policy]", { has: page.locator("strong").getByText(name, { exact: true }) });
/** What an entry says of how it stands today. */
const standings = (page: Page, name: string): Promise<string[]> => entry(page, name).locator("em").allInnerTexts();

/** Where the parts of the form stand that are above what is pressed, from its top, in pixels. */
const placesAbove = (form: HTMLElement): number[] =>
  [...form.querySelectorAll("[id^=target-]")].map(
    (one) => one.getBoundingClientRect().top - form.getBoundingClientRect().top,
  );

/** A draft for a day, rehearsed, so that it can be published. */
async function draft(page: Page, name: string, on: string): Promise<void> {
  await page.locator("#target-name").fill(name);
  await page.locator("#target-holdsFrom").fill(on);
  await page.locator("form button[type=submit]").click();
  await page.locator("[data-rehearsal]").waitFor();
}

/** What is published, as the server tells it. */
async function published(): Promise<string[]> {
  const { body } = await (await stage.house.as(hq)).get<{ items: { name: string }[] }>("/sla-policies");
  return body.items.map(({ name }) => name);
}

/** The same day as a page tells it in English. */
const told = (on: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    ...({ weekday: "short", day: "numeric", month: "short", year: "numeric" } as const),
    timeZone: "UTC",
  }).format(Date.parse(on));
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
  const shares = await sharesOf(page, "first-contact");
  const said = (await rows.allInnerTexts()).map((text, n) => ({
    shares: (shares[n] ?? []).map(({ part, of }) => 10 * part >= 7 * of),
    isMissed: text.includes("Would miss the target"),
  }));
  assert.ok(said.some(({ isMissed }) => isMissed));
  assert.ok(said.every(({ shares: [before, after], isMissed }) => isMissed === (before && !after)));
  for (const text of await page.locator("[data-level] tbody tr").allInnerTexts()) {
    const [before = 0, after = 0] = [...text.matchAll(/([\d.]+)%/g)].map(([, share]) => Number(share));
    const points = /([-+]?[\d.]+) pp/.exec(text)?.[1];
    if (points) assert.equal(Number(points).toFixed(1), Number((after - before).toFixed(1)).toFixed(1), text);
  }
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
  await caption.getByText("24 hours → 12 hours · Target 70% → 80%", { exact: true }).waitFor();
  assert.equal(await page.locator("[data-changes]").count(), 1, "what stays is not told");
  await page.locator("#target-firstContactHours").fill("24");
  await page.locator("#target-firstContactTarget").fill("0");
  await page.locator("#target-firstContactTarget").fill("70");
  await page.locator("#target-managementTarget").fill("100");
  await press(page, "Rehearse");
  await page.locator("[data-level=management] caption").getByText("Target 70% → 100%").waitFor();
});

test("where only a target moves it is told how many dealers reach it", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers/targets");
  await page.locator("#target-managementTarget").fill("40");
  await press(page, "Rehearse");
  const told = page.locator("[data-level=management] [data-changes]");
  await told.waitFor();
  const others = page.locator("[data-rehearsal] > div", { has: told }).getByRole("button", { expanded: false });
  if (await others.count()) await others.click();
  const dealers = (await sharesOf(page, "management"))
    .slice(0, -1)
    .flatMap(([, would]) => (would && would.of > 0 ? [would] : []));
  const reach = dealers.filter(({ part, of }) => 100 * part >= 40 * of).length;
  const text = (await told.textContent()) ?? "";
  const [, aims, ...counts] = /^(Target 70% → 40%) · (\d+) of (\d+) dealers? reach(?:es)? 40%$/.exec(text) ?? [];
  assert.ok(aims, text);
  assert.deepEqual(counts.map(Number), [reach, dealers.length]);
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
  assert.equal(await question(page).count(), 0, "nothing is asked of a draft that cannot be published");
  await page.locator("#target-name").focus();
  await page.keyboard.type("Year-end targets");
  assert.equal(await page.locator("#target-name").inputValue(), "Year-end targets", "the focus stays where is typed");
  await page.locator("#target-holdsFrom").fill(typed(0));
  await press(page, "Publish");
  await page
    .getByRole("alert")
    .getByText(/^Holds from – .*Choose tomorrow or later\.$/)
    .waitFor();
  assert.equal(await page.locator("#target-holdsFrom").getAttribute("aria-invalid"), "true");
  assert.equal(await question(page).count(), 0);
  await page.locator("#target-holdsFrom").fill(typed(2));
  await press(page, "Publish");
  await question(page).getByRole("button", { name: "Publish" }).click();
  await entry(page, "Year-end targets").getByText("Holds later", { exact: true }).waitFor();
  await page.locator("h2:focus", { hasText: "Published" }).waitFor();
  assert.equal(await page.locator("#target-name").inputValue(), "", "the next draft is a new one");
  assert.deepEqual(stage.faults, []);
});

test("before targets are published it is asked what will hold from which day, and not yet leaves all as it was", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers/targets");
  await draft(page, "Never published", typed(3));
  const asking = page.locator("form button[type=submit]");
  const above = () => page.locator("form").evaluate(placesAbove);
  const before = await above();
  await asking.focus();
  await page.keyboard.press("Enter");
  const text = `From ${told(dayIn(3))} every dealer of the market is judged by this. It cannot be changed, only replaced by what is published next.`;
  await question(page).getByText(text, { exact: true }).waitFor();
  assert.deepEqual(await above(), before, "nothing above the question has moved");
  await question(page).locator("button:focus", { hasText: "Publish" }).waitFor();
  await page.keyboard.press("Escape");
  await question(page).waitFor({ state: "detached" });
  await page.locator("form button[type=submit]:focus", { hasText: "Publish" }).waitFor();
  await page.keyboard.press("Space");
  await press(page, "Not yet");
  await question(page).waitFor({ state: "detached" });
  await page.locator("form button[type=submit]:focus", { hasText: "Publish" }).waitFor();
  assert.ok(!(await published()).includes("Never published"));
});

test("a change of the draft takes the question away, and a key that is held down does not answer it", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers/targets");
  await draft(page, "Never published", typed(3));
  await press(page, "Publish");
  await page.locator("#target-why").fill("x");
  await question(page).waitFor({ state: "detached" });
  assert.equal(await page.locator("#target-why:focus").count(), 1, "the focus stays in the field");
  await page.locator("#target-why").fill("");
  assert.equal(await question(page).count(), 0, "it is asked anew only by the button");
  await page.locator("form button[type=submit]").focus();
  await page.keyboard.down("Enter");
  await question(page).locator("button:focus").waitFor();
  await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await page.keyboard.press("Escape");
  await page.locator("form button[type=submit]:focus", { hasText: "Publish" }).waitFor();
  assert.ok(!(await published()).includes("Never published"));
});

test("under a finger the answers of the question are large enough", async () => {
  const page = await stage.visit(hq, phone);
  await stage.go(page, "/numbers/targets");
  await draft(page, "Never published", dayIn(3));
  await press(page, "Publish");
  await question(page).waitFor();
  for (const button of await question(page).getByRole("button").all())
    assert.ok(((await button.boundingBox())?.height ?? 0) >= 44);
});

test("of several targets for one day the last published ones hold, and the others say what replaced them", async () => {
  const voice = await stage.house.as(hq);
  for (const name of ["First thoughts", "Second thoughts"]) {
    const { status, text } = await voice.post("/sla-policies", { ...contractSla, name, holdsFrom: dayIn(5) });
    assert.equal(status, 201, text);
  }
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers/targets");
  assert.deepEqual(await standings(page, "First thoughts"), ["Replaced by “Second thoughts”"]);
  assert.deepEqual(await standings(page, "Second thoughts"), ["Holds later"]);
  await draft(page, "Third thoughts", typed(6));
  await press(page, "Publish");
  await question(page).waitFor();
  assert.equal(await question(page).getByText("It replaces").count(), 0, "on another day it replaces nothing");
  await page.locator("#target-holdsFrom").fill(typed(5));
  await press(page, "Publish");
  await question(page)
    .getByText("It replaces “Second thoughts”, published for the same day.", { exact: true })
    .waitFor();
  await question(page).getByRole("button", { name: "Publish" }).click();
  await entry(page, "Third thoughts").waitFor();
  assert.deepEqual(await standings(page, "Third thoughts"), ["Holds later"]);
  for (const name of ["First thoughts", "Second thoughts"])
    assert.deepEqual(await standings(page, name), ["Replaced by “Third thoughts”"]);
  assert.deepEqual(await standings(page, "Limits of the contract"), ["Holds now"]);
  assert.deepEqual(stage.faults, []);
});

test("who only works leads has no place for targets", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers");
  assert.equal(await page.locator("nav").getByText("Targets").count(), 0);
});
