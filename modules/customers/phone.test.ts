import assert from "node:assert/strict";
import test from "node:test";
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

const read: readonly (readonly [country: string | null, typed: string, right: string])[] = [
  ["ES", "963 06 04 04", "+34963060404"],
  ["DE", "089 1234567", "+49891234567"],
  ["RU", "тел.: 8(912)345-67-89", "+79123456789"],
  ["RU", "тел. 8 495 123-45-67", "+74951234567"],
  ["RU", "тел. 8 495 123-45-67 (доб. 123)", "+74951234567;ext=123"],
  ["RU", "8 495 123-45-67, доб.123", "+74951234567;ext=123"],
  ["RU", "Тел./факс: 8 (495) 123-45-67", "+74951234567"],
  ["JP", "моб. +7 912 345 67 89", "+79123456789"],
  ["RU", "т. 8-912-345-67-89", "+79123456789"],
  ["RU", "+7 (912) 345‑67‑89", "+79123456789"],
  ["RU", "8 495 123-45-67 вн. 12", "+74951234567;ext=12"],
  ["JP", "03-1234-5678（内線123）", "+81312345678;ext=123"],
  ["JP", "03-1234-5678（代表）", "+81312345678"],
  ["JP", "03-1234-5678(代)", "+81312345678"],
  ["JP", "代表 03-1234-5678", "+81312345678"],
  ["JP", "TEL：03-1234-5678", "+81312345678"],
  ["JP", "℡03-1234-5678", "+81312345678"],
  ["JP", "携帯：090-1234-5678", "+819012345678"],
  ["JP", "☎ 03(1234)5678", "+81312345678"],
  ["JP", "03-1234-5678～9", "+81312345678"],
  ["JP", "03-1234-5678〜80", "+81312345678"],
  ["JP", "03-1234-5678~9 (内線 5)", "+81312345678;ext=5"],
  ["JP", "０３−１２３４−５６７８", "+81312345678"],
  ["JP", "03―1234―5678", "+81312345678"],
  ["JP", "03ｰ1234ｰ5678", "+81312345678"],
  ["JP", "03-1234-5678 内123", "+81312345678;ext=123"],
  ["JP", "03-1234-5678（内線123）（代表）", "+81312345678;ext=123"],
  ["JP", "電話番号:03 1234 5678", "+81312345678"],
  ["JP", "090-1234-5678（携帯）", "+819012345678"],
  ["JP", "03-1234-5678 直通", "+81312345678"],
  ["CN", "010-62345678转123", "+861062345678;ext=123"],
  ["CN", "010-62345678轉123", "+861062345678;ext=123"],
  ["CN", "电话 010-12345678", "+861012345678"],
  ["CN", "手机：138 0013 8000", "+8613800138000"],
  ["CN", "010-62345678-123", "+861062345678;ext=123"],
  ["CN", "(010)62345678分机8", "+861062345678;ext=8"],
  ["CN", "+86 (0)10 6234 5678", "+861062345678"],
  ["JP", "+81312345678;ext=123", "+81312345678;ext=123"],
  [null, "+81312345678;ext=123", "+81312345678;ext=123"],
  [null, "tel:+81-3-1234-5678;ext=123", "+81312345678;ext=123"],
  ["JP", "0081 3 1234 5678", "+81312345678"],
  ["JP", "0049 89 1234567", "+49891234567"],
  ["DE", "Tel. 089/1234567 DW 12", "+49891234567;ext=12"],
  ["DE", "089 1234567 Durchwahl 12", "+49891234567;ext=12"],
  ["DE", "Mobil: 0171 2345678", "+491712345678"],
  ["JP", "\u202a+81 90-1234-5678\u202c", "+819012345678"],
  ["JP", "03-1234-5678 x222", "+81312345678;ext=222"],
  ["JP", "03-1234-5678 #222", "+81312345678;ext=222"],
  ["JP", "03-1234-5678 ext. 222", "+81312345678;ext=222"],
  ["JP", "Phone: +44 20 7946 0958 ext 5", "+442079460958;ext=5"],
];

test("a phone is read with its labels, brackets, dashes, range and extension, in the country it is of", () => {
  for (const [country, typed, right] of read)
    assert.deepEqual(normalisePhone(typed, country), { value: right, isRecognised: true }, typed);
});

test("what was kept or printed is read again as itself, in any country", () => {
  for (const [, , right] of read)
    for (const country of ["JP", "DE", "RU", "CN", null])
      assert.deepEqual(normalisePhone(right, country), { value: right, isRecognised: true }, right);
});
