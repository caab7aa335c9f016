import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { bundleBreaches } from "./bundle.ts";

/** A built web whose entry, lead list and one further page weigh so many kilobytes that cannot be packed any smaller. */
function webOf(kb: { entry: number; queue: number; further: number }): string {
  const web = mkdtempSync(join(tmpdir(), "marque-web-"));
  mkdirSync(join(web, ".vite"));
  for (const [name, size] of Object.entries(kb)) writeFileSync(join(web, `${name}.js`), randomBytes(size * 1000));
  const queue = "../../modules/aftersales-leads/aftersales-lead.queue.tsx";
  const manifest = {
    "index.html": { file: "entry.js", isEntry: true, dynamicImports: [queue, "further.tsx"] },
    [queue]: { file: "queue.js", imports: ["index.html"] },
    "further.tsx": { file: "further.js", imports: ["index.html"] },
  };
  writeFileSync(join(web, ".vite/manifest.json"), JSON.stringify(manifest));
  return web;
}

test("a lead list and a further page within their weight are accepted", () => {
  assert.deepEqual(bundleBreaches(webOf({ entry: 180, queue: 60, further: 50 })), []);
});

test("a lead list that loads more than 260 KB is named", () => {
  const [breach = "", ...others] = bundleBreaches(webOf({ entry: 200, queue: 70, further: 10 }));
  assert.match(breach, /aftersales-lead\.queue\.tsx: 270\.\d KB/);
  assert.deepEqual(others, []);
});

test("a further page that adds more than 60 KB is named, whatever it shares with the lead list", () => {
  const [breach = "", ...others] = bundleBreaches(webOf({ entry: 180, queue: 60, further: 70 }));
  assert.match(breach, /apps\/web\/further\.tsx: 70\.\d KB/);
  assert.deepEqual(others, []);
});

test("a web that was never built is a breach, not a success", () => {
  assert.equal(bundleBreaches(join(tmpdir(), "no-such-web")).length, 1);
});
