import { machineMs } from "#platform/clocks/clock.ts";

export type Side = { name: string; work: (client: number) => Promise<unknown> };
/** How long is measured: with how many clients at once, in how many rounds of so many milliseconds. */
export type Pace = { clients: readonly number[]; rounds: number; roundMs: number; warmMs: number };
export const fullPace: Pace = { clients: [1, 8, 32], rounds: 5, roundMs: 1500, warmMs: 2000 };
/** To see that everything runs; its numbers say nothing. */
export const shortPace: Pace = { clients: [1, 8], rounds: 1, roundMs: 300, warmMs: 100 };

type Round = { perSecond: number; medianMs: number };

/** Runs `work` by `clients` at once for `ms`; gives how often a second, and the middle one of the waiting times. */
async function round(clients: number, ms: number, work: Side["work"]): Promise<Round> {
  const startedMs = machineMs();
  const tookMs: number[] = [];
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (machineMs() - startedMs < ms) {
        const askedMs = performance.now();
        await work(client);
        tookMs.push(performance.now() - askedMs);
      }
    }),
  );
  return { perSecond: (tookMs.length * 1000) / (machineMs() - startedMs), medianMs: median(tookMs) };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

export const tableHead = `| what | clients | Marque, a second | bare, a second | ratio | Marque, ms | bare, ms |
|---|---:|---:|---:|---:|---:|---:|`;

/**
 * The sides in turn, round by round, so that a slow minute of the machine hits all of them; prints a line of the table for
 * each of ours: medians over the rounds, and the median of the ratios within a round (1.00 is as fast as the floor).
 */
export async function sideBySide(pace: Pace, ours: readonly Side[], floor: Side): Promise<void> {
  for (const clients of pace.clients) {
    const rounds: Round[][] = [];
    for (const side of [...ours, floor]) await round(clients, pace.warmMs, side.work);
    for (let n = 0; n < pace.rounds; n += 1) {
      const turn: Round[] = [];
      for (const side of [...ours, floor]) turn.push(await round(clients, pace.roundMs, side.work));
      rounds.push(turn);
    }
    for (const [nth, { name }] of ours.entries()) console.log(lineOf(`${name} | ${clients}`, rounds, nth));
  }
}

function lineOf(title: string, rounds: readonly Round[][], nth: number): string {
  const ours = rounds.map((turn) => turn[nth] as Round);
  const floor = rounds.map((turn) => turn.at(-1) as Round);
  const perSecond = (all: Round[]) => median(all.map((one) => one.perSecond)).toFixed(0);
  const waitMs = (all: Round[]) => median(all.map((one) => one.medianMs)).toFixed(2);
  const ratio = median(ours.map((one, i) => one.perSecond / (floor[i]?.perSecond || 1))).toFixed(2);
  return `| ${title} | ${perSecond(ours)} | ${perSecond(floor)} | ${ratio} | ${waitMs(ours)} | ${waitMs(floor)} |`;
}
