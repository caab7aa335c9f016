import { setTimeout as wait } from "node:timers/promises";
import type { Occupant } from "#platform/db/embedded.ts";
import { PlainProblem } from "./plain-problem.ts";

const pauseMs = 250;
const pauses = 480; // two minutes

/** Waits until the server that runs in the folder has loaded its world; says so when that takes a while. */
export async function serverReady(occupant: Occupant): Promise<void> {
  if (occupant.address === undefined)
    throw new PlainProblem("Marque is still starting: try again when it prints its address.");
  for (let n = 0; n < pauses; n++) {
    if (await isHealthy(occupant.address)) return;
    if (n === 1) console.error("Marque is still loading its world; waiting for it.");
    await wait(pauseMs);
  }
  throw new PlainProblem(`Marque at ${occupant.address} does not get ready: look at what it prints.`);
}

async function isHealthy(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/api/v1/health`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
