import assert from "node:assert/strict";
import test from "node:test";
import { aftersalesLead } from "#modules/aftersales-leads/aftersales-lead.record.ts";
import { breachesOfFolder, keysToldTwice, namelessParts, type Words, wordBreaches, wordlessRefusals } from "./words.ts";

const whole: Words = {
  folder: "modules/cakes/labels",
  of: {
    en: { "cake.name": "Cake", "cake.count": "{n, plural, one {# cake} other {# cakes}}", "cake.vin": "VIN" },
    ja: { "cake.name": "ケーキ", "cake.count": "{n, plural, other {# 個}}", "cake.vin": "VIN" },
    zh: { "cake.name": "蛋糕", "cake.count": "{n, plural, other {# 块}}", "cake.vin": "VIN" },
    ru: {
      "cake.name": "Торт",
      "cake.count": "{n, plural, one {# торт} few {# торта} many {# тортов} other {# торта}}",
      "cake.vin": "VIN",
    },
  },
};

/** The whole words with one Russian message replaced, or taken out. */
function brokenBy(key: string, text?: string): Words {
  const { [key]: _, ...rest } = whole.of.ru;
  return { ...whole, of: { ...whole.of, ru: text === undefined ? rest : { ...rest, [key]: text } } };
}

test("every page, form and record of the house is worded in four languages", async () => {
  assert.deepEqual(await wordBreaches(), []);
});

test("words that are whole have no breach", () => {
  assert.deepEqual(breachesOfFolder(whole), []);
});

test("each kind of broken word is named with its file and key", () => {
  const breach = (words: Words): string => breachesOfFolder(words).join("\n");
  assert.match(breach(brokenBy("cake.name")), /ru\.json: cake\.name is missing/);
  assert.match(breach(brokenBy("cake.name", "  ")), /cake\.name is empty/);
  assert.match(breach(brokenBy("cake.name", "Торт {")), /cake\.name cannot be read/);
  assert.match(breach(brokenBy("cake.name", "Торт {size}")), /takes \{size\} where English takes \{\}/);
  assert.match(breach(brokenBy("cake.count", "{n, plural, other {# торт}}")), /lacks the plural form "few"/);
  assert.match(breach(brokenBy("cake.name", "Cake")), /cake\.name is the English text/);
});

test("a word that stands in two folders is found", () => {
  assert.deepEqual(
    keysToldTwice([whole, { ...whole, folder: "ui/labels" }])[0],
    "ui/labels/en.json: cake.name stands in modules/cakes/labels too",
  );
});

test("a new field, state, move, view or choice without a word is found", () => {
  const nameless = namelessParts(aftersalesLead, [whole]);
  for (const key of [
    "field.appointmentAt",
    "field.consents.fax",
    "status.booked",
    "move.sell.asks.vin",
    "view.unmanaged",
    "choice.outcome.reached",
    "clock.management.rule",
  ])
    assert.ok(nameless.includes(`aftersales-lead: no label aftersales-lead.${key}`), key);
});

test("a refusal without a sentence for the dealer is found", () => {
  const rules = 'if (late) return { refused: "too-late" }; return { refused: "cake-gone", field: "at" };';
  const worded: Words = { ...whole, of: { ...whole.of, en: { "cake.refusal.too-late": "Too late." } } };
  assert.deepEqual(wordlessRefusals("cake", rules, [worded]), ["cake: no label cake.refusal.cake-gone"]);
});
