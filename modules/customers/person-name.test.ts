import assert from "node:assert/strict";
import test from "node:test";
import "#platform/testing/pinned-clock.ts";
import { personName } from "./index.ts";

test("a name stands in the order of its bearer's language", () => {
  assert.equal(personName({ firstName: "花子", lastName: "佐藤", language: "ja" }), "佐藤 花子");
  assert.equal(personName({ firstName: "伟", lastName: "张", language: "zh-CN" }), "张伟");
  assert.equal(personName({ firstName: "민준", lastName: "김", language: "ko" }), "김민준");
  assert.equal(
    personName({ firstName: "Юрий Иванович", lastName: "Щербаков", language: "ru" }),
    "Щербаков Юрий Иванович",
  );
  assert.equal(personName({ firstName: "Giulia", lastName: "Rossi", language: "it" }), "Giulia Rossi");
});

test("a name in kanji keeps its family name first whatever language is preferred", () => {
  assert.equal(personName({ firstName: "健", lastName: "高橋", language: "en" }), "高橋 健");
  assert.equal(personName({ firstName: "健", lastName: "高橋" }), "高橋 健");
});

test("one part of a name is enough", () => {
  assert.equal(personName({ lastName: " 佐藤 ", language: "ja" }), "佐藤");
  assert.equal(personName({ firstName: "Anna", lastName: "", language: "de" }), "Anna");
  assert.equal(personName({ firstName: null, lastName: null }), "");
});
