import { machineMs } from "#platform/clocks/clock.ts";

/** Lets the same key through at most `most` times in any span of the limit; gives the seconds to wait, 0 where it may go on and counts. */
export type RateLimit = (key: string, most: number) => number;
/** The same with one number for all keys, an hour of machine time. */
export type HourlyLimit = (key: string) => number;

/** When a key was let through, the last `most` times; `next` is the place of the longest ago. */
type Turns = { readonly most: number; readonly atMs: number[]; next: number };

/**
 * Opens a limit by machine time, kept in the memory of this process: several processes allow that much each. It remembers at
 * most `size` keys, the least recent forgotten first; a key whose number changes begins anew.
 */
export function rateLimit(spanMs: number, size = 20_000): RateLimit {
  const known = new Map<string, Turns>();
  return (key, most) => {
    const before = known.get(key);
    const turns = before?.most === most ? before : { most, atMs: [], next: 0 };
    const waitMs = waitOf(turns, spanMs);
    if (waitMs > 0) return Math.ceil(waitMs / 1000);
    turns.atMs[turns.next] = machineMs();
    turns.next = (turns.next + 1) % most;
    known.delete(key);
    known.set(key, turns);
    const [oldest] = known.keys();
    if (known.size > size && oldest !== undefined) known.delete(oldest);
    return 0;
  };
}

/** Milliseconds until the next turn; a machine's clock that was set back holds nobody. */
function waitOf({ atMs, next }: Turns, spanMs: number): number {
  const longestAgo = atMs[next];
  if (longestAgo === undefined) return 0;
  const passedMs = machineMs() - longestAgo;
  return passedMs >= 0 ? Math.max(0, spanMs - passedMs) : 0;
}

/** Opens a limit of so many times a minute. */
export const minuteLimit = (size?: number): RateLimit => rateLimit(60_000, size);

/** Opens a limit of so many times an hour, the same for every key. */
export function hourlyLimit(most: number, size?: number): HourlyLimit {
  const limit = rateLimit(3_600_000, size);
  return (key) => limit(key, most);
}
