import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { hasRightCheckDigit, newVehicle, normalisePlate, normaliseVin, vinSpellings } from "./index.ts";

fc.configureGlobal({ seed: 20261122 });

const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const vin = fc.stringMatching(/^[A-HJ-NPR-Z0-9]{16}\d$/);
const frame = fc.tuple(fc.stringMatching(/^[A-Z]{1,4}\d{2,3}$/), fc.stringMatching(/^\d{6,7}$/));
const look = fc.record({ isWide: fc.boolean(), isSmall: fc.boolean(), gap: fc.constantFrom("", " ", "-", "　", "－") });

const typedAs = (text: string, { isWide, isSmall }: { isWide: boolean; isSmall: boolean }): string => {
  const cased = isSmall ? text.toLowerCase() : text;
  return ` ${isWide ? wide(cased) : cased} `;
};

test("a VIN is the same in every width and case, with spaces and hyphens", () => {
  fc.assert(
    fc.property(vin, look, fc.integer({ min: 1, max: 16 }), (right, as, place) => {
      const typed = typedAs(`${right.slice(0, place)}${as.gap}${right.slice(place)}`, as);
      assert.deepEqual(normaliseVin(typed), { value: right, kind: "vin", isRecognised: true });
    }),
    { numRuns: 5000 },
  );
});

test("a Japanese frame number is recognised, with its hyphen and without", () => {
  fc.assert(
    fc.property(frame, look, fc.constantFrom("-", "－", "ー", "−", "‐"), ([model, serial], as, hyphen) => {
      const right = `${model}-${serial}`;
      assert.deepEqual(normaliseVin(typedAs(`${model}${hyphen}${serial}`, as)), {
        value: right,
        kind: "frame",
        isRecognised: true,
      });
      assert.equal(normaliseVin(typedAs(model + serial, as)).kind, "frame");
      assert.ok(vinSpellings(normaliseVin(model + serial)).includes(right));
    }),
    { numRuns: 5000 },
  );
});

test("a VIN that is normalised once stays as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 25 }), (typed) => {
      const once = normaliseVin(typed);
      assert.deepEqual(normaliseVin(once.value).value, once.value);
    }),
  );
});

test("a VIN typed on a Russian keyboard is read", () => {
  assert.equal(normaliseVin("Х7LLSRВ2НВН123456").value, "X7LLSRB2HBH123456");
});

test("what is no VIN is kept as it was typed, and marked", () => {
  for (const typed of ["not a vin", "12345", "???", "ZN9DEMX1OSAKURA01", "ABC-123", "ZN9DEMX10SAKURA011"]) {
    assert.deepEqual(normaliseVin(typed), { value: typed, kind: "unknown", isRecognised: false });
  }
});

test("a wrong check digit is only a hint", () => {
  assert.equal(hasRightCheckDigit("1HGCM82633A004352"), true);
  assert.equal(hasRightCheckDigit("1HGCM82643A004352"), false);
  assert.equal(normaliseVin("1HGCM82643A004352").isRecognised, true);
});

test("plates take the look of their country", () => {
  assert.equal(normalisePlate("品川３００あ１２－３４"), "品川 300 あ 12-34");
  assert.equal(normalisePlate("なにわ 500 さ ・・・7"), "なにわ 500 さ 7");
  assert.equal(normalisePlate("京 A·12345"), "京A12345");
  assert.equal(normalisePlate("粤ad12345"), "粤AD12345");
  assert.equal(normalisePlate("a123bc 777", "RU"), "А123ВС777");
  assert.equal(normalisePlate("m-ab  1234", "DE"), "M-AB 1234");
});

test("a car can only be added with a VIN or frame number that is one", () => {
  assert.deepEqual(newVehicle({ vin: "zvw30-1849201", plate: "品川300あ1234" }), {
    vin: "ZVW30-1849201",
    vinKind: "frame",
    model: null,
    plate: "品川 300 あ 12-34",
  });
  assert.deepEqual(newVehicle({ vin: "the red one" }), { refused: "vin-unrecognised", field: "vin" });
});
