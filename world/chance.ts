import type { Instant } from "#platform/record/index.ts";

/** Chance that repeats: the same seed and stream give the same choices, so that the world is the same in every build. */
export type Chance = {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  is(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One of the keys, each as often as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** A UUIDv7 of the moment. */
  id(at: Instant): string;
};

/** A stream of chance; streams of one seed do not disturb each other. */
export function chanceOf(seed: number, stream: string): Chance {
  let state = [...stream].reduce(
    (hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 16_777_619),
    seed ^ 0x811c9dc5,
  );
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));
  /** Eight hexadecimal digits. */
  const hex = (): string =>
    Math.floor(next() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, "0");
  return {
    next,
    int,
    is: (probability) => next() < probability,
    pick: (list) => {
      const one = list[int(0, list.length - 1)];
      if (one === undefined) throw new Error(`nothing to pick from in ${stream}`);
      return one;
    },
    weighted: (weights) => {
      const entries = Object.entries<number>(weights);
      const at = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      let passed = 0;
      for (const [key, weight] of entries) {
        passed += weight;
        if (at < passed) return key as keyof typeof weights;
      }
      throw new Error(`nothing has weight in ${stream}`);
    },
    id: (at) => {
      const time = Date.parse(at).toString(16).padStart(12, "0");
      const [a, b, c] = [hex(), hex(), hex()];
      return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-8${a.slice(3, 6)}-${b}${c.slice(0, 4)}`;
    },
  };
}
