import { availableParallelism, totalmem } from "node:os";
import { machineNow } from "#platform/clocks/clock.ts";
import { benchBook } from "./book.ts";
import { type Ground, openGround } from "./ground.ts";
import { benchLeads } from "./leads.ts";
import { benchMarket } from "./market/bench-market.ts";
import { benchProcessor } from "./processor.ts";
import { fullPace, type Pace, shortPace } from "./rounds.ts";
import { benchRush } from "./rush.ts";
import { benchStart } from "./start.ts";

/** What is measured; a part that answers false has found a fault. */
const parts: Record<string, (ground: Ground, pace: Pace, count: number) => Promise<boolean | undefined>> = {
  start: (_, pace) => benchStart(pace).then(() => undefined),
  leads: (ground, pace) => benchLeads(ground, pace).then(() => undefined),
  book: (ground, pace) => benchBook(ground, pace).then(() => undefined),
  rush: (ground, _, attempts) => benchRush(ground, attempts || 1_000_000),
  market: (ground, pace, leads) => benchMarket(ground, pace, leads || 5_000_000).then(() => undefined),
};

/** Reads `[start] [leads] [book] [rush] [market] [COUNT] [--short]`; undefined where something else is said. */
function asked(said: readonly string[]): { names: string[]; pace: Pace; count: number } | undefined {
  const isCount = (word: string): boolean => /^[1-9]\d*$/.test(word);
  const names = said.filter((word) => Object.hasOwn(parts, word));
  if (!said.every((word) => Object.hasOwn(parts, word) || isCount(word) || word === "--short")) return undefined;
  return {
    names: names.length > 0 ? names : Object.keys(parts),
    pace: said.includes("--short") ? shortPace : fullPace,
    count: Number(said.find(isCount) ?? 0),
  };
}

async function sayWhere(ground: Ground, pace: Pace): Promise<void> {
  const [row] = await ground.sql<{ version: string }>("select current_setting('server_version') as version");
  const memoryGb = (totalmem() / 2 ** 30).toFixed(0);
  console.log(`# Bench of ${machineNow().slice(0, 16).replace("T", " ")} UTC${pace === shortPace ? ", short" : ""}\n`);
  console.log(`${availableParallelism()} cores, ${memoryGb} GB; Node ${process.version}, PostgreSQL ${row?.version}`);
}

const [first, folder] = process.argv.slice(2);
if (first === "processor" && folder !== undefined) {
  await benchProcessor(folder);
  process.exit(0);
}
const question = asked(process.argv.slice(2));
if (!question) {
  console.error(
    "npm run bench -- [start] [leads] [book] [rush] [market] [COUNT] [--short], or processor FOLDER-OF-ANOTHER-CHECKOUT",
  );
  process.exit(2);
}
const ground = await openGround();
try {
  await sayWhere(ground, question.pace);
  for (const name of question.names)
    if ((await parts[name]?.(ground, question.pace, question.count)) === false) process.exitCode = 1;
} finally {
  await ground.stop();
}
