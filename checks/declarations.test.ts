import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test, { after } from "node:test";
import { root, runTool } from "./run-tool.ts";

/** A declaration in which one word after the other is misspelt; `right` compiles as it stands. */
const right = `import { codeOf, hours, instant, maybe, flag, record, text } from "#platform/record/index.ts";
export const tyre = record("tyre", {
  plural: "tyres",
  title: "size",
  fields: { size: text(), dealer: codeOf("dealer"), storedAt: instant(), soldAt: maybe(instant()), isInTime: maybe(flag()) },
  derived: { days: { daysSince: "storedAt" }, isLate: { isOverdue: "sale" } },
  states: { stored: { starts: true, finalWhen: "sale" }, sold: { isFinal: true } },
  moves: { sell: { from: ["stored"], to: "sold", whenFinal: ["size"] }, scrap: { from: ["stored"], to: "sold", by: "clock" } },
  clocks: { sale: { from: "storedAt", after: hours(24), stops: ["sell"], stamp: "soldAt", verdict: "isInTime", whenDue: { stored: "scrap" } } },
  belongsTo: { dealer: "dealer" },
  see: { advisor: "own dealer" },
  create: ["advisor"],
  edit: { by: ["advisor"], fields: ["size"] },
  make: { sell: ["advisor"] },
  export: ["hq"],
  opening: ["size"],
  search: ["size"],
  list: { columns: ["size", "days", "isLate"], views: { old: { where: { status: "stored", isFinal: false }, sort: "-days" } }, sort: "-createdAt" },
});
`;

/** What is misspelt, as text of the declaration and what stands there instead. */
const typos: Readonly<Record<string, readonly [string, string]>> = {
  "a state that a move leaves": ['from: ["stored"], to: "sold", whenFinal', 'from: ["storedd"], to: "sold", whenFinal'],
  "a state that a move makes": ['to: "sold", whenFinal', 'to: "soldd", whenFinal'],
  "a state that a clock concerns": ["whenDue: { stored:", "whenDue: { storedd:"],
  "a role that sees": ["see: { advisor:", "see: { adviser:"],
  "a scope": ['"own dealer"', '"own dealers"'],
  "a role that creates": ['create: ["advisor"]', 'create: ["adviser"]'],
  "a role that edits": ['by: ["advisor"]', 'by: ["adviser"]'],
  "a role that makes a move": ['make: { sell: ["advisor"] }', 'make: { sell: ["adviser"] }'],
  "a role that exports": ['export: ["hq"]', 'export: ["HQ"]'],
  "the title's field": ['title: "size"', 'title: "sizes"'],
  "a field that is edited": ['fields: ["size"]', 'fields: ["sizes"]'],
  "a field that stands in the opening": ['opening: ["size"]', 'opening: ["sizes"]'],
  "a field that is searched": ['search: ["size"]', 'search: ["sizes"]'],
  "the field that says whose it is": ['belongsTo: { dealer: "dealer" }', 'belongsTo: { dealer: "dealers" }'],
  "a field that a final row may change": ['whenFinal: ["size"]', 'whenFinal: ["sizes"]'],
  "a field that days are counted from": ['daysSince: "storedAt"', 'daysSince: "storedOn"'],
  "a field that starts a clock": ['from: "storedAt"', 'from: "storedOn"'],
  "a field that a clock stamps": ['stamp: "soldAt"', 'stamp: "soldOn"'],
  "a field that keeps a verdict": ['verdict: "isInTime"', 'verdict: "inTime"'],
  "a clock that ends a state": ['finalWhen: "sale"', 'finalWhen: "sales"'],
  "a clock that is overdue": ['isOverdue: "sale"', 'isOverdue: "sales"'],
  "a move that stops a clock": ['stops: ["sell"]', 'stops: ["sel"]'],
  "a move that a clock makes": ['stored: "scrap"', 'stored: "scrape"'],
  "a move that somebody may make": ["make: { sell:", "make: { sel:"],
  "a column of the list": ['columns: ["size"', 'columns: ["sizes"'],
  "a field that a view asks for": ["where: { status:", "where: { state:"],
  "a state that a view asks for": ['status: "stored"', 'status: "storedd"'],
};

/** The compiler's errors by file, over declarations that stand in a folder of the project for a moment. */
function errorsOf(files: Readonly<Record<string, string>>): Map<string, string[]> {
  mkdirSync(join(root, ".marque"), { recursive: true });
  const folder = mkdtempSync(join(root, ".marque/declarations-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const settings = { extends: "../../tsconfig.json", include: ["*.ts"], compilerOptions: { types: ["node"] } };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  const { output } = runTool("@typescript/native/bin/tsc", ["-p", folder], folder);
  const lines = output.split("\n").filter((line) => / error TS\d+: /.test(line));
  return Map.groupBy(lines, (line) => line.slice(0, line.indexOf("(")));
}

test("a misspelt state, role, field, clock, move or column of a declaration does not compile", () => {
  const names = Object.keys(typos);
  const files = Object.entries(typos).map(([name, [said, typo]], i): [string, string] => {
    assert.equal(right.split(said).length, 2, `${name}: ${said} stands in the declaration once`);
    return [`typo-${i}.ts`, right.replace(said, typo)];
  });
  const errors = errorsOf({ "right.ts": right, ...Object.fromEntries(files) });
  assert.equal(errors.get("right.ts"), undefined, String(errors.get("right.ts")));
  assert.deepEqual(
    names.filter((_, i) => !errors.has(`typo-${i}.ts`)),
    [],
    "compiles in spite of its typo",
  );
});

test("rules that lack a move, or read a field that is not there, do not compile", () => {
  const rules = (body: string): string =>
    `import type { Rules } from "#platform/moves/decide.ts";\nimport type { tyre } from "./right.ts";\nexport const rules: Rules<typeof tyre, object> = { ${body} };\n`;
  const errors = errorsOf({
    "right.ts": right,
    "whole.ts": rules("sell: ({ row }) => ({ set: { size: row.size } }), scrap: () => ({ set: {} })"),
    "lacking.ts": rules("sell: () => ({ set: {} })"),
    "misread.ts": rules("sell: ({ row }) => ({ set: { size: row.sizes } }), scrap: () => ({ set: {} })"),
    "misasked.ts": rules("sell: ({ asked }) => ({ set: { size: asked.price } }), scrap: () => ({ set: {} })"),
  });
  assert.deepEqual([...errors.keys()].sort(), ["lacking.ts", "misasked.ts", "misread.ts"]);
});
