import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { Temporal } from "temporal-polyfill";
import { hq, sakura } from "#apps/web/browser/leads.ts";
import { openStage, type Stage } from "#apps/web/browser/stage.ts";
import { now } from "#platform/clocks/clock.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test("a week that is cut or not over yet says so in chart and table", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers?period=13-weeks");
  const trend = page.locator("[data-section=trend]");
  assert.equal(await trend.locator("tbody th", { hasText: "part of the week" }).count(), 1);
  await trend.locator("tbody tr:last-child th", { hasText: "part of the week" }).waitFor();
  assert.equal(await trend.locator("svg").first().getByText("part of the week").count(), 1);
});

test("a week whose leads can still make it is marked at each service level by itself, in chart and table", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers?period=13-weeks");
  const trend = page.locator("[data-section=trend]");
  await trend.getByText("can still change, since the limit has not passed").waitFor();
  const running = await Promise.all(
    [2, 3, 4].map((nth) => trend.locator(`tbody td:nth-child(${nth + 1})[data-running]`).count()),
  );
  const [contact = 0, management = 0, life = 0] = running;
  assert.ok(0 < contact && contact < management && management < life && life < 13, `weeks: ${running}`);
  for (const [nth, weeks] of running.entries())
    assert.equal(
      (await trend.locator("figure").nth(nth).locator("svg text", { hasText: /^… / }).count()) > 0,
      weeks > 0,
    );
  const rows = await trend.locator("tbody tr").count();
  const [, ...others] = await trend.locator("[data-below][data-running]").all();
  assert.deepEqual([rows, others.length], [13, 0], "one sign at a time");
});

test("a first week that the days cut and that is long over is a part, and no longer open", async () => {
  const page = await stage.visit(hq);
  const today = Temporal.Instant.from(now()).toZonedDateTimeISO("Asia/Tokyo").toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const [wednesday, sunday] = [
    monday.subtract({ weeks: 20 }).add({ days: 2 }),
    monday.subtract({ weeks: 12, days: 1 }),
  ];
  await stage.go(page, `/numbers?from=${wednesday}&to=${sunday}`);
  const first = page.locator("[data-section=trend] tbody tr").first();
  await first.getByText("part of the week").waitFor();
  assert.equal(await first.locator("[data-running]").count(), 0);
});

test("below the target has one sign and a line that says what it means", async () => {
  const page = await stage.visit(hq);
  await stage.go(page, "/numbers");
  const compare = page.locator("[data-section=compare]");
  assert.ok((await compare.locator("[data-below]", { hasText: "▼" }).count()) > 0);
  await compare.getByText("▼ and hatched: below the target.").waitFor();
});

test("a single month is told by its table alone", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers?period=last-month&per=month");
  const trend = page.locator("[data-section=trend]");
  await trend.locator("tbody tr").waitFor();
  assert.equal(await trend.locator("figure").count(), 0);
});
