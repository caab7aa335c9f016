import { known } from "#apps/house.ts";
import { machineMs } from "#platform/clocks/clock.ts";
import { rebuild } from "#platform/counts/add-up.ts";
import type { Counted } from "#platform/counts/cells.ts";
import type { Ground } from "../ground.ts";
import type { Pace } from "../rounds.ts";
import { shortPace } from "../rounds.ts";
import { besideHead } from "./beside.ts";
import { fillMarket } from "./fill.ts";
import { benchLists } from "./lists.ts";
import { market, openMarket } from "./market.ts";
import { benchFreshness, benchMoves } from "./moves.ts";
import { benchNumbers } from "./numbers.ts";
import { benchSweep } from "./sweep.ts";

const few = 50_000;

/** Numbers, lists, moves and the sweep at `leads` leads of a market of 500 dealers; the lists at 50,000 too. */
export async function benchMarket(ground: Ground, pace: Pace, leads: number): Promise<void> {
  const isShort = pace === shortPace;
  const turns = { rounds: isShort ? 1 : 5, roundMs: isShort ? 200 : 1500, clients: 1 };
  const lookers = await openMarket(ground.config, ground.db);
  const count = (n: number): string => n.toLocaleString("en");
  console.log(`\n## A market of 500 dealers\n\nfilling ${count(Math.min(few, leads))} leads…\n`);
  await fillMarket(ground.config, Math.min(few, leads));
  await rebuild(ground.db, market, known.get("aftersales-lead") as Counted);
  console.log(`\n${besideHead}`);
  await benchLists(ground, lookers, turns, `${count(Math.min(few, leads))} leads`);
  if (leads > few) {
    console.log(`\nfilling ${count(leads)} leads…\n`);
    await ground.sql(`truncate ${market.schema}.aftersales_lead cascade`);
    await fillMarket(ground.config, leads);
    const startedMs = machineMs();
    await rebuild(ground.db, market, known.get("aftersales-lead") as Counted);
    console.log(
      `\nall cells counted from nothing in ${((machineMs() - startedMs) / 1000).toFixed(1)} s\n\n${besideHead}`,
    );
    await benchLists(ground, lookers, turns, `${count(leads)} leads`);
  } else console.log(`\n${besideHead}`);
  await benchNumbers(ground, lookers, turns);
  await benchFreshness(ground, lookers);
  await benchMoves(ground);
  await benchSweep(ground, Math.min(100_000, Math.floor(leads / 20)));
}
