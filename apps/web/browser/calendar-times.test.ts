import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { Temporal } from "temporal-polyfill";
import { inDays } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { freeDay, plan, slotsOn } from "./calendar-steps.ts";
import { contacted, readLead, sakura } from "./leads.ts";
import { desk, type Look, openStage, phone, type Stage } from "./stage.ts";

let stage: Stage;
let advisor: Voice;
before(async () => {
  stage = await openStage();
  advisor = await stage.house.as(sakura);
});
after(() => stage.close());

/** What a row of the calendar's time scale says, by its height in the day, and the height of an appointment. */
const heights = (page: Page, id: string): Promise<{ hours: Record<string, number>; top: number; height: number }> =>
  page.evaluate((one) => {
    const block = document.querySelector(`[data-block="${one}"]`)?.parentElement?.getBoundingClientRect();
    const axis = [...document.querySelectorAll("[role=grid] > [aria-hidden] > span")];
    const middle = (node: Element): number => {
      const { top, height } = node.getBoundingClientRect();
      return top + height / 2;
    };
    return {
      hours: Object.fromEntries(axis.map((node) => [node.textContent ?? "", middle(node)])),
      top: block?.top ?? 0,
      height: block?.height ?? 0,
    };
  }, id);

/** The next day in Europe that is an hour short. */
function summerTimeDay(): string {
  let day = Temporal.Instant.from(inDays(1)).toZonedDateTimeISO("Europe/Berlin");
  while (day.hoursInDay >= 24) day = day.add({ days: 1 });
  return day.toPlainDate().toString();
}

test("on the day summer time begins an appointment stands at the dealer's hour, for a viewer far away as well", async () => {
  const lumen = await stage.house.as("advisor@lumen.demo");
  const day = summerTimeDay();
  const { status, body, text } = await lumen.post<{ id: string }>("/appointments", {
    name: "Sommerzeit",
    startsAt: `${day}T11:00:00+02:00`,
    work: "inspection",
  });
  assert.equal(status, 201, text);
  const night = await lumen.post<{ id: string }>("/appointments", { name: "Nacht", startsAt: `${day}T01:00:00+01:00` });
  assert.equal(night.status, 201, night.text);
  const page = await stage.visit("advisor@lumen.demo", { zone: "Asia/Tokyo" });
  for (const as of ["day", "week"]) {
    await stage.go(page, `/calendar?on=${day}&as=${as}`);
    await page.locator(`[data-block="${body.id}"]`).waitFor();
    const { hours, top, height } = await heights(page, body.id);
    assert.ok(Math.abs((hours["11:00"] ?? 0) - top) < 3, `${as}: ${JSON.stringify(hours)} ${top}`);
    assert.ok(
      Math.abs(height - ((hours["11:00"] ?? 0) - (hours["10:00"] ?? 0))) < 3,
      `an hour is an hour high: ${as} ${height} ${JSON.stringify(hours)}`,
    );
    if (as === "day") assert.equal(hours["02:00"], undefined, "the clock never shows two");
    await page.getByRole("note").getByText("Central European").waitFor();
  }
});

const dialogOf = async (lead: string, look: Look = {}): Promise<Page> => {
  const page = await stage.visit(sakura, look);
  await stage.go(page, `/aftersales-leads/${lead}?do=book`);
  await page.locator("[role=dialog] [data-slot]").first().waitFor();
  return page;
};

test("booking a lead shows first which of the customer's wishes are free, and a free one is two taps away", async () => {
  const day = await freeDay(advisor, 70);
  const wishes = [`${day}T10:00:00+09:00`, `${day}T03:00:00+09:00`];
  const lead = await contacted(stage.house, { preferredSlots: wishes });
  const page = await dialogOf(lead);
  const shown = page.locator("[role=dialog] [data-wish]");
  await shown.nth(1).waitFor();
  assert.deepEqual(await shown.allTextContents(), ["free", "not free"]);
  await shown.first().click();
  await page.locator("[role=dialog]").getByRole("button", { name: "Book", exact: true }).click();
  await page.locator("article [data-status=booked]").waitFor();
  await eventually("it is booked", async () => (await readLead(advisor, lead)).status === "booked");
  await page.getByRole("link", { name: "Open in the calendar" }).click();
  await page.locator("[data-block][data-open]").waitFor();
});

test("a free time of the list is booked on a free bay, and one that somebody else took offers the next three", async () => {
  const day = await freeDay(advisor, 76);
  const lead = await contacted(stage.house, { preferredSlots: [] });
  const page = await dialogOf(lead);
  await page.locator("[role=dialog] select").selectOption("battery-check");
  await page.getByLabel("Date", { exact: true }).fill(`${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`);
  await page.getByLabel("Time", { exact: true }).fill("10:00");
  assert.equal(await page.locator("[data-taken-slot]").count(), 0);
  // Only one bay has what the work needs; a colleague books it in this moment.
  const taken = { name: "先客", startsAt: `${day}T10:00:00+09:00`, work: "battery-check", mustBeFree: true };
  assert.equal((await advisor.post("/appointments", taken)).status, 201);
  await page.keyboard.press("Enter");
  const warning = page.locator("[role=dialog] [data-taken-slot]");
  await warning.getByText("No bay is free then").waitFor();
  assert.equal(await warning.locator("[data-slot]").count(), 3);
  assert.equal((await readLead(advisor, lead)).status, "assigned");
  await warning.locator("[data-slot]").first().click();
  await eventually("it is booked", async () => (await readLead(advisor, lead)).status === "booked");
  const { appointment } = (await readLead(advisor, lead)) as unknown as { appointment: { isBesidePlan: boolean } };
  assert.equal(appointment.isBesidePlan, false);
});

const typeTime = async (page: Page, day: string, time: string): Promise<void> => {
  const input = page.getByLabel("Date", { exact: true });
  const isOwnPicker = (await input.getAttribute("type")) === "date";
  await input.fill(isOwnPicker ? day : `${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`);
  await page.getByLabel("Time", { exact: true }).fill(time);
};

test("the next free times after a refusal have the focus and stand in sight, at a desk and on a phone", async () => {
  for (const [n, look] of [desk, phone].entries()) {
    const day = await freeDay(advisor, 90 + n);
    const page = await dialogOf(await contacted(stage.house), look);
    await page.locator("[role=dialog] select").selectOption("battery-check");
    await typeTime(page, day, "10:00");
    const taken = { name: "先客", startsAt: `${day}T10:00:00+09:00`, work: "battery-check", mustBeFree: true };
    assert.equal((await advisor.post("/appointments", taken)).status, 201);
    await page.getByLabel("Time", { exact: true }).press("Enter");
    await page.waitForFunction(() => document.activeElement?.closest("[data-taken-slot]"));
    const hidden = await page.locator("[data-taken-slot] button").evaluateAll((buttons) =>
      buttons
        .filter((one) => {
          const { left, top, width, height } = one.getBoundingClientRect();
          return !one.contains(document.elementFromPoint(left + width / 2, top + height - 2));
        })
        .map((one) => one.textContent),
    );
    assert.deepEqual(hidden, [], `${look.width}`);
    assert.equal(await page.locator("[data-taken-slot] [data-slot]").count(), 3);
    await page.close();
  }
});

const stopNow = (page: Page): Promise<string | undefined> =>
  page.evaluate(() => (document.activeElement as HTMLElement).dataset["stop"]);

test("the free times are one stop of the Tab key, walked with arrows, Home and End, and none of them scrolls by itself", async () => {
  const page = await dialogOf(await contacted(stage.house));
  const times = page.locator("[role=dialog] [data-slot]");
  assert.equal(await page.locator("[role=dialog] [data-stop][tabindex='0']").count(), 1);
  const all = await times.evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-slot")));
  await times.first().focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await stopNow(page), all[1]);
  await page.keyboard.press("End");
  assert.equal(await stopNow(page), all.at(-1));
  await page.keyboard.press("Home");
  assert.equal(await stopNow(page), all[0]);
  await page.keyboard.press("ArrowUp");
  assert.match((await stopNow(page)) ?? "", /^\d{4}-\d\d-\d\d$|earlier|later/);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.closest("[role=toolbar]") === null), true);
  const scrolling = await page
    .locator("[role=toolbar], [role=toolbar] *")
    .evaluateAll(
      (nodes) => nodes.filter((node) => ["auto", "scroll"].includes(getComputedStyle(node).overflowY)).length,
    );
  assert.equal(scrolling, 0);
});

test("free times move nothing below them while they are read, and say so when there are none or they cannot be read", async () => {
  const page = await stage.visit(sakura);
  const lead = await contacted(stage.house, { preferredSlots: [] });
  const none = { zone: "Asia/Tokyo", work: null, minutes: 60, items: [], wishes: [] };
  let answer: "wait" | "fail" | "none" | "true" = "wait";
  let goOn = (): void => undefined;
  const held = new Promise<void>((done) => {
    goOn = done;
  });
  await page.route(
    (url) => url.pathname.endsWith("/service-slots"),
    async (route) => {
      if (answer === "wait") await held;
      if (answer === "fail") await route.fulfill({ status: 500, json: { reason: "broken" } });
      else if (answer === "none") await route.fulfill({ json: none });
      else await route.continue();
    },
  );
  await page.goto(`${stage.house.address()}/aftersales-leads/${lead}?do=book`);
  await page.getByText("Reading the free times…").waitFor();
  const heightOf = (): Promise<number> =>
    page.locator("[role=dialog] fieldset:has([role=toolbar])").evaluate((node) => node.getBoundingClientRect().height);
  const before = await heightOf();
  answer = "true";
  goOn();
  await page.locator("[role=dialog] [data-slot]").first().waitFor();
  assert.equal(await heightOf(), before);
  answer = "none";
  await page.getByRole("button", { name: "Later days" }).click();
  await page.getByText("There is no free time in these 7 days.").waitFor();
  assert.equal(await heightOf(), before);
  answer = "fail";
  await page.getByRole("button", { name: "Show the next 7 days" }).click();
  await page.getByText("The free times could not be read.").waitFor();
  answer = "true";
  await page.getByRole("button", { name: "Try again" }).click();
  await page.locator("[role=dialog] [data-slot]").first().waitFor();
  assert.equal(await heightOf(), before);
});

test("a typed time at which nothing is free is warned of before anything is sent, and booked beside the plan by who insists", async () => {
  const day = await freeDay(advisor, 82);
  const lead = await contacted(stage.house);
  const page = await dialogOf(lead);
  await page.getByLabel("Date", { exact: true }).fill(`${day.slice(8)}/${day.slice(5, 7)}/${day.slice(0, 4)}`);
  await page.getByLabel("Time", { exact: true }).fill("06:00");
  const warning = page.locator("[role=dialog] [data-taken-slot]");
  await warning.waitFor();
  const next = await warning.locator("[data-slot]").first().getAttribute("data-slot");
  assert.equal(next, (await slotsOn(advisor, day))[0]?.startsAt);
  await warning.getByRole("button", { name: "Put it beside the plan anyway" }).click();
  await page.getByText("Beside the plan: no bay is kept for it.").waitFor();
});

test("a change of the zone's clock moves nothing: what is planned is found where it was planned", async () => {
  const day = await freeDay(advisor, 88);
  const one = await plan(advisor, day, "09:00", "朝一番");
  const page = await stage.visit(sakura, { zone: "America/New_York" });
  await stage.go(page, `/calendar?on=${day}`);
  await page.locator(`[data-block="${one.id}"]`).waitFor();
  const { hours, top } = await heights(page, one.id);
  const first = Object.keys(hours)[0] ?? "";
  assert.equal(first, "09:00");
  assert.ok(Math.abs(top - (hours["10:00"] ?? 0) + ((hours["11:00"] ?? 0) - (hours["10:00"] ?? 0))) < 3);
});
