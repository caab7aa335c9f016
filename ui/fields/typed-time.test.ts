import assert from "node:assert/strict";
import test from "node:test";
import { dayAsTyped, dayFromTyped, isDay, timeFromTyped } from "./typed-time.ts";

const today = "2026-11-22";

test("a day is understood however it is typed, in any width", () => {
  const ways = ["2026-12-03", "2026/12/3", "2026年12月3日", "２０２６／１２／３", "20261203"];
  for (const way of ways) assert.equal(dayFromTyped(way, "ja", today), "2026-12-03", way);
  assert.equal(dayFromTyped("03.12.2026", "ru", today), "2026-12-03");
  assert.equal(dayFromTyped("3/12/26", "en", today), "2026-12-03");
});

test("a day without a year is the next one that comes", () => {
  assert.equal(dayFromTyped("12/3", "ja", today), "2026-12-03");
  assert.equal(dayFromTyped("1/15", "ja", today), "2027-01-15");
  assert.equal(dayFromTyped("15.01", "ru", today), "2027-01-15");
});

test("an address may say a day that there is not", () => {
  assert.equal(isDay("2026-02-28"), true);
  for (const text of ["abc", "", "2026-13-45", "2026-02-29", "26-1-1", "2026-1-1", "0001-01-01", "2026-01-01T00:00"])
    assert.equal(isDay(text), false, text);
});

test("what is no day is no day", () => {
  for (const text of ["", "tomorrow", "2026-02-30", "2026-13-01", "7"])
    assert.equal(dayFromTyped(text, "en", today), null, text);
});

test("every language reads what it writes", () => {
  for (const language of ["en", "ja", "zh", "ru"] as const)
    assert.equal(dayFromTyped(dayAsTyped("2026-03-09", language), language, today), "2026-03-09");
});

test("a time is understood in 24 hours, short, in full width or with pm", () => {
  const ways: Record<string, string> = {
    "9": "09:00",
    "930": "09:30",
    "１４：３０": "14:30",
    "14時30分": "14:30",
    "14時半": "14:30",
    "9時5分": "09:05",
    "9.30": "09:30",
    "９３０": "09:30",
    "2:30 pm": "14:30",
    午後2時: "14:00",
    "12:15 am": "00:15",
    "0:00": "00:00",
  };
  for (const [typed, time] of Object.entries(ways)) assert.equal(timeFromTyped(typed), time, typed);
});

test("a time that is none, or that could mean two, is not guessed", () => {
  const ways = ["", "25:00", "9:75", "noon", "9.5", "9,5", "9:5", "9:", "９：５", "9:30:15", "12345", "-9"];
  for (const typed of ways) assert.equal(timeFromTyped(typed), null, typed);
});
