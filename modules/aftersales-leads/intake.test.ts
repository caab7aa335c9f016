import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { hear, type Intake, type Origin } from "./intake.ts";
import { heardAtDealer } from "./opened-lead.ts";

const germany: Origin = {
  ...{ source: "website", campaign: "contact-request", drivenBy: "customer", dealer: null, defaultDealer: "LUMEN" },
  country: "DE",
  wording: () => "",
};
const dealers = [
  { code: "LUMEN", zone: "Europe/Berlin", country: "DE", postalAreas: ["8"] },
  { code: "SOL", zone: "Europe/Madrid", country: "ES", postalAreas: ["46"] },
];
const phoneOf = (said: Intake, origin = germany): string | undefined =>
  heardAtDealer(hear({ lastName: "A", ...said }, origin), dealers).phone?.value;

test("a phone is read in the country of the address, by code or word, else of the dealer, never of the market", () => {
  const valencia = "963 06 04 04";
  for (const [right, said] of [
    ["+34963060404", { phone: valencia, dealer: "SOL" }],
    ["+34963060404", { phone: valencia, postalCode: "46001" }],
    ["+34963060404", { phone: valencia, country: "España" }],
    ["+49891234567", { phone: "089 1234567", dealer: "SOL", country: "Germany" }],
    ["+49891234567", { phone: "089 1234567", dealer: "SOL", country: "Deutschland" }],
    ["+49891234567", { phone: "089 1234567", dealer: "SOL", country: "de" }],
    ["+49891234567", { phone: "089 1234567", dealer: "SOL", country: "德国" }],
    ["+49891234567", { phone: "089 1234567", dealer: "SOL", country: "ドイツ" }],
    ["+49891234567", { phone: "089 1234567", dealer: "SOL", country: "Германия" }],
    ["+49891234567", { phone: "089 1234567" }],
    ["+34963060404", { phone: valencia, country: "nowhere", dealer: "SOL" }],
  ] as const)
    assert.equal(phoneOf(said), right, JSON.stringify(said));
  assert.equal(phoneOf({ phone: valencia }, { ...germany, dealer: "SOL" }), "+34963060404", "written down there");
});

test("intakes of one person wait for each other in whatever country the phone is read", () => {
  const words = (phone: string) => hear({ lastName: "A", phone }, germany).words;
  assert.deepEqual(words("963 06 04 04"), words("+34 963-06-04-04"));
  assert.deepEqual(words("963060404 ext. 5"), words("+34963060404;ext=5"));
});
