import assert from "node:assert/strict";
import test from "node:test";
import { searchTerms, searchTextOf } from "#platform/search/fold.ts";
import { customer } from "./customer.record.ts";

const blank = { firstName: null, lastName: null, firstNameReading: null, lastNameReading: null, phone: null };
/** Whether the list finds a customer by what was typed, as its SQL does. */
const isFound = (row: object, typed: string): boolean => {
  const text = searchTextOf(customer, { ...blank, ...row });
  return searchTerms(typed).every((its) => its.some((one) => text.includes(one)));
};

const megumi = {
  name: "髙橋 恵",
  lastName: "髙橋",
  firstName: "恵",
  lastNameReading: "タカハシ",
  firstNameReading: "メグミ",
};
const zhang = {
  name: "张伟明",
  lastName: "张",
  firstName: "伟明",
  lastNameReading: "Zhāng",
  firstNameReading: "Wěimíng",
};
const named = (name: string): object => ({ name });

test("a customer is found by name, reading, sound and phone as people type them", () => {
  const found: [object, string[]][] = [
    [
      megumi,
      [
        "たかはしめぐみ",
        "タカハシメグミ",
        "ﾀｶﾊｼ ﾒｸﾞﾐ",
        "高橋",
        "高橋恵",
        "惠",
        "takahashi",
        "Takahasi",
        "takahashi megumi",
        "takahashimegumi",
      ],
    ],
    [zhang, ["zhangweiming", "zhang wei ming", "Zhāng Wěimíng", "張偉明", "伟明"]],
    [named("Siobhán O’Connor"), ["O'Connor", "oconnor", "siobhan"]],
    [named("Jörg Müßig"), ["müssig", "muessig", "MUSSIG", "joerg"]],
    [named("Lone Søndergård"), ["sondergard", "soendergaard"]],
    [named("Łukasz Wójcik"), ["lukasz", "wojcik"]],
    [named("Семёнов Артём"), ["Семенов", "Артем", "артем семенов"]],
    [
      { name: "x", phone: "+815033455555" },
      ["050−3345−5555", "０５０ー3345ー5555", "050/33455555", "3455555", "+81 50-3345-5555"],
    ],
    [{ name: "小野 修", lastNameReading: "オノ", firstNameReading: "オサム" }, ["おのおさむ", "onoosamu", "ono osamu"]],
  ];
  for (const [row, typed] of found)
    for (const one of typed) assert.ok(isFound(row, one), `${JSON.stringify(row)}: ${one}`);
});

test("another name finds nobody", () => {
  for (const typed of ["高崎", "takagi", "ヤマダ", "suzuki", "05011112222"]) assert.ok(!isFound(megumi, typed), typed);
});
