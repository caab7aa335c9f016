import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { still } from "./stage.ts";

type Focus = { isLost: boolean; isSeen: boolean; what: string };

/** Where the focus is, and whether somebody can see that it is there. */
const focus = (): Focus => {
  const one = document.activeElement;
  if (!(one instanceof HTMLElement) || one === document.body) return { isLost: true, isSeen: false, what: "body" };
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
  const frame = one.closest("[role=row], [class*=Input-wrapper], label, [class*=option]") ?? one;
  const framed = getComputedStyle(frame.querySelector("input + span") ?? frame);
  const isRinged = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
  const isFramed =
    [framed.boxShadow, boxShadow, framed.outlineStyle].some((one) => one !== "none") ||
    one.matches("input, select, textarea");
  const { width, height, bottom, top } = one.getBoundingClientRect();
  const isInSight = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
  return { isLost: false, isSeen: isInSight && (isRinged || isFramed), what: one.outerHTML.slice(0, 160) };
};

export const focusOn = (page: Page): Promise<Focus> => page.evaluate(focus);

/** Presses a key as a person does, waits until the page stands still, and sees that the focus is neither lost nor hidden. */
export async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await still(page);
  // a row that is reached takes the focus in the next frame
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await page
    .waitForFunction(() => document.activeElement !== document.body, null, { timeout: 30_000 })
    .catch(() => undefined);
  const { isLost, isSeen, what } = await focusOn(page);
  assert.ok(!isLost, `after ${key} the focus is lost on ${page.url()}`);
  assert.ok(isSeen, `after ${key} nobody sees the focus: ${what}`);
}

/** Goes on with Tab until the focus stands on what holds the text. */
export async function tabTo(page: Page, text: string): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    const { what } = await focusOn(page);
    const said = await page.evaluate(() => document.activeElement?.textContent ?? "");
    if (said.includes(text) || what.includes(text)) return;
  }
  assert.fail(`Tab does not lead to “${text}”`);
}
