import assert from "node:assert/strict";
import test from "node:test";
import { machineMs } from "#platform/clocks/clock.ts";
import { openBrowser } from "./browser.ts";
import { pinPages } from "./pinned-page.ts";

/** Draws each letter and gives its picture; letters without a picture of their own all look alike. */
function pictures(letters: string[]): string[] {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 60;
  const pen = canvas.getContext("2d");
  if (pen === null) return [];
  return letters.map((letter) => {
    pen.clearRect(0, 0, 60, 60);
    pen.font = "40px sans-serif";
    pen.fillText(letter, 5, 45);
    return canvas.toDataURL();
  });
}

test("a page is drawn in the browser, with letters of every language we speak", async (t) => {
  const browser = await openBrowser();
  t.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 390, height: 300 } });
  await page.setContent("<h1>予約を取る</h1><p>Запись на сервис · 预约 · book</p>");
  assert.equal(await page.textContent("h1"), "予約を取る");
  const drawn = await page.evaluate(pictures, ["\u{10FFFD}", ...["予", "約", "ア", "Ж", "ё", "预", "A"]]);
  assert.equal(new Set(drawn).size, drawn.length);
});

test("a page reads the time of the tests from its device, and a moment that is named stays what it is", async (t) => {
  const browser = await openBrowser();
  t.after(() => browser.close());
  const context = await browser.newContext();
  await pinPages(context);
  const page = await context.newPage();
  const before = machineMs();
  const read = await page.evaluate(() => ({
    moments: [Date.now(), new Date().getTime(), Math.ceil(performance.timeOrigin + performance.now())],
    named: new Date("2026-11-22T23:30:00Z").toISOString(),
    isDate: new Date() instanceof Date,
  }));
  for (const ms of read.moments) assert.ok(Math.abs(ms - before) < 600_000, String(ms - before));
  assert.deepEqual([read.named, read.isDate], ["2026-11-22T23:30:00.000Z", true]);
});

test("two tests that open a browser in the same moment both get one", async () => {
  const browsers = await Promise.all([openBrowser(), openBrowser()]);
  for (const browser of browsers) assert.match(browser.version(), /^\d+\./);
  await Promise.all(browsers.map((browser) => browser.close()));
});
