import assert from "node:assert/strict";
import test from "node:test";
import { signsOf, surer } from "./contact.rules.ts";

const tokyo = "Asia/Tokyo";
/** Attempts at these times of 23 November 2026 in Tokyo ("09:30"), or on a day named ("24 09:30"). */
const tries = (...times: string[]) =>
  times.map((time) => {
    const [day, clock] = time.includes(" ") ? time.split(" ") : ["23", time];
    const at = new Date(`2026-11-${day}T${clock}:00+09:00`).toISOString();
    return { at, channel: "phone", outcome: "not-reached", note: null, user: "", userId: "", version: 1 } as const;
  });
const at = (clock: string): string => new Date(`2026-11-23T${clock}:00+09:00`).toISOString();
const stopped = { signs: [], dueAt: null, zone: tokyo } as const;

test("five attempts within ten minutes look wrong, and over eleven they do not", () => {
  assert.deepEqual(signsOf(tries("11:56", "11:58", "12:00", "12:03", "12:06"), stopped), ["five-in-ten-minutes"]);
  assert.deepEqual(signsOf(tries("11:56", "11:58", "12:00", "12:03", "12:07"), stopped), []);
  assert.deepEqual(signsOf(tries("11:58", "12:00", "12:03", "12:06"), stopped), [], "four are not five");
});

test("three attempts in one part of the dealer's day look wrong, also on different days", () => {
  assert.deepEqual(signsOf(tries("09:00", "24 11:59", "25 08:00"), stopped), ["one-time-window"]);
  assert.deepEqual(signsOf(tries("09:00", "24 12:00", "25 08:00"), stopped), []);
  assert.deepEqual(signsOf(tries("16:59", "24 17:00", "25 18:00"), stopped), [], "afternoon is not evening");
  assert.deepEqual(signsOf(tries("09:00", "24 09:00"), stopped), [], "two may be chance");
  const moscow = { ...stopped, zone: "Europe/Moscow" };
  assert.deepEqual(
    signsOf(tries("09:00", "24 12:00", "25 08:00"), moscow),
    ["one-time-window"],
    "by the dealer's clock",
  );
});

test("a first attempt in the last half hour before its limit looks wrong, and stays so", () => {
  const running = (due: string) => ({ signs: [], dueAt: at(due), zone: tokyo }) as const;
  assert.deepEqual(signsOf(tries("09:31"), running("10:00")), ["just-before-limit"]);
  assert.deepEqual(signsOf(tries("09:30"), running("10:00")), []);
  assert.deepEqual(signsOf(tries("10:01"), running("10:00")), [], "late is late, and no trick");
  assert.deepEqual(signsOf(tries("09:31", "24 15:00"), { ...stopped, signs: ["just-before-limit"] }), [
    "just-before-limit",
  ]);
  assert.deepEqual(signsOf([], { ...stopped, signs: ["just-before-limit"] }), []);
});

test("what is known of a contact only grows surer", () => {
  assert.equal(surer(null, "declared"), "declared");
  assert.equal(surer("declared", "logged"), "logged");
  assert.equal(surer("confirmed", "logged"), "confirmed");
  assert.equal(surer("logged", "declared"), "logged");
});
