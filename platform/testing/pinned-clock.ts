/**
 * The clock of every test: whichever day it is outside, a test file begins at one moment, from which time runs on at its
 * normal speed. Importing this pins it; the processes that a test starts inherit how far it stands from the machine's.
 */
import process from "node:process";
import type { TestContext } from "node:test";
import { machineMs, setMachineClock } from "#platform/clocks/clock.ts";

/** A Tuesday morning in Tokyo: no feast, change of summer time or turn of a year within thirty days, here or at the dealers in Europe. */
export const ordinary = "2027-06-15T10:30:00+09:00";

function aheadMsOf({ MARQUE_TEST_AHEAD_MS: inherited, MARQUE_TEST_AT: at = ordinary }: NodeJS.ProcessEnv): number {
  const aheadMs = inherited === undefined ? Date.parse(at) - Date.now() : Number(inherited);
  if (Number.isNaN(aheadMs)) throw new Error(`MARQUE_TEST_AT is no moment: ${at}. Write it as ${ordinary}.`);
  return aheadMs;
}

/** How far the tests' clock stands from the machine's, in milliseconds. */
export const aheadMs = aheadMsOf(process.env);
/** What a program needs that a test starts and that follows the test's clock: arguments for Node, and its environment. */
export const pinnedArgs: readonly string[] = ["--import", import.meta.url];
export const pinnedEnv = { MARQUE_TEST_AHEAD_MS: String(aheadMs) };
Object.assign(process.env, pinnedEnv);

const run = (): void => setMachineClock(() => Date.now() + aheadMs);
run();

/** Stops the clock for this test; gives what turns it on by milliseconds. */
export function stoppedClock(t: TestContext): (ms: number) => void {
  let atMs = machineMs();
  setMachineClock(() => atMs);
  t.after(run);
  return (ms) => {
    atMs += ms;
  };
}

/** Turns the clock back while something is made that must be older than every test, such as a world to copy. */
export async function earlier<T>(ms: number, work: () => Promise<T>): Promise<T> {
  setMachineClock(() => Date.now() + aheadMs - ms);
  try {
    return await work();
  } finally {
    run();
  }
}
