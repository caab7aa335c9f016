import { known } from "#apps/house.ts";
import { asSystem } from "#platform/access/index.ts";
import { machineMs, now } from "#platform/clocks/clock.ts";
import { addUp } from "#platform/counts/add-up.ts";
import type { Counted } from "#platform/counts/cells.ts";
import { restMs } from "#platform/counts/pace.ts";
import type { Statement } from "#platform/db/database.ts";
import { changeStatement, type RowChange } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import type { Ground } from "../ground.ts";
import { type Lookers, market } from "./market.ts";

const lead = known.get("aftersales-lead") as Counted;
const clients = 8;
const roundMs = 5_000;
const rounds = 15;

type Known = { id: string; version: number };

/** The same record if nothing of it were counted. */
const uncounted: AnyRecord = { ...lead, counts: undefined };
const told = { move: "attempt", by: null };
const see = { text: "true", values: [] };
const statementOf = (change: RowChange, isCounted: boolean): Statement =>
  isCounted
    ? changeStatement(lead, [change], told, see)
    : { ...changeStatement(uncounted, [change], told, see), name: "bench:uncounted" };

/** Moves that a count looks at, on leads of the last sixty days, as fast as they go, with the cells kept fresh beside and without. */
export async function benchMoves({ db, sql }: Ground): Promise<void> {
  const system = asSystem(market, "the bench makes moves");
  const rows = await sql<Known>(
    `select id, version from ${market.schema}.aftersales_lead where assigned_on > current_date - 60 order by random() limit 60000`,
  );
  let next = 0;
  const move = async (isCounted: boolean): Promise<void> => {
    const row = rows[next++ % rows.length] as Known;
    const change = {
      key: row.id,
      version: row.version,
      set: { evidence: row.version % 2 ? "logged" : "declared" },
      at: now(),
    };
    row.version += 1;
    await db.as(system, (tx) => tx.finish(statementOf(change, isCounted)));
  };
  const round = async (isCounted: boolean): Promise<number> => {
    const startedMs = machineMs();
    const isOver = (): boolean => machineMs() - startedMs >= roundMs;
    let made = 0;
    const one = async (): Promise<void> => {
      for (; !isOver(); made += 1) await move(isCounted);
    };
    await Promise.all([...Array.from({ length: clients }, one), ...(isCounted ? [keepFresh(isOver)] : [])]);
    return (made * 1000) / roundMs;
  };
  /**
   * Counts as the server does, a quarter of a second after it last did or when it has rested. What a round leaves is counted
   * in the next one, as it would be if they were one.
   */
  const keepFresh = async (isOver: () => boolean): Promise<void> => {
    for (let nextMs = 0; !isOver(); await new Promise((resolve) => setTimeout(resolve, 25))) {
      const startedMs = machineMs();
      if (startedMs < nextMs) continue;
      await addUp(db, market, lead);
      nextMs = machineMs() + Math.max(250, restMs(machineMs() - startedMs));
    }
  };
  const ratios: number[] = [];
  const rates: [number[], number[]] = [[], []];
  for (let n = 0; n < rounds; n += 1) {
    const [counted, plain] = n % 2 === 0 ? [await round(true), await round(false)] : await swapped();
    ratios.push(counted / plain);
    rates[0].push(counted);
    rates[1].push(plain);
  }
  async function swapped(): Promise<[number, number]> {
    const plain = await round(false);
    return [await round(true), plain];
  }
  await addUp(db, market, lead);
  const median = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;
  console.log(
    `\nmoves at 8 clients with the cells kept fresh: ${median(rates[0]).toFixed(0)} a second; nothing counted: ${median(rates[1]).toFixed(0)}; ratio ${median(ratios).toFixed(2)}`,
  );
}

/** How long after its move a lead shows in the number, and its cell holds it. */
export async function benchFreshness({ api, db, sql }: Ground, { advisor }: Lookers): Promise<void> {
  const headers = { authorization: advisor.authorization };
  const took: number[] = [];
  const lags: number[] = [];
  const open = await sql<Known>(
    `select id, version from ${market.schema}.aftersales_lead where dealer = $1 and status = 'assigned' and attempts = '[]' limit 12`,
    [advisor.person.dealer],
  );
  type Told = { total: { counts: Record<string, number> } };
  const shown = async (): Promise<number> =>
    (await api.read<Told>(`/numbers/aftersales-leads?from=${yearsAgo()}`, { headers })).total.counts.contacted ?? 0;
  for (const { id, version } of open) {
    const before = await shown();
    await api.ask(
      `/aftersales-leads/${id}/attempt`,
      { method: "POST", headers: { ...headers, "content-type": "application/json", "if-match": `"${version}"` } },
      JSON.stringify({ channel: "phone", outcome: "reached" }),
    );
    const movedMs = machineMs();
    while ((await shown()) === before)
      if (machineMs() - movedMs > 10_000) throw new Error("a move did not show within 10 s");
    took.push(machineMs() - movedMs);
    const countedMs = machineMs();
    await addUp(db, market, lead);
    lags.push(machineMs() - countedMs);
  }
  const worst = (all: number[]): string => Math.max(...all).toFixed(0);
  console.log(
    `\na move shows in its number after ${worst(took)} ms at most of ${took.length} (that is one question); adding it to its cell takes ${worst(lags)} ms at most`,
  );
}
const yearsAgo = (): string => new Date(Date.parse(now()) - 780 * 86_400_000).toISOString().slice(0, 10);
