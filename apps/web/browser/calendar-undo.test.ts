import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { openPostOffice, type PostOffice } from "#apps/testing/post-office.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { now } from "#platform/clocks/clock.ts";
import { eventually } from "#platform/testing/eventually.ts";
import { freeDay, plan, readBooked } from "./calendar-steps.ts";
import { press, tabTo } from "./focus.ts";
import { sakura } from "./leads.ts";
import { openStage, type Stage } from "./stage.ts";

let office: PostOffice;
let stage: Stage;
let advisor: Voice;
before(async () => {
  office = await openPostOffice();
  stage = await openStage({ SMTP_URL: office.url });
  advisor = await stage.house.as(sakura);
});
after(async () => {
  await stage.close();
  await office.close();
});

const isSent = (id: string): Promise<unknown> =>
  eventually("customer and dealer know of it", async () => {
    const rows = await stage.house.sql("select 1 from mail where about_id = $1 and status = 'sent'", [id]);
    return rows.length === 2;
  });
const at = (day: string, time: string): string => new Date(`${day}T${time}:00+09:00`).toISOString();
const begins = (id: string, startsAt: string): Promise<unknown> =>
  eventually(`it begins at ${startsAt}`, async () => (await readBooked(advisor, id)).startsAt === startsAt);
const notice = (page: Page, text: RegExp) =>
  page.getByRole("region", { name: "Notices" }).locator("strong, strong + span").filter({ hasText: text });
const noticesAway = async (page: Page): Promise<void> => {
  const close = page.getByRole("region", { name: "Notices" }).getByRole("button", { name: "Close" });
  const closeAll = (buttons: (HTMLElement | SVGElement)[]): void => {
    for (const button of buttons) button.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  };
  while ((await close.count()) > 0) await close.evaluateAll(closeAll); // one may leave by itself meanwhile
};

/** Takes the appointment in focus up by the keyboard and puts it down an hour later. */
async function later(page: Page, id: string): Promise<void> {
  await tabTo(page, id);
  await press(page, "m");
  for (let step = 0; step < 4; step += 1) await press(page, "ArrowDown");
  await press(page, "Enter");
}

test("a moved appointment says where it went and when the mail leaves, and Ctrl Z or Tab and Enter bring it back unheard", async () => {
  const day = await freeDay(advisor, 40);
  const said = { name: "戻す", email: "back@example.org", remindCustomer: true, work: "oil-change" };
  const { body: one } = await advisor.post<{ id: string }>("/appointments", { ...said, startsAt: at(day, "10:00") });
  await isSent(one.id);
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?on=${day}`);
  await later(page, one.id);
  await notice(page, /^Moved to \w{3},? \d+ \w{3} 11:00/).waitFor();
  await notice(page, /The mail leaves in \d+ s/).waitFor();
  await page.keyboard.press("Control+z");
  await begins(one.id, at(day, "10:00"));
  await notice(page, /10:00/).waitFor();
  await noticesAway(page);

  await page.locator(`[data-block="${one.id}"]`).waitFor();
  await later(page, one.id);
  await begins(one.id, at(day, "11:00"));
  await notice(page, /11:00/).waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Undo");
  await page.keyboard.press("Enter");
  await begins(one.id, at(day, "10:00"));
  await noticesAway(page);

  await stage.go(page, `/calendar?on=${day}&open=${one.id}&do=reschedule`);
  const slot = page.locator("[role=dialog] [data-slot]").last();
  const wish = (await slot.getAttribute("data-slot")) ?? "";
  await slot.click();
  await begins(one.id, wish);
  await notice(page, /^Moved to/).waitFor();
  await page.keyboard.press("Control+z");
  await begins(one.id, at(day, "10:00"));
  assert.deepEqual(stage.faults, []);
});

test("Ctrl Z takes back letters, not a move, while somebody writes", async () => {
  const day = await freeDay(advisor, 44);
  const one = await plan(advisor, day, "10:00", "書く");
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?on=${day}`);
  await later(page, one.id);
  await notice(page, /11:00/).waitFor();
  await page.evaluate(() => {
    const field = document.querySelector("main")?.appendChild(document.createElement("input"));
    field?.focus();
  });
  await page.keyboard.type("x");
  await page.keyboard.press("Control+z");
  await begins(one.id, at(day, "11:00"));
  assert.equal(await page.getByRole("button", { name: "Undo" }).count(), 1);
});

test("a wrong arrival is taken back by Undo", async () => {
  const [one] = await stage.house.put("appointment", [
    {
      dealer: "SAKURA",
      name: "着いた",
      startsAt: now(),
      endsAt: new Date(Date.parse(now()) + 1_800_000).toISOString(),
      advisorUntilAt: now(),
      isBesidePlan: true,
      sequence: 0,
    },
  ]);
  const page = await stage.visit(sakura);
  await stage.go(page, `/calendar?open=${one}`);
  await page.getByRole("button", { name: "Arrived", exact: true }).click();
  await notice(page, /The car has come: 着いた/).waitFor();
  await page.keyboard.press("Control+z");
  await eventually("it is planned again", async () => (await readBooked(advisor, String(one))).status === "planned");
  await notice(page, /Planned again: 着いた/).waitFor();
});
