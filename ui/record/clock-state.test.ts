import assert from "node:assert/strict";
import test from "node:test";
import { clockState } from "./clock-state.ts";
import { durationIn } from "./duration.ts";

const hour = 3_600_000;
const assigned = Date.parse("2026-11-22T00:00:00.000Z");
const at = (ms: number): string => new Date(assigned + ms).toISOString();
const running = { startedAt: at(0), dueAt: at(24 * hour), stampedAt: null, isInTime: null };

test("a clock counts down, turns amber in its last quarter and red at the limit itself", () => {
  assert.deepEqual(clockState(running, assigned + hour), { tone: "running", ms: 23 * hour });
  assert.equal(clockState(running, assigned + 18 * hour - 1).tone, "running");
  assert.deepEqual(clockState(running, assigned + 18 * hour), { tone: "soon", ms: 6 * hour });
  assert.equal(clockState(running, assigned + 24 * hour - 1).tone, "soon");
  assert.deepEqual(clockState(running, assigned + 24 * hour), { tone: "late", ms: 0 });
  assert.deepEqual(clockState(running, assigned + 26 * hour), { tone: "late", ms: 2 * hour });
});

test("a clock whose verdict is stored keeps counting how late it is until somebody acts", () => {
  assert.equal(clockState({ ...running, isInTime: false }, assigned + 30 * hour).tone, "late");
});

test("a stopped clock says whether that was in time, by the stored verdict", () => {
  const stopped = { ...running, dueAt: null, stampedAt: at(3 * hour) };
  assert.deepEqual(clockState({ ...stopped, isInTime: true }, assigned + 90 * hour), { tone: "met", ms: null });
  assert.deepEqual(clockState({ ...stopped, isInTime: false }, assigned + 90 * hour), { tone: "missed", ms: null });
});

test("on a final lead nothing counts: a clock that ran out is missed, another one says nothing", () => {
  assert.equal(clockState({ ...running, isInTime: false }, assigned + 90 * hour, true).tone, "missed");
  assert.equal(clockState(running, assigned + hour, true).tone, "idle");
});

test("time left reads as the language writes it, cut off and never rounded up", () => {
  const ms = 3 * hour + 12 * 60_000 + 59_999;
  assert.equal(durationIn(ms, "en"), "3 hr 12 min");
  assert.equal(durationIn(ms, "ja"), "3時間12分");
  assert.equal(durationIn(ms, "zh"), "3小时12分钟");
  assert.equal(durationIn(ms, "ru"), "3 ч 12 мин");
  assert.equal(durationIn(49 * hour, "en", 1), "2 days");
  assert.equal(durationIn(900, "en"), "0 sec");
});
