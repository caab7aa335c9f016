import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { hq, sakura } from "#apps/web/browser/leads.ts";
import { openStage, type Stage } from "#apps/web/browser/stage.ts";
import { now } from "#platform/clocks/clock.ts";
import { daysLater } from "#platform/record/index.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test("a day that there is not is said when its field is left, and the days stay as they were", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers?from=2026-01-05&to=2026-02-01");
  const last = page.getByRole("textbox", { name: "Last day" });
  await last.fill("31/02/2026");
  assert.equal(await page.getByText("This is not a day.").count(), 0, "nothing is said while somebody types");
  await last.press("Tab");
  await page.getByRole("alert").getByText("This is not a day.").waitFor();
  assert.equal(await last.inputValue(), "31/02/2026", "what is wrong stands there to be mended");
  assert.equal(new URL(page.url()).searchParams.get("to"), "2026-02-01");
  await last.fill("08/02/2026");
  await page.waitForURL((url) => url.searchParams.get("to") === "2026-02-08");
  assert.equal(await page.getByText("This is not a day.").count(), 0);
});

test("new rules are told before they hold, and beside the old ones once leads of both are counted", async () => {
  const market = await stage.house.as(hq);
  const holdsFrom = daysLater(now().slice(0, 10), 2);
  const draft = {
    ...{ name: "Faster", holdsFrom, firstContactHours: 12, managementDays: 10, lifetimeDays: 60 },
    ...{ firstContactTarget: 80, managementTarget: 70, fullyManagedTarget: 90, bookedCounts: [] },
  };
  assert.equal((await market.post("/sla-policies", draft)).status, 201);
  const page = await stage.visit(sakura);
  await stage.go(page, "/numbers");
  const tile = page.locator("[data-tile=first-contact]");
  await tile.getByText(/For leads assigned from .*: In time: first attempt within 12 h .* Target 80%/).waitFor();
  assert.equal(await page.locator("[data-tile=management]").getByText("For leads assigned from").count(), 0);
  await stage.house.travel("P9D");
  await stage.go(page, "/numbers");
  await tile.getByText(/Target 80% \(since .*, before 70%\)/).waitFor();
  await tile.getByRole("button").first().focus();
  const tip = page.getByRole("tooltip");
  await tip
    .getByText(/within 24 h of the assignment\. For leads assigned from .*: In time: first attempt within 12 h/)
    .waitFor();
  const level = page.locator("[data-section=trend] h3", { hasText: "First contact in time" });
  await level.getByText("Target 70% → 80%").waitFor();
  const heights = await level
    .locator("xpath=..")
    .locator("svg line[stroke-dasharray], svg line")
    .evaluateAll((lines) =>
      lines
        .filter(
          (line) =>
            getComputedStyle(line).strokeDasharray !== "none" && line.getAttribute("y1") === line.getAttribute("y2"),
        )
        .map((line) => line.getAttribute("y1")),
    );
  assert.equal(new Set(heights).size, 2, "the target's line steps");
  await tile.locator("a[data-number='first-contact:part']").click();
  await page
    .locator("main")
    .getByText(/within 24 h of the assignment\. For leads assigned from/)
    .waitFor();
});
