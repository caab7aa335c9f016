import assert from "node:assert/strict";
import { monitorEventLoopDelay } from "node:perf_hooks";
import test from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { type RoomChoice, WorkRefused, WorkRoom, workOf } from "./index.ts";

/** A stand-in for work of any kind: what it is told to do says how it goes wrong. */
const standIn = workOf<(asked: unknown) => unknown>("stand-in", new URL("./stand-in.worker.ts", import.meta.url), 500);
const longer = { ...standIn, deadlineMs: 60_000 };

async function withRoom(choice: RoomChoice, story: (room: WorkRoom) => Promise<void>): Promise<void> {
  const room = new WorkRoom(choice);
  try {
    await story(room);
  } finally {
    await room.close();
  }
}
const refusedAs = (because: string) => (error: unknown) => error instanceof WorkRefused && error.because === because;

test("work that never ends is stopped at its deadline, and the room goes on", () =>
  withRoom({}, async (room) => {
    await assert.rejects(room.run(standIn, "sakura", "loop"), refusedAs("too-long"));
    assert.equal(await room.run(longer, "sakura", "hello"), "hello");
  }));

test("work that takes too much memory is refused, and the room goes on", () =>
  withRoom({ memoryMb: 32 }, async (room) => {
    await assert.rejects(room.run(longer, "sakura", "eat"), refusedAs("too-much-memory"));
    assert.equal(await room.run(longer, "sakura", "hello"), "hello");
  }));

test("work that fails or ends its thread is told with its own words, and nothing of the program's settings is seen", () =>
  withRoom({}, async (room) => {
    await assert.rejects(room.run(longer, "sakura", "throw"), /no such thing/);
    await assert.rejects(room.run(longer, "sakura", "exit"), /the thread ended/);
    assert.equal(await room.run(longer, "sakura", "settings"), "");
  }));

test("the main thread answers while work loops", () =>
  withRoom({}, async (room) => {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    let isOver = false;
    const looping = room.run(longer, "sakura", "loop").finally(() => {
      isOver = true;
    });
    looping.catch(() => undefined);
    delay.enable();
    for (let turn = 0; turn < 100; turn++) await pause(1);
    delay.disable();
    assert.equal(isOver, false, "a hundred turns of the main thread went by while the work looped");
    console.log(`  delay of the main thread, p99: ${(delay.percentile(99) / 1e6).toFixed(1)} ms`);
  }));

test("who asks for endless work again and again holds one thread, and others are served by the next", () =>
  withRoom({ threads: 2 }, async (room) => {
    const greedy = Array.from({ length: 5 }, () => room.run(longer, "greedy", "loop"));
    for (const one of greedy) one.catch(() => undefined);
    for (const owner of ["sakura", "fuji", "sakura"])
      assert.equal(await room.run(longer, owner, `hello ${owner}`), `hello ${owner}`);
    assert.equal(room.threads, 2);
  }));

test("owners come in turn, whoever asked for most", () =>
  withRoom({ threads: 1 }, async (room) => {
    const done: string[] = [];
    const ask = (owner: string) => room.run(longer, owner, owner).then(() => done.push(owner));
    await Promise.all([...["many", "many", "many", "many"].map(ask), ask("few")]);
    assert.deepEqual(done, ["many", "many", "few", "many", "many"]);
  }));

const ended = (room: WorkRoom, owner: string) => room.run(longer, owner, "loop").catch((error: unknown) => error);

test("more than may wait is refused at once, of one owner and of all", () =>
  withRoom({ threads: 1, waitingOfOne: 2, waiting: 3 }, async (room) => {
    const taken = ["sakura", "sakura", "sakura"].map((owner) => ended(room, owner));
    assert.ok(refusedAs("too-busy")(await ended(room, "sakura")), "its third that waits");
    taken.push(ended(room, "fuji"));
    assert.ok(refusedAs("too-busy")(await ended(room, "birch")), "the fourth of all");
    assert.equal(await Promise.race([...taken, "they go on"]), "they go on");
    await room.close();
    for (const one of await Promise.all(taken)) assert.ok(refusedAs("too-busy")(one));
    assert.ok(refusedAs("too-busy")(await ended(room, "sakura")), "a room that is closed takes nothing");
  }));

test("nobody waits for ever", () =>
  withRoom({ threads: 1, waitMs: 300 }, async (room) => {
    ended(room, "sakura");
    assert.ok(refusedAs("too-busy")(await ended(room, "fuji")));
  }));

test("a thread without work ends, and the next work starts another", () =>
  withRoom({ idleMs: 20 }, async (room) => {
    assert.equal(await room.run(longer, "sakura", "hello"), "hello");
    for (let turn = 0; turn < 3000 && room.threads > 0; turn++) await pause(10);
    assert.equal(room.threads, 0);
    assert.equal(await room.run(longer, "sakura", "again"), "again");
  }));
