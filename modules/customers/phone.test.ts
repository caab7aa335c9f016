import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import fc from "fast-check";
import { normalisePhone } from "./index.ts";

fc.configureGlobal({ seed: 20261122 });

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const mobile = fc.tuple(
  fc.constantFrom("070", "080", "090"),
  fc.stringMatching(/^[1-9]\d{3}$/),
  fc.stringMatching(/^\d{4}$/),
);
const mark = fc.constantFrom("", "-", "－", "ー", "−", "–", " ", "　");

test("a Japanese mobile number is the same in every width and with every hyphen", () => {
  fc.assert(
    fc.property(mobile, mark, fc.boolean(), fc.boolean(), ([net, middle, last], between, isWide, isAbroad) => {
      const head = isAbroad ? `+81${between}${net.slice(1)}` : net;
      const plain = [head, middle, last].join(between);
      assert.deepEqual(normalisePhone(isWide ? wide(plain) : plain, "JP"), {
        value: `+81${net.slice(1)}${middle}${last}`,
        isRecognised: true,
      });
    }),
    { numRuns: 5000 },
  );
});

test("a phone that is normalised once stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (typed) => {
      const once = normalisePhone(typed, "JP");
      assert.equal(normalisePhone(once.value, "JP").value, once.value);
    }),
  );
});

test("a number is read in the country of the customer's address", () => {
  assert.equal(normalisePhone("8 (495) 123-45-67", "RU").value, "+74951234567");
  assert.equal(normalisePhone("010 1234 5678", "CN").value, "+861012345678");
  assert.equal(normalisePhone("06 1234 5678", "IT").value, "+390612345678");
  assert.equal(normalisePhone("+7 701 123 45 67", "JP").value, "+77011234567");
});

test("an extension stays with its number", () => {
  for (const typed of [
    "03-1234-5678 内線 222",
    "03-1234-5678 ext. 222",
    "０３－１２３４－５６７８　x222",
    "+81 3 1234 5678 доб. 222",
  ]) {
    assert.deepEqual(normalisePhone(typed, "JP"), { value: "+81312345678;ext=222", isRecognised: true }, typed);
  }
});

test("what is no number is kept as it was typed, and marked", () => {
  for (const typed of ["12", "call my wife", "1-800-FLOWERS", "+999 123", "03-1234"]) {
    assert.deepEqual(normalisePhone(` ${typed} `, "JP"), { value: typed, isRecognised: false });
  }
  assert.deepEqual(normalisePhone("090-1234-5678", "Atlantis").isRecognised, false);
});
