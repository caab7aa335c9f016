import { machineMs } from "#platform/clocks/clock.ts";

/** Runs `work` by `clients` at once for `ms`; gives how often a second. */
export async function rate(clients: number, ms: number, work: (client: number) => Promise<unknown>): Promise<number> {
  const started = machineMs();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (machineMs() - started < ms) {
        await work(client);
        done++;
      }
    }),
  );
  return (done * 1000) / (machineMs() - started);
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

export type Side = { name: string; work: (client: number) => Promise<unknown> };

/** Two sides in turn, round by round, so that a slow minute of the machine hits both; gives both medians and their ratio. */
export async function sideBySide(clients: number, ours: Side, floor: Side, rounds = 5, ms = 1500): Promise<string> {
  const [a, b]: [number[], number[]] = [[], []];
  await rate(clients, 500, ours.work);
  await rate(clients, 500, floor.work);
  for (let round = 0; round < rounds; round++) {
    a.push(await rate(clients, ms, ours.work));
    b.push(await rate(clients, ms, floor.work));
  }
  const ratios = a.map((value, i) => value / (b[i] ?? 1));
  return `| ${ours.name} | ${clients} | ${median(a).toFixed(0)} | ${median(b).toFixed(0)} | ${median(ratios).toFixed(2)} |`;
}
