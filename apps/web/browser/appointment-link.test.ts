import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { Page } from "playwright-core";
import { demoVin } from "#apps/testing/lead-steps.ts";
import { type Appointment, type LinkGround, linkGroundOf, tokenOf } from "#modules/service/doors/link-steps.ts";
import { rotatingMatrix, testLaws } from "./matrix.ts";
import { openStage, phone, type Stage, still } from "./stage.ts";
import type { State } from "./states.ts";

let stage: Stage;
let ground: LinkGround;
before(async () => {
  stage = await openStage();
  ground = await linkGroundOf(stage.house);
});
after(() => stage.close());

/** An appointment of the demo's own car; its page follows the language of the browser. */
async function planned(said: Record<string, unknown> = {}): Promise<Appointment> {
  const { body } = await ground.advisor.get<{ items: { id: string }[] }>(`/vehicles?filter[vin][eq]=${demoVin}`);
  return ground.planned({ language: null, vehicle: body.items[0]?.id, ...said });
}
const addressOf = (one: Appointment): string => `/appointments/c/${tokenOf(one)}`;

/** A page as a customer finds it who opens the link of a new appointment and then does something. */
const state = (name: string, act: (page: Page, one: Appointment) => Promise<unknown>): State => ({
  name,
  who: null,
  show: async (on, page) => {
    const one = await planned();
    await on.go(page, addressOf(one));
    await act(page, one);
    await still(page);
  },
});
/** The answer to what was sent stands at an address that names the language. */
const answered = (page: Page): Promise<void> => page.waitForURL(/\?language=/);
const press = async (page: Page, button: string): Promise<void> => {
  await page.locator(`button[value=${button}]`).click();
  await answered(page);
};
const choose = (page: Page): Promise<void> => page.locator("input[type=radio]").nth(7).check();

const states: readonly State[] = [
  state("the link of an appointment", () => Promise.resolve()),
  state("a link with the cancellation opened", (page) => page.locator(".ending summary").click()),
  state("a link, moved by", async (page) => {
    await choose(page);
    await press(page, "move");
  }),
  state("a link, cancelled by", async (page) => {
    await page.locator(".ending summary").click();
    await page.locator("[name=sure]").check();
    await press(page, "cancel");
  }),
  state("a link with nothing chosen", async (page) => {
    await page.locator("main > form").evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await press(page, "move");
  }),
  state("a link whose chosen time is taken", async (page) => {
    await page
      .locator("input[type=radio]")
      .nth(7)
      .evaluate((radio: HTMLInputElement) => {
        radio.value = "2026-01-01T01:00:00.000Z";
      });
    await choose(page);
    await press(page, "move");
  }),
  state("a link that was used", async (page, one) => {
    await ground.cancel(tokenOf(one));
    await page.reload();
  }),
  state("a link to nothing", (page) => stage.go(page, "/appointments/c/nothing")),
];
for (const [turn, one] of states.entries()) testLaws(() => stage, one, rotatingMatrix(turn));

test("on a phone and by keys alone a customer finds a time and moves the appointment", async () => {
  const page = await stage.visit(null, phone);
  const one = await planned();
  await stage.go(page, addressOf(one));
  await page.locator("input[type=radio]").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const wish = await page.locator("input[type=radio]:checked").inputValue();
  const hidden = await page.evaluate(() => {
    const radio = document.activeElement?.getBoundingClientRect();
    const bar = document.querySelector("main > form .end")?.getBoundingClientRect();
    return radio === undefined || bar === undefined || radio.bottom > bar.top;
  });
  assert.equal(hidden, false);
  await page.keyboard.press("Enter");
  await answered(page);
  assert.equal((await ground.read(one.id)).startsAt, wish);
});
