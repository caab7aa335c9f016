import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import { fold, searchTerms, sounds, spellings } from "./fold.ts";

fc.configureGlobal({ seed: 20261130 });

/** Texts that are one, however they are typed. */
const one: readonly (readonly string[])[] = [
  ["髙橋", "高橋", "髙 橋"],
  ["山﨑", "山崎", "山嵜"],
  ["渡邉", "渡邊", "渡辺", "渡邊\u{E0101}"],
  ["𠮷田", "吉田"],
  ["齋藤", "斎藤", "斋藤"],
  ["齊藤", "斉藤"],
  ["佐々木", "佐佐木"],
  ["澤田", "沢田", "泽田"],
  ["張偉明", "张伟明"],
  ["茅ヶ崎", "茅ケ崎"],
  ["塚本", "塚本"],
  ["タカハシ", "たかはし", "ﾀｶﾊｼ", "タカハシ　"],
  ["サトー", "サトウ", "さとう", "ｻﾄｰ", "サト−"],
  ["オーノ", "オオノ", "おおの"],
  ["ケーコ", "けいこ", "ケエコ"],
  ["ガ", "カ\u309b", "ｶﾞ", "が"],
  ["みすゞ", "ミスズ"],
  ["O’Connor", "O'Connor", "O`Connor", "O´Connor", "OʼConnor", "Ｏ＇ＣＯＮＮＯＲ", "OConnor"],
  ["Müßig", "MÜSSIG", "mussig", "Muessig"],
  ["Søndergård", "sondergard", "SOENDERGAARD"],
  ["Łukasz", "lukasz"],
  ["İnan", "inan", "ınan"],
  ["Đorđević", "dordevic"],
  ["Æsa", "aesa"],
  ["Nguyễn", "nguyen"],
  ["Szőke", "szoke"],
  ["Семёнов", "СЕМЕНОВ", "Семе́нов", "Семе\u0308нов"],
  ["Παπαδόπουλος", "παπαδοπουλοσ"],
  ["Zhāng", "zhang", "Zhang"],
  ["Lǚ", "lu", "lv", "lyu"],
  ["Anne-Marie", "Anne Marie", "annemarie", "Anne‐Marie"],
];

test("a name is the same in every width, case, form of a kanji, and with or without its marks", () => {
  for (const [stored = "", ...typed] of one)
    for (const other of typed)
      assert.ok(
        spellings(stored).some((spelling) => spellings(other).includes(spelling)),
        `${stored} = ${other}: ${spellings(stored)} | ${spellings(other)}`,
      );
});

test("names that only resemble each other stay apart", () => {
  for (const [left, right] of [
    ["斎藤", "斉藤"],
    ["宮崎", "宮埼"],
    ["余", "餘"],
    ["ファン", "フアン"],
    ["きよこ", "きょうこ"],
    ["ハットリ", "ハトリ"],
    ["Андрей", "Андреи"],
    ["Müller", "Muller-Schmidt"],
    ["小野", "大野"],
    ["おの", "おおの"],
  ] as const)
    assert.ok(!spellings(left).some((spelling) => spellings(right).includes(spelling)), `${left} ≠ ${right}`);
});

test("a reading in kana is found in Latin letters, however they are written", () => {
  for (const [kana, ...typed] of [
    ["タカハシ", "takahashi", "Takahasi", "TAKAHASHI"],
    ["サトウ", "sato", "satou", "satoh", "satoo", "Satō", "Satô"],
    ["オオノ", "ono", "oono", "ohno", "Ōno", "ōno"],
    ["オオイシ", "oishi", "ohishi", "ooishi"],
    ["オオハシ", "ohashi", "oohashi"],
    ["ツダ", "tsuda", "tuda"],
    ["シンイチ", "shinichi", "sin'iti", "Shin’ichi"],
    ["ジュンイチロウ", "junichiro", "zyun-itirou"],
    ["ホンマ", "honma", "homma"],
    ["ハットリ", "hattori"],
    ["イッチ", "itchi", "icchi", "itti"],
    ["フジタ", "fujita", "huzita"],
    ["チヅル", "chizuru", "chiduru"],
    ["ユウキ", "yuki", "yuuki", "Yūki"],
    ["ニイガタ", "niigata", "nigata"],
    ["ティナ", "tina"],
    ["ファン", "fan"],
    ["ジョウジ", "joji", "jouji", "zyouzi", "jyoji"],
    ["キョウコ", "kyoko", "kyouko"],
    ["ヴィクトル", "vikutoru"],
  ] as const)
    for (const latin of typed)
      assert.ok(
        sounds(latin).some((sound) => sounds(kana).includes(sound)),
        `${kana} = ${latin}: ${sounds(kana)} | ${sounds(latin)}`,
      );
});

test("a phone is looked for by its digits, with any dash and without its leading zero", () => {
  for (const typed of [
    "050−3345−5555",
    "０５０ー3345ー5555",
    "050/33455555",
    "050.3345.5555",
    "(050) 3345–5555",
    "+81 (0)50 3345 5555",
  ])
    assert.ok(
      searchTerms(typed).every((its) => its.some((digits) => "+815033455555".includes(digits))),
      `${typed}: ${searchTerms(typed)}`,
    );
  assert.ok(searchTerms("8 (912) 345-67-89").flat().includes("9123456789"));
});

test("what is folded once stays as it is, and every folding ends", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
      assert.equal(fold(fold(text)), fold(text));
      spellings(text);
    }),
    { numRuns: 3000 },
  );
  const kana = fc.stringMatching(/^[ァ-ヶーぁ-ゖゝゞ]{0,12}$/);
  fc.assert(
    fc.property(kana, (text) => assert.equal(fold(fold(text)), fold(text))),
    { numRuns: 3000 },
  );
});
