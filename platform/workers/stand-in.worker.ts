/** What tests have done in a thread: it loops, eats memory, throws, ends its thread, or gives back what it was told. */
export default function standIn(asked: unknown): unknown {
  const what = wordIn(asked);
  if (what === "loop") for (;;);
  if (what === "eat") for (const eaten: number[][] = []; ; ) eaten.push(new Array<number>(10_000).fill(eaten.length));
  if (what === "throw") throw new Error("there is no such thing");
  if (what === "exit") process.exit(3);
  if (what === "settings") return Object.keys(process.env).join();
  return asked;
}

/** The first of its words that stands in what it is asked: a text, the bytes of one, or anything that holds one. */
function wordIn(asked: unknown): string | undefined {
  const text = asked instanceof Uint8Array ? new TextDecoder().decode(asked) : JSON.stringify(asked);
  return ["loop", "eat", "throw", "exit", "settings"].find((word) => text.includes(word));
}
