import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { machineMs } from "#platform/clocks/clock.ts";
import { liquidIn } from "./mjml.ts";
import { plainText } from "./plain-text.ts";

/** Work that looks at everything again for each piece takes minutes with so many of them, one pass takes a blink. */
function isOnePass(piece: string, work: (text: string) => unknown): boolean {
  const text = piece.repeat(200_000);
  const began = machineMs();
  work(text);
  return machineMs() - began < 20_000;
}

const odd: readonly [string, string][] = [
  ["hidden parts that never end", "<div display:none"],
  ["hidden parts inside of each other", '<div style="display:none">'],
  ["links that never end", '<a href="x" '],
  ["comments that never end", "<!--"],
  ["styles that never end", "<style>"],
  ["signs that begin nothing", "<"],
];
for (const [what, piece] of odd)
  test(`a mail of ${what} is read in one pass`, () => {
    assert.ok(isOnePass(piece, plainText));
  });

test("Liquid that begins thousands of times and never ends is looked through once", () => {
  assert.ok(isOnePass("{{ ", liquidIn));
  assert.deepEqual(
    [...liquidIn("{{ a }}{% if b %}{{ a }}{ {{% c %}")],
    [
      ["{{ a }}", 2],
      ["{% if b %}", 1],
      ["{% c %}", 1],
    ],
  );
});

test("a mail as plain text has its words, its lines and its links, and nothing that is hidden", () => {
  const html = `<html><head><title>t</title></head><body><!-- c --><div style="display:none">seen <div>by</div> nobody</div>
    <p>Dear   <b>you</b> &amp; yours,</p><table><tr><td>When</td><td>10:00</td></tr></table>
    <a class="x" href="https://x.example/?a=1&amp;b=2">Look</a> <a href="https://y.example">https://y.example</a><br/>bye<style>p{}</style></body></html>`;
  assert.equal(
    plainText(html),
    "Dear you & yours,\nWhen 10:00\n\nLook: https://x.example/?a=1&b=2 https://y.example\nbye",
  );
});
