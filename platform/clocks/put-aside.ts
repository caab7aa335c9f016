import type { Instant } from "#platform/record/index.ts";
import { log } from "#platform/secrets/log.ts";
import { plusMs } from "./clock.ts";

/** A row whose due move could not be made: as it was (key and version), why, and when it is tried again. */
type Waiting = { mark: string; why: string; againAt: Instant; pauseMs: number };

const firstPauseMs = 60_000;
const longestPauseMs = 3_600_000;
/** Clock of a tenant → key → the row that waits; of this process alone: after a restart each is tried at once. */
const waiting = new Map<string, Map<string, Waiting>>();

const markOf = (key: string, version: number): string => `${key}:${version}`;

/**
 * Puts a row aside, so that the others go on. It is tried again after a minute, then after twice as long each time, an hour at
 * most, and at once when it has changed. Why is told once, and again only when it is another reason.
 */
export function putAside(clock: string, row: { key: string; version: number }, why: string, at: Instant): void {
  const rows = waiting.get(clock) ?? new Map<string, Waiting>();
  const before = rows.get(row.key);
  const mark = markOf(row.key, row.version);
  const pauseMs = before?.mark === mark ? Math.min(before.pauseMs * 2, longestPauseMs) : firstPauseMs;
  if (before?.why !== why) log(`put aside, tried again later: ${clock} of ${row.key}: ${why}`);
  waiting.set(clock, rows.set(row.key, { mark, why, againAt: plusMs(at, pauseMs), pauseMs }));
}

/** The rows that wait at `at`, each as "key:version". */
export const aside = (clock: string, at: Instant): string[] =>
  [...(waiting.get(clock)?.values() ?? [])].flatMap(({ mark, againAt }) => (againAt > at ? [mark] : []));

/** These rows moved: they wait no more. */
export function moved(clock: string, keys: readonly string[]): void {
  const rows = waiting.get(clock);
  for (const key of rows ? keys : []) rows?.delete(key);
}
