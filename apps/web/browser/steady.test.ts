import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { gzipSync } from "node:zlib";
import { webFolder } from "#apps/web-folder.ts";
import { bundleBreaches, pageWeights } from "../../../checks/bundle.ts";
import { sakura } from "./leads.ts";
import { openStage, type Stage, still } from "./stage.ts";

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test("the lead list after sign-in needs at most 260 KB of JavaScript, counted in the browser", async () => {
  const page = await stage.visit(sakura);
  const scripts: Promise<Buffer>[] = [];
  page.on("response", (answer) => {
    if (answer.url().endsWith(".js")) scripts.push(answer.body());
  });
  await stage.go(page, "/aftersales-leads?view=my-work-now");
  await still(page);
  const kb = (await Promise.all(scripts)).reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0) / 1_000;
  console.log(`${Math.round(kb)} KB in ${scripts.length} files`);
  assert.ok(kb > 100 && kb <= 260, `${kb} KB`);
});

test("the built pages keep their weights, and would be named with a limit below what they weigh", () => {
  assert.deepEqual(bundleBreaches(), []);
  const [list] = pageWeights(webFolder());
  assert.ok(list && list.kb > 100 && list.kb <= 260, `${list?.kb} KB`);
  assert.equal(bundleBreaches(webFolder(), { firstKb: list.kb - 1, furtherKb: 60 }).length, 1);
});
