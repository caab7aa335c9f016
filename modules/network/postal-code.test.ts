import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { countryCodeOf, normalisePostalCode, postalKey } from "./index.ts";

fc.configureGlobal({ seed: 20261122 });

const wide = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
const digits = fc.stringMatching(/^\d{7}$/);
const hyphen = fc.constantFrom("", "-", "－", "ー", "−", "‐", "–", " ", "　");

test("a Japanese postal code is the same however it is typed", () => {
  fc.assert(
    fc.property(digits, hyphen, fc.boolean(), fc.boolean(), (code, between, isWide, hasMark) => {
      const plain = `${code.slice(0, 3)}${between}${code.slice(3)}`;
      const typed = ` ${hasMark ? "〒" : ""}${isWide ? wide(plain) : plain} `;
      assert.equal(normalisePostalCode(typed, "JP"), `${code.slice(0, 3)}-${code.slice(3)}`);
      assert.equal(postalKey(typed), code);
    }),
    { numRuns: 5000 },
  );
});

test("a postal code that is normalised once stays as it is", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 12 }),
      fc.constantFrom("JP", "GB", "DE", null),
      (typed, country) => {
        const once = normalisePostalCode(typed, country);
        assert.equal(normalisePostalCode(once, country), once);
      },
    ),
  );
});

test("postal codes of other countries keep their own look", () => {
  assert.equal(normalisePostalCode("sw1a1aa", "GB"), "SW1A 1AA");
  assert.equal(normalisePostalCode("80 331", "DE"), "80331");
  assert.equal(normalisePostalCode("1234-567", "PT"), "1234-567");
});

test("a country is known by its code and by its name in the languages of the markets", () => {
  for (const japan of ["JP", "jp", "ＪＰ", "Japan", " japan ", "日本", "Япония", "Giappone"])
    assert.equal(countryCodeOf(japan), "JP", japan);
  assert.equal(countryCodeOf("Deutschland"), "DE");
  for (const germany of ["de", "Deutschland", "DEUTSCHLAND", "Germany", "ドイツ", "德国", "Германия", "ФРГ", "DEU"])
    assert.equal(countryCodeOf(germany), "DE", germany);
  for (const spain of ["España", "espana", "Испания", "スペイン", "西班牙"])
    assert.equal(countryCodeOf(spain), "ES", spain);
  for (const russia of ["РФ", "российская федерация", "Russian Federation", "ロシア", "俄罗斯", "RUS"])
    assert.equal(countryCodeOf(russia), "RU", russia);
  assert.equal(countryCodeOf("中国"), "CN");
  assert.equal(countryCodeOf("中國"), "CN");
  assert.equal(countryCodeOf("Россия"), "RU");
  assert.equal(countryCodeOf("UK"), "GB");
  for (const nowhere of ["Mars", "ZZ", "EU", "", null]) assert.equal(countryCodeOf(nowhere), null, String(nowhere));
});
