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

test("a VIN or frame number is the bare number, whatever stands before it", () => {
  const vin = "WVWZZZ1KZAW000001";
  for (const typed of [
    ...[`VIN: ${vin}`, `VIN${vin}`, `vin-код: ${vin}`, `ВИН ${vin}`, `VIN № ${vin}`, `FIN ${vin}`, `VIN No. ${vin}`],
    ...[
      `Fahrgestellnummer: ${vin}`,
      `车架号：${vin}`,
      `车辆识别代号 ${vin}`,
      `Chassis no. ${vin}`,
      `номер кузова ${vin}`,
    ],
    ...[`\u200b${vin}\u200b`, `VIN = ${vin}`, `VIN (${vin})`],
  ])
    assert.deepEqual(normaliseVin(typed), { value: vin, kind: "vin", isRecognised: true }, typed);
  for (const typed of [
    "車台番号 ZVW30-1234567",
    "車台番号：ＺＶＷ３０－１２３４５６７",
    "フレーム番号ZVW30-1234567",
    "車台No.ZVW30-1234567",
  ])
    assert.deepEqual(normaliseVin(typed), { value: "ZVW30-1234567", kind: "frame", isRecognised: true }, typed);
});

test("seventeen times one digit is no VIN, and neither are seventeen digits", () => {
  for (const typed of [
    "11111111111111111",
    "00000000000000000",
    "12345678901234567",
    "1A1A1A1A1A1A1A1A1",
    "AAAAAAAAAAAAAAAAA",
  ])
    assert.deepEqual(normaliseVin(typed), { value: typed, kind: "unknown", isRecognised: false }, typed);
});

test("one plate has one spelling, whoever types it", () => {
  for (const [right, country, ...typed] of [
    ["А123ВС777", "RU", "А123ВС777RUS", "A123BC777 RUS", "а 123 вс 777", "A123BC777", "А123ВС 777 рус", "а123вс|777"],
    ["А123ВС777", null, "А123ВС777RUS", "A123BC777", "a 123 bc 777", "А123BC777"],
    ["1234АВ77", "RU", "1234 АВ 77", "1234AB77", "1234ав77 RUS"],
    ["1234АВ77", null, "1234 АВ 77"],
    ["АВ12377", null, "AB123 77", "АВ123 77", "ab 123 77", "АВ12377"],
    ["АВ12377", "RU", "AB12377", "AB 12377"],
    ["АВ123477", "RU", "AB 1234 77"],
    ["У123477", "RU", "У1234 77"],
    ["粤Z1234澳", null, "粤Z·1234澳", "粤Z 1234 澳", "粵Z·1234澳", "粤z1234澳"],
    ["沪A1234挂", null, "沪A·1234挂", "沪A1234掛", "滬A·1234挂"],
    ["粤B12345学", null, "粤B·12345学", "粤B12345學"],
    ["京A12345", null, "京A•12345", "京A·12345", "京A‧12345", "京A 12345", "京A-12345", "京Ａ１２３４５"],
    ["粤AD12345", null, "粤A·D12345"],
    ["品川 330 あ 12-34", null, "品川330あ12-34", "品川３３０あ１２−３４", "品川 330 ア 1234", "品川 330 あ 12ー34"],
    ["袖ヶ浦 500 さ 7", null, "袖ケ浦500さ・・・7", "袖ヶ浦 500 さ …7"],
    ["AB 12377", "NO", "ab 12377", "AB  12377"],
    ["M-AB 1234", "DE", "m-ab 1234"],
    ["1234 AB-7", "BY", "1234 ab-7"],
  ] as const)
    for (const one of typed) {
      assert.equal(normalisePlate(one, country), right, one);
      assert.equal(normalisePlate(right, country), right, `${right} again`);
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
