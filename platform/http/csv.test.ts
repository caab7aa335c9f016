import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { csvLines } from "./read-routes.ts";

fc.configureGlobal({ seed: 20261122 });

/** How a spreadsheet may begin to calculate, in narrow and in full-width letters. */
const beginnings = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"];
const read = (csv: string): string[][] => parse(csv, { relax_column_count: true }) as string[][];

test("no cell of an export becomes a formula, however its text begins", () => {
  for (const beginning of beginnings) {
    for (const text of [
      beginning,
      `${beginning}1+2`,
      `${beginning}HYPERLINK("x";"y")`,
      `${beginning}cmd|' /C calc'!A0`,
    ]) {
      const [line = []] = read(csvLines([["before", text, "behind"]]));
      assert.deepEqual(line, ["before", `'${text}`, "behind"], JSON.stringify(text));
    }
  }
});

test("a text cannot open a cell, a line or a formula of its own behind its quotes", () => {
  for (const text of ['a","=1+2', 'a"\r\n"=1+2', "a\n=1+2", "a;=1+2", '"', '""', "a,b\tc", "\u2028=1"]) {
    assert.deepEqual(
      read(
        csvLines([
          [text, "end"],
          ["second", "line"],
        ]),
      ),
      [
        [text, "end"],
        ["second", "line"],
      ],
      JSON.stringify(text),
    );
  }
});

test("every other text, number and flag is read back exactly as it was", () => {
  const cell = fc
    .string({ unit: "grapheme" })
    .filter((text) => !beginnings.some((beginning) => text.startsWith(beginning)));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
      assert.deepEqual(read(csvLines(rows)), rows);
    }),
    { seed: 4600, numRuns: 200 },
  );
  assert.deepEqual(read(csvLines([[0, -5, true, false, null, "佐藤 髙﨑"]])), [
    ["0", "-5", "true", "false", "", "佐藤 髙﨑"],
  ]);
});
