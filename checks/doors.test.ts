import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { after } from "node:test";
import { doors } from "./doors.ts";
import { root } from "./run-tool.ts";

type Rules = { forbidden: { name: string }[] };
const rules = (JSON.parse(readFileSync(join(root, ".dependency-cruiser.json"), "utf8")) as Rules).forbidden;

/** For every rule an import that it forbids: who must not import what. What is imported needs to exist only here. */
const forbidden: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  "platform-knows-no-module": [["platform/lists/strange.ts", "#modules/network/index.ts"]],
  "records-are-data": [
    ["modules/network/strange.record.ts", "#platform/clocks/clock.ts"],
    ["modules/network/other.record.ts", "node:fs"],
  ],
  "rules-are-pure": [
    ["modules/network/strange.rules.ts", "#platform/db/database.ts"],
    ["modules/network/other.rules.ts", "#platform/clocks/clock.ts"],
    ["modules/network/third.rules.ts", "node:fs"],
  ],
  "modules-through-their-door": [["modules/customers/strange.ts", "#modules/network/phone-book.ts"]],
  "doors-without-input-or-output": [["modules/network/index.ts", "./strange.queries.ts"]],
  "foundations-know-no-leads": [["modules/vehicles/strange.ts", "#modules/aftersales-leads/index.ts"]],
  "server-reaches-no-page": [
    ["apps/server/strange.ts", "#ui/page.tsx"],
    ["modules/network/strange.queries.ts", "./strange.screens.tsx"],
  ],
  "pages-reach-no-server": [
    ["modules/network/strange.screens.tsx", "#platform/db/database.ts"],
    ["ui/strange.ts", "#modules/network/strange.queries.ts"],
  ],
  "screens-know-record-and-ui": [["ui/other.tsx", "#modules/network/index.ts"]],
  "apps-are-the-top": [
    ["modules/network/top.ts", "#apps/house.ts"],
    ["ui/top.ts", "#world/load.ts"],
  ],
  "programs-know-no-test": [
    ["apps/server/strange.ts", "#platform/testing/pinned-clock.ts"],
    ["platform/http/strange.ts", "#apps/testing/strange.ts"],
    ["modules/network/strange.routes.ts", "./doors/strange.fixture.ts"],
  ],
  "what-compiles-runs-in-threads": [
    ["platform/mail/strange.ts", "./mjml.ts"],
    ["modules/insights/strange.ts", "./sheet-pdf.worker.ts"],
  ],
  "no-circles": [["platform/lists/there.ts", "./back.ts"]],
  resolvable: [["platform/lists/lost.ts", "./nowhere.ts"]],
};

const folder = mkdtempSync(join(tmpdir(), "marque-doors-"));
after(() => rmSync(folder, { recursive: true, force: true }));
for (const file of [".dependency-cruiser.json", "tsconfig.json", "package.json"])
  cpSync(join(root, file), join(folder, file));
symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text, { flag: "a" });
}
const targetOf = (from: string, to: string): string | undefined => {
  if (to.startsWith("#")) return to.slice(1);
  return to.startsWith("./") && to !== "./nowhere.ts" ? join(dirname(from), to) : undefined;
};

test("a forbidden import is caught for every rule of the doors", () => {
  for (const [from, to] of Object.values(forbidden).flat()) {
    write(from, `import ${JSON.stringify(to)};\n`);
    const target = targetOf(from, to);
    if (target) write(target, "export {};\n");
  }
  write("platform/lists/back.ts", 'import "./there.ts";\n');
  for (const room of ["platform", "modules", "ui", "apps", "world"]) mkdirSync(join(folder, room), { recursive: true });
  const { breaches, modules } = doors(folder);
  assert.ok(modules > 20, `${modules} modules`);
  assert.deepEqual(Object.keys(forbidden).sort(), rules.map(({ name }) => name).sort(), "every rule has its import");
  for (const [rule, imports] of Object.entries(forbidden)) {
    for (const [from, to] of imports)
      assert.ok(
        breaches.some((line) => line.startsWith(`${rule}: ${rule === "no-circles" ? "" : `${from} →`}`)),
        `${rule}: ${from} imports ${to}\n${breaches.join("\n")}`,
      );
  }
});

test("an import of a type alone is caught as well", () => {
  write(
    "platform/lists/typed.ts",
    'import type { Dealer } from "#modules/network/index.ts";\nexport type D = Dealer;\n',
  );
  assert.ok(
    doors(folder).breaches.some((line) => line.startsWith("platform-knows-no-module: platform/lists/typed.ts")),
  );
});

test("a test that could read the day outside is caught", () => {
  write("platform/lists/day.ts", 'import "#platform/clocks/clock.ts";\n');
  write("platform/lists/loose.test.ts", 'import "./day.ts";\n');
  write("platform/lists/pinned.test.ts", 'import "./day.ts";\nimport "#platform/testing/pinned-clock.ts";\n');
  const found = doors(folder).breaches.filter((line) => line.startsWith("tests-pin-the-clock"));
  assert.deepEqual(
    found.map((line) => line.split(" ")[1]),
    ["platform/lists/loose.test.ts"],
  );
});

test("the house keeps its own doors, and all of it was looked at", () => {
  const { breaches, modules } = doors();
  assert.deepEqual(breaches, []);
  assert.ok(modules > 100, `${modules} modules`);
});

test("a check that looked at nothing does not pass", () => {
  const nothing = mkdtempSync(join(tmpdir(), "marque-doors-"));
  after(() => rmSync(nothing, { recursive: true, force: true }));
  for (const file of [".dependency-cruiser.json", "tsconfig.json", "package.json"])
    cpSync(join(root, file), join(nothing, file));
  symlinkSync(join(root, "node_modules"), join(nothing, "node_modules"));
  for (const room of ["platform", "modules", "ui", "apps", "world", "bench"]) mkdirSync(join(nothing, room));
  writeFileSync(join(nothing, "bench/only.ts"), "export {};\n"); // no room that is looked at
  writeFileSync(join(nothing, "platform/only.mjs"), "export {};\n"); // TypeScript that is passed over leaves such a tree
  assert.deepEqual(doors(nothing).breaches, ["no module was looked at"]);
});
