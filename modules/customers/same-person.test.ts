import assert from "node:assert/strict";
import test from "node:test";
import { fullerName, type Likeness, likenessOf, type SaidName, sharesName } from "./same-person.ts";

/** Family and given name, and the readings of both. */
const named = (lastName: string, firstName = "", lastNameReading = "", firstNameReading = ""): SaidName => ({
  ...{ lastName, firstName, lastNameReading, firstNameReading },
});
type Row = [known: SaidName, said: SaidName];
const all = (rows: readonly Row[], right: Likeness, agreesOnBoth = false): void => {
  for (const [known, said] of rows)
    for (const [one, other] of [
      [known, said],
      [said, known],
    ] as const)
      assert.equal(
        likenessOf({ known: one, said: other, agreesOnBoth }),
        right,
        `${JSON.stringify(one)} and ${JSON.stringify(other)}`,
      );
};

const other: Row[] = [
  [named("山口", "恵子"), named("子")],
  [named("Oliveira", "Marina"), named("a")],
  [named("Oliveira", "Marina"), named("", "a")],
  [named("Петров", "Александр"), named("Петрова", "Александра")],
  [named("山田", "健一郎"), named("山田", "一郎")],
  [named("山田", "太郎"), named("山田", "太朗")],
  [named("Nováková", "Jana"), named("Novák", "Jan")],
  [named("山本", "太郎"), named("木村", "花子")],
  [named("斎藤", "誠"), named("斉藤", "誠")],
  [named("余", "明"), named("餘", "明")],
  [named("田中", "一郎", "タナカ", "イチロウ"), named("タナカ", "ハナコ")],
  [named("Петров", "Иван Иванович"), named("Петров", "Иван Петрович")],
  [named("Smith", "John"), named("Smithson", "John")],
  [named("Kim", "Minjun"), named("Kim", "Minji")],
  [named("김", "민준"), named("김", "민서")],
  [named("张", "伟"), named("张", "伟明")],
  [named("Nowak", "Anna"), named("Nowak", "Hanna")],
  [named("Rossi", "Andrea"), named("Bianchi", "Andrea")],
];
const same: Row[] = [
  [named("Петров", "Иван"), named("Петров", "Иван Иванович")],
  [named("Кузнецова", "Анна"), named("Кузнецова", "Анна Ильинична")],
  [named("髙橋", "恵"), named("高橋", "恵")],
  [named("渡邉", "德子"), named("渡辺", "徳子")],
  [named("𠮷田", "眞一"), named("吉田", "真一")],
  [named("佐々木", "希"), named("佐佐木", "希")],
  [named("Семёнов", "Пётр"), named("СЕМЕНОВ", "Петр")],
  [named("Weiß", "Anna"), named("WEISS", "Anna")],
  [named("Müller", "Jörg"), named("Mueller", "Joerg")],
  [named("O’Connor", "Sinéad"), named("O'Connor", "Sinead")],
  [named("Søndergård", "Lone"), named("Sondergard", "Lone")],
  [named("Wójcik", "Łukasz"), named("Wojcik", "Lukasz")],
  [named("Meyer", "Anne-Marie"), named("Meyer", "Anne Marie")],
  [named("張", "偉明"), named("张", "伟明")],
  [named("ﾀｶﾊｼ", "ﾒｸﾞﾐ"), named("たかはし", "めぐみ")],
  [named("田中", "一郎", "タナカ", "イチロウ"), named("たなか", "ｲﾁﾛｳ")],
  [named("髙橋", "恵", "タカハシ", "メグミ"), named("Takahashi", "Megumi")],
  [named("佐藤", "洋子", "サトウ", "ヨウコ"), named("Satoh", "Yoko")],
  [named("张", "伟明", "Zhāng", "Wěimíng"), named("Zhang", "Weiming")],
  [named("山田", "太郎"), named("山田太郎")],
  [named("山田", "太郎"), named("", "山田 太郎")],
  [named("Петров", "Иван"), named("Петров Иван Иванович")],
  [named("Novák", "Jan"), named("Jan Novák")],
];
const likely: Row[] = [
  [named("田中", "一郎"), named("田中")],
  [named("田中"), named("田中")],
  [named("田中", "一郎"), named("", "一郎")],
  [named("髙橋", "恵"), named("Takahashi", "Megumi")],
  [named("髙橋", "恵"), named("タカハシ", "メグミ")],
  [named("Иванов", "Пётр"), named("Ivanov", "Petr")],
  [named("Müller", "Anna"), named("Müller", "Anna Maria")],
  [named("García López", "Ana"), named("García", "Ana")],
  [named("Петров", "Иван"), named("Петров", "И.")],
  [named("Thomas", "Martin"), named("Martin", "Thomas")],
  [named("Novák", "Jan"), named("Jan Jan")],
  [named("高橋", "恵", "タカハシ", "メグミ"), named("高橋", "恵", "タカハシ", "ケイ")],
];

test("behind one phone another name, or a piece of the name, is another person", () => all(other, "other"));

test("the same family and given name are one person, in every width, form of a kanji, spelling and through the reading", () =>
  all(same, "same"));

test("half a name, another script without a reading, or a name that says more is perhaps the same person", () =>
  all(likely, "likely"));

test("phone and mail together make nobody the same whose name says otherwise", () => {
  all(other, "likely", true);
  all(likely, "likely", true);
  all(same, "same", true);
});

test("a name of signs alone is nobody's", () => {
  for (const signs of [" ・ ", "-", "", "''"])
    assert.notEqual(
      likenessOf({ known: named("田中", "一郎"), said: named(signs, signs), agreesOnBoth: true }),
      "same",
      signs,
    );
});

test("the fuller name is proposed where a lead says the patronymic", () => {
  const [short, full] = [named("Петров", "Иван"), named("Петров", "Иван Иванович")];
  assert.deepEqual(fullerName(full, short), { firstName: "Иван Иванович" });
  assert.equal(fullerName(short, full), null);
  assert.equal(fullerName(named("Петров", "Пётр Иванович"), short), null);
});

test("half a name that agrees is enough to find the workshop of before, a foreign one is not", () => {
  const [hayashi, megumi] = [named("林", "茂"), named("髙橋", "恵", "タカハシ", "メグミ")];
  for (const said of [named("林"), named("林", "茂"), named("", "茂")])
    assert.ok(sharesName(said, hayashi), JSON.stringify(said));
  assert.ok(sharesName(named("Takahashi", "M."), megumi));
  for (const said of [named("Nobody"), named("木村"), named("林", "花子"), named("木")])
    assert.ok(!sharesName(said, hayashi), JSON.stringify(said));
});
