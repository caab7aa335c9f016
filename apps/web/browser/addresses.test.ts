import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { contacted, fuji, sakura } from "./leads.ts";
import { openStage, type Stage } from "./stage.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test("a link shows a person of another dealer that there is nothing for them, and nothing of what it leads to", async () => {
  const id = await contacted(stage.house, { lastName: "秘密", phone: "090-9999-8888" });
  const page = await stage.visit(fuji);
  for (const path of [`/aftersales-leads/${id}`, `/aftersales-leads/${id}?do=book`, `/aftersales-leads?open=${id}`]) {
    await stage.go(page, path);
    await page.getByText("There is no such lead, or it is not yours to see.").waitFor();
    assert.doesNotMatch((await page.locator("body").textContent()) ?? "", /秘密|9999/);
  }
});

test("back and forward lead through view, open lead and dialog", async () => {
  const page = await stage.visit(sakura);
  await stage.go(page, "/aftersales-leads?view=in-progress");
  await page.locator("[data-row]").first().click();
  await page.locator("article [data-move=book]").click();
  await page.locator("[role=dialog]").waitFor();
  await page.goBack();
  await page.locator("[role=dialog]").waitFor({ state: "detached" });
  await page.locator("article h2").first().waitFor();
  await page.goBack();
  await page.locator("article").waitFor({ state: "detached" });
  await page.goForward();
  await page.locator("article h2").first().waitFor();
});
