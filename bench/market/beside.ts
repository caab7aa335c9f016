import { machineMs } from "#platform/clocks/clock.ts";

/** Something that is measured, and what it is measured beside. */
export type Measured = {
  what: string;
  ours: () => Promise<unknown>;
  floors: readonly { name: string; work: () => Promise<unknown> }[];
};
export type Turns = { rounds: number; roundMs: number; clients: number };

export const besideHead = `| what | beside | Marque, ms | beside, ms | × | × at p99 |
|---|---|---:|---:|---:|---:|`;

async function round({ roundMs, clients }: Turns, work: () => Promise<unknown>): Promise<number[]> {
  const startedMs = machineMs();
  const tookMs: number[] = [];
  const one = async (): Promise<void> => {
    do {
      const askedMs = performance.now();
      await work();
      tookMs.push(performance.now() - askedMs);
    } while (machineMs() - startedMs < roundMs);
  };
  await Promise.all(Array.from({ length: clients }, one));
  return tookMs;
}

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
const ms = (value: number): string => value.toFixed(value < 10 ? 2 : 0);

/** Takes the sides in turn, round by round; prints a line per floor: medians of all answers, their ratio, and that at p99. */
export async function beside({ what, ours, floors }: Measured, turns: Turns): Promise<void> {
  const sides = [ours, ...floors.map(({ work }) => work)];
  const took: number[][] = sides.map(() => []);
  for (const work of sides) await round({ ...turns, roundMs: turns.roundMs / 3 }, work);
  for (let n = 0; n < turns.rounds; n += 1)
    for (const [side, work] of sides.entries()) took[side]?.push(...(await round(turns, work)));
  const sorted = took.map((times) => times.toSorted((a, b) => a - b));
  for (const [n, { name }] of floors.entries()) {
    const [mine, its] = [sorted[0] ?? [], sorted[n + 1] ?? []];
    const ratio = (part: number): string => (at(mine, part) / (at(its, part) || 1)).toFixed(2);
    console.log(`| ${what} | ${name} | ${ms(at(mine, 0.5))} | ${ms(at(its, 0.5))} | ${ratio(0.5)} | ${ratio(0.99)} |`);
  }
}
