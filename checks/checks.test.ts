import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { after } from "node:test";
import { records } from "#apps/house.ts";
import { allRoutes, printedFiles } from "#apps/printed.ts";
import { staleFiles, writePrinted } from "#platform/print/all.ts";
import { printed } from "#platform/print/pages.ts";
import { type AnyRecord, calendarDays, maybe, text } from "#platform/record/index.ts";
import { policyBreaches } from "./policies.ts";
import { root, runTool } from "./run-tool.ts";
import { systemBreaches, systemQueries } from "./system-queries.ts";

const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "marque-checks-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

test("the printed files are what the declarations say", () => {
  assert.deepEqual(staleFiles(printedFiles()), []);
});

test("a changed declaration is found in the printed files that tell it", () => {
  const folder = emptyFolder();
  assert.equal(writePrinted(printedFiles(), folder).length, 7, "all of them are new in an empty folder");
  assert.deepEqual(staleFiles(printedFiles(), folder), []);
  const changedBy = (change: (lead: AnyRecord) => AnyRecord): string[] =>
    staleFiles(
      printed(
        records.map((one) => (one.name === "aftersales-lead" ? change(one) : one)),
        allRoutes(),
      ),
      folder,
    );
  assert.deepEqual(
    changedBy((lead) => ({ ...lead, see: { ...lead.see, admin: "all" } })),
    ["schema.sql", "access.md"],
  );
  assert.deepEqual(
    changedBy((lead) => ({ ...lead, make: { ...lead.make, sell: ["hq"] } })),
    ["access.md", "lifecycles.md"],
  );
  assert.deepEqual(
    changedBy((lead) => ({ ...lead, fields: { ...lead.fields, colour: maybe(text()) } })),
    ["schema.sql"],
  );
  assert.deepEqual(
    changedBy((lead) => ({ ...lead, states: { ...lead.states, lost: {} } })),
    ["schema.sql", "lifecycles.md"],
  );
  const { management } = records.find((one) => one.name === "aftersales-lead")?.clocks ?? {};
  assert.ok(management);
  const late = (lead: AnyRecord): AnyRecord => ({
    ...lead,
    clocks: { ...lead.clocks, management: { ...management, after: calendarDays(11) } },
  });
  assert.deepEqual(changedBy(late), ["clocks.md"]);
  assert.deepEqual(staleFiles(printed(records, allRoutes().slice(1)), folder), ["openapi.json", "access.md"]);
});

test("a file that was printed and changed by hand, or removed, is found", () => {
  const folder = emptyFolder();
  writePrinted(printedFiles(), folder);
  writeFileSync(join(folder, "access.md"), `${readFileSync(join(folder, "access.md"), "utf8")}\n`);
  rmSync(join(folder, "clocks.md"));
  assert.deepEqual(staleFiles(printedFiles(), folder), ["access.md", "clocks.md"]);
});

test("every operation of the house says who may call it", () => {
  assert.ok(allRoutes().length > 30);
  assert.deepEqual(policyBreaches(allRoutes()), []);
});

test("an operation without a policy, with an empty one, or with another's name is found", () => {
  const [route] = allRoutes();
  assert.ok(route);
  const { policy: _, ...rest } = route;
  const bare = (operation: string, more: object) => ({ ...rest, operation, ...more }) as typeof route;
  assert.deepEqual(
    policyBreaches([
      route,
      bare("a.bare", {}),
      bare("b.empty", { policy: {} }),
      bare("c.silent", { policy: { open: "" } }),
    ]),
    ["a.bare has no policy", "b.empty has no policy", "c.silent has no policy"],
  );
  assert.deepEqual(policyBreaches([route, route]), [`${route.operation} is declared twice`]);
});

test("a query without a person that nobody allowed is found, however it is written", () => {
  assert.deepEqual(systemBreaches(), []);
  const folder = emptyFolder();
  const write = (file: string, line: string): void => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), line);
  };
  write("modules/cakes/one.ts", 'db.as(asSystem(tenant, "to look at cakes"), work);');
  write("modules/cakes/two.ts", "db.as(\n  asSystem(\n    { code, schema },\n    `cakes of ${place}`,\n  ),\n);");
  write("modules/cakes/three.ts", "db.as(asSystem(tenant, whyEver), work);");
  write("modules/cakes/four.ts", 'const actor: System = { kind: "system", tenant, schema, why: "quietly" };');
  write("modules/cakes/cake.test.ts", 'asSystem(tenant, "a test");');
  const found = systemQueries(folder);
  assert.deepEqual(
    found.map((line) => line.split(":")[0]),
    ["modules/cakes/four.ts", "modules/cakes/one.ts", "modules/cakes/three.ts", "modules/cakes/two.ts"],
  );
  assert.equal(systemBreaches([...systemQueries(), ...found]).length, 4);
  assert.match(systemBreaches(systemQueries().slice(1))[0] ?? "", /not there any more/);
});

test("a lock that npm would refuse is found: an optional package it lacks, and one that package.json wants otherwise", () => {
  const folder = emptyFolder();
  const check = () => runTool("../checks/lock-stubs.mjs", ["--check", folder]);
  for (const name of ["package.json", "package-lock.json"]) cpSync(join(root, name), join(folder, name));
  assert.deepEqual(check(), { code: 0, output: "" });
  const change = (name: string, line: RegExp): void => {
    const before = readFileSync(join(folder, name), "utf8");
    const after = before.replace(line, "");
    assert.notEqual(after, before);
    writeFileSync(join(folder, name), after);
  };
  change("package-lock.json", / {4}"node_modules\/@biomejs\/cli-win32-x64": \{[^}]*\},\n/);
  change("package.json", / {4}"zod": "[^"]*"/);
  change("package.json", /,(?=\s*\})/);
  const { code, output } = check();
  assert.equal(code, 1);
  assert.match(
    output,
    /missing in package-lock\.json: node_modules\/@biomejs\/cli-win32-x64;[\s\S]*does not know this zod/,
  );
});

test("time and chance past their seams fail the lint, and inside them pass", () => {
  const folder = emptyFolder();
  for (const file of ["biome.json", "checks/seams.grit"]) cpSync(join(root, file), join(folder, file));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const lint = (file: string, line: string): { code: number; output: string } => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${line}\n`);
    return runTool("@biomejs/biome/bin/biome", ["check", "--diagnostic-level=error", file], folder);
  };
  for (const line of [
    "export const at = Date.now();",
    "export const at = new Date();",
    "export const pick = () => Math.random();",
    "export const clock = Date.now;",
    "setMachineClock(() => 0);",
  ]) {
    const outside = lint("modules/cakes/cake.ts", line);
    assert.notEqual(outside.code, 0, line);
    assert.match(outside.output, /#platform\/clocks\/clock\.ts/, line);
    assert.equal(lint("platform/clocks/seam.ts", line).code, 0, line);
  }
  assert.equal(lint("modules/cakes/cake.ts", 'export const at = new Date("2026-11-22");').code, 0);
});
