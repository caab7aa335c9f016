import assert from "node:assert/strict";
import test from "node:test";
import { type Together, together } from "./together.ts";

type Item = { name: string; words?: string[] };
const undone = new Error("nothing was done");
const lost = new Error("nobody knows what was done");

/** A line whose batches end when the test lets them: what was asked of `act`, in the order of asking. */
function lineOf(
  more: Partial<Together<Item, string>> = {},
  fails: (names: string[]) => Error | undefined = () => undefined,
) {
  const batches: string[][] = [];
  let open: () => void = () => undefined;
  let gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const ask = together<Item, string>({
    atMost: 10,
    wordsOf: ({ words = [] }) => words,
    act: async (items) => {
      const names = items.map(({ name }) => name);
      batches.push(names);
      await gate;
      const error = fails(names);
      if (error) throw error;
      return names.map((name) => (name === "bad" ? new Error("bad alone") : `${name} done`));
    },
    isUndone: (error) => error === undone,
    isForAll: () => false,
    ...more,
  });
  const letGo = (): void => {
    open();
    gate = Promise.resolve();
  };
  return { ask, batches, letGo };
}
const names = (...all: string[]): Item[] => all.map((name) => ({ name }));

test("who comes first is served at once, and those who come meanwhile are served together", async () => {
  const { ask, batches, letGo } = lineOf();
  const answers = names("a", "b", "c", "d").map(ask);
  assert.deepEqual(batches, [["a"]]);
  letGo();
  assert.deepEqual(await Promise.all(answers), ["a done", "b done", "c done", "d done"]);
  assert.deepEqual(batches, [["a"], ["b", "c", "d"]]);
});

test("at most so many go together", async () => {
  const { ask, batches, letGo } = lineOf({ atMost: 2 });
  const answers = names("a", "b", "c", "d").map(ask);
  letGo();
  await Promise.all(answers);
  assert.deepEqual(batches, [["a"], ["b", "c"], ["d"]]);
});

test("who shares a word with another waits for the next batch, in the order of coming", async () => {
  const { ask, batches, letGo } = lineOf();
  const all: Item[] = [
    { name: "first" },
    { name: "x1", words: ["x"] },
    { name: "x2", words: ["x", "y"] },
    { name: "y3", words: ["y"] },
    { name: "z", words: ["z"] },
  ];
  const answers = all.map(ask);
  letGo();
  await Promise.all(answers);
  assert.deepEqual(batches, [["first"], ["x1", "z"], ["x2"], ["y3"]]);
});

test("one that is refused keeps nobody back", async () => {
  const { ask, letGo } = lineOf();
  const answers = names("a", "b", "bad", "c").map(ask);
  letGo();
  const ended = await Promise.allSettled(answers);
  assert.deepEqual(
    ended.map((one) => (one.status === "fulfilled" ? one.value : one.reason.message)),
    ["a done", "b done", "bad alone", "c done"],
  );
});

test("a batch of which nothing was done is done one by one, and only the one at fault fails", async () => {
  const { ask, batches, letGo } = lineOf({}, (all) => (all.includes("poison") ? undone : undefined));
  const answers = names("a", "b", "poison", "c").map(ask);
  letGo();
  const ended = await Promise.allSettled(answers);
  assert.deepEqual(
    ended.map(({ status }) => status),
    ["fulfilled", "fulfilled", "rejected", "fulfilled"],
  );
  assert.deepEqual(batches, [["a"], ["b", "poison", "c"], ["b"], ["poison"], ["c"]]);
});

test("a batch of which nobody knows what was done is not done again: all of it fail, and those behind go on", async () => {
  const { ask, batches, letGo } = lineOf({ atMost: 2 }, (all) => (all.includes("b") ? lost : undefined));
  const answers = names("a", "b", "c", "d").map(ask);
  letGo();
  const ended = await Promise.allSettled(answers);
  assert.deepEqual(
    ended.map(({ status }) => status),
    ["fulfilled", "rejected", "rejected", "fulfilled"],
  );
  assert.deepEqual(batches, [["a"], ["b", "c"], ["d"]]);
});

test("what fails for everybody is told to all who wait, and one that is held up alone holds up nobody else", async () => {
  const held = (names: string[]) =>
    lineOf({ isForAll: () => true }, (all) => (all.some((one) => names.includes(one)) ? undone : undefined));
  const told = async ({ ask, letGo }: ReturnType<typeof held>): Promise<string[]> => {
    const answers = names("a", "b", "c", "d").map(ask);
    letGo();
    return (await Promise.allSettled(answers)).map(({ status }) => status);
  };
  assert.deepEqual(await told(held(["c"])), ["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  const all = held(["a", "b", "c", "d"]);
  assert.deepEqual(await told(all), ["rejected", "rejected", "rejected", "rejected"]);
  assert.deepEqual(all.batches, [["a"], ["b", "c", "d"], ["b"]]);
  const away = lineOf({ isForAll: () => true }, () => lost);
  assert.deepEqual(await told(away), ["rejected", "rejected", "rejected", "rejected"]);
  assert.deepEqual(away.batches, [["a"]]);
});
