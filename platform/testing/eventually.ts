import { setTimeout as pause } from "node:timers/promises";
import { machineMs } from "#platform/clocks/clock.ts";

/**
 * Asks until the answer is there, for what another part of the house does a moment later. Throws after `withinMs`, with
 * `what` it waited for; where that is a function, with what it says then.
 */
export async function eventually<T>(
  what: string | (() => Promise<string>),
  ask: () => Promise<T | null | undefined | false>,
  withinMs = 60_000,
): Promise<T> {
  const endMs = machineMs() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (machineMs() > endMs) {
      const why = typeof what === "string" ? what : await what();
      throw new Error(`waited ${withinMs} ms in vain: ${why}`);
    }
    await pause(20);
  }
}
