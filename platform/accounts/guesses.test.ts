import assert from "node:assert/strict";
import test from "node:test";
import { setTravelled } from "#platform/clocks/clock.ts";
import { stoppedClock } from "#platform/testing/pinned-clock.ts";
import { networkOf } from "./guesses.ts";
import { guessLimit, minuteLimit, passwordRefusal } from "./index.ts";

const owner = "mio@sakura.test";

test("five wrong passwords are free, then each makes the wait twice as long, up to an hour", (t) => {
  const later = stoppedClock(t);
  const limit = guessLimit();
  for (let n = 0; n < 5; n++) assert.equal(limit.attempt(owner, "192.0.2.1").waitSeconds, 0);
  const waits: number[] = [];
  for (let n = 0; n < 15; n++) {
    const { waitSeconds } = limit.attempt(owner, "192.0.2.1");
    waits.push(waitSeconds);
    later(waitSeconds * 1000);
    assert.equal(limit.attempt(owner, "192.0.2.1").waitSeconds, 0);
  }
  assert.deepEqual(waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600]);
});

test("a stranger who guesses does not lock the owner out", () => {
  const limit = guessLimit();
  for (let n = 0; n < 500; n++) limit.attempt(owner, "198.51.100.9");
  assert.ok(limit.attempt(owner, "198.51.100.9").waitSeconds > 0);
  assert.equal(limit.attempt(owner, "192.0.2.1").waitSeconds, 0);
});

test("many strangers leave the owner at a new place one try at once and another a second later", (t) => {
  const later = stoppedClock(t);
  const limit = guessLimit();
  for (let n = 0; n < 2000; n++) limit.attempt(owner, `10.0.${n >> 8}.${n & 255}`);
  assert.equal(limit.attempt(owner, "192.0.2.1").waitSeconds, 0);
  assert.equal(limit.attempt(owner, "192.0.2.1").waitSeconds, 1);
  later(1000);
  assert.equal(limit.attempt(owner, "192.0.2.1").waitSeconds, 0);
});

test("the right password clears the count of that place", () => {
  const limit = guessLimit();
  for (let n = 0; n < 20; n++) {
    const permit = limit.attempt(owner, "192.0.2.1");
    assert.ok("succeeded" in permit);
    permit.succeeded();
  }
});

test("one place that tries many accounts is slowed, whatever the part of its own IPv6 network", (t) => {
  const later = stoppedClock(t);
  const limit = guessLimit();
  const place = (n: number): string => `2001:db8:1:2::${n.toString(16)}`;
  for (let n = 0; n < 30; n++) assert.equal(limit.attempt(`p${n}@x.test`, place(n)).waitSeconds, 0);
  assert.equal(limit.attempt("p31@x.test", place(31)).waitSeconds, 1);
  assert.equal(limit.attempt("p31@x.test", "2001:db8:1:3::1").waitSeconds, 0);
  later(2 * 3_600_000);
  assert.equal(limit.attempt("p31@x.test", place(31)).waitSeconds, 0);
});

test("an address is of one network, however it is written", () => {
  const networks = [
    ["192.0.2.1", "192.0.2.1"],
    ["::ffff:192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["2001:db8::ffff", "2001:db8:0:0"],
    ["2001:db8:1::7:8", "2001:db8:1:0"],
    ["::1", "0:0:0:0"],
  ];
  for (const [address = "", network] of networks) assert.equal(networkOf(address), network);
});

test("a hundred guesses at the same moment are five", () => {
  const limit = guessLimit();
  const permits = Array.from({ length: 100 }, () => limit.attempt(owner, "192.0.2.1"));
  assert.equal(permits.filter((permit) => permit.waitSeconds === 0).length, 5);
});

test("a leap of the demo clock shortens no wait", () => {
  const limit = guessLimit();
  for (let n = 0; n < 9; n++) limit.attempt(owner, "192.0.2.1");
  try {
    setTravelled(100 * 86_400_000);
    assert.ok(limit.attempt(owner, "192.0.2.1").waitSeconds > 0);
  } finally {
    setTravelled(0);
  }
});

test("a flood of invented mails does not fill the memory", () => {
  const limit = guessLimit(100);
  for (let n = 0; n < 5; n++) limit.attempt(owner, "192.0.2.1");
  for (let n = 0; n < 1000; n++) limit.attempt(`p${n}@x.test`, `10.1.${n >> 8}.${n & 255}`);
  assert.equal(limit.attempt(owner, "192.0.2.1").waitSeconds, 0, "the least recent count was forgotten");
});

test("no minute holds more requests than were allowed, wherever it begins", (t) => {
  const later = stoppedClock(t);
  const limit = minuteLimit();
  assert.equal(limit("a program", 3), 0);
  later(40_000);
  assert.deepEqual([limit("a program", 3), limit("a program", 3), limit("a program", 3)], [0, 0, 20]);
  later(20_000);
  assert.deepEqual([limit("a program", 3), limit("a program", 3)], [0, 40]);
  assert.equal(limit("another program", 3), 0);
  assert.equal(limit("a program", 300), 0, "a number that was changed counts anew");
});

test("a machine whose clock was set back holds nobody", (t) => {
  const later = stoppedClock(t);
  const limit = minuteLimit();
  assert.equal(limit("a program", 1), 0);
  later(-3_600_000);
  assert.equal(limit("a program", 1), 0);
});

const words = ["advisor@sakura.example", "Sakura Motors Shibuya", "佐藤 美緒"];
const passwords: readonly [string, ReturnType<typeof passwordRefusal>][] = [
  ["", "password-too-short"],
  ["fourteen chars", "password-too-short"],
  ["fifteen letters", null],
  ["🚗🚙🚕🛻🚚🚛🚜🏎🛵🚲", "password-too-short"],
  ["静かな湖畔の森の影から郭公が啼く", null],
  ["тихая вода берега подмывает", null],
  ["correct horse battery staple", null],
  [`a whole sentence of sixty-four letters and more counts to its very end ${"and on ".repeat(5)}`, null],
  ["x".repeat(257), "password-too-long"],
  ["passwordpassword", "password-easily-guessed"],
  ["Password12345678!", "password-easily-guessed"],
  ["aaaaaaaaaaaaaaaaaaaa", "password-easily-guessed"],
  ["abcabcabcabcabcabc", "password-easily-guessed"],
  ["1234567890123456", "password-easily-guessed"],
  ["qwertyuiopasdfgh", "password-easily-guessed"],
  ["Sakura-Motors-2026", "password-easily-guessed"],
  ["ｓａｋｕｒａ ｍｏｔｏｒｓ ２０２６", "password-easily-guessed"],
  ["advisor@sakura.example", "password-easily-guessed"],
  ["marque neo motors 2026!!", "password-easily-guessed"],
  ["                    ", "password-easily-guessed"],
];
for (const [password, refusal] of passwords) {
  test(`the password “${password.slice(0, 30)}” is ${refusal ?? "taken"}`, () =>
    assert.equal(passwordRefusal(password, words), refusal));
}
