import { machineMs } from "#platform/clocks/clock.ts";

const hourMs = 3_600_000;
/** Lets the same key through so many times an hour of machine time; gives the seconds to wait, 0 where it may go on and counts. */
export type HourlyLimit = (key: string) => number;

/** Opens a limit that is kept in memory and remembers at most `size` keys, the least recent forgotten first. */
export function hourlyLimit(most: number, size = 20_000): HourlyLimit {
  const asked = new Map<string, number[]>();
  return (key) => {
    const atMs = machineMs();
    const recent = (asked.get(key) ?? []).filter((ms) => ms > atMs - hourMs);
    const [first = atMs] = recent;
    if (recent.length >= most) return Math.max(1, Math.ceil((first + hourMs - atMs) / 1000));
    asked.delete(key);
    asked.set(key, [...recent, atMs]);
    const [oldest] = asked.keys();
    if (asked.size > size && oldest !== undefined) asked.delete(oldest);
    return 0;
  };
}
