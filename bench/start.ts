import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { machineMs } from "#platform/clocks/clock.ts";
import { removeEmbedded, startEmbedded } from "#platform/db/embedded.ts";
import { httpDoor } from "./door.ts";
import { type Pace, shortPace } from "./rounds.ts";

type Started = { server: ChildProcess; address: string; tookMs: number };

/** Starts the demo's server as `npm start` does, on `folder`, and waits until it is open. */
async function started(folder: string): Promise<Started> {
  const startedMs = machineMs();
  const server = spawn(process.execPath, [join(import.meta.dirname, "../apps/server/start.ts")], {
    env: { ...process.env, MARQUE_FOLDER: folder, PORT: "0", HOST: "127.0.0.1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  for await (const part of server.stdout as AsyncIterable<Buffer>) {
    said += part;
    const address = /Marque is open: (http:\/\/[^\s/]+)/.exec(said)?.[1];
    if (address) return { server, address, tookMs: machineMs() - startedMs };
  }
  throw new Error(`the server did not open:\n${said}`);
}

async function stopped({ server }: Started): Promise<void> {
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}

/** The memory that a process holds, in MiB, where the machine tells it (Linux). */
export function memoryOf(pid: number | undefined): string {
  try {
    const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    return `${Math.round(Number(kib) / 1024)} MiB`;
  } catch {
    return "not told by this machine";
  }
}

/** Eight people who look at lists, numbers and leads for `ms`, each again as soon as they have their answer. */
async function lookAround({ address }: Started, ms: number): Promise<number> {
  const token = await signIn(address);
  const api = httpDoor(address);
  const headers = { cookie: token };
  const pages = [
    "/aftersales-leads?limit=50",
    "/numbers/aftersales-leads",
    "/numbers/aftersales-leads?by=dealer",
    "/customers?limit=50",
    "/appointments?limit=50",
  ];
  const startedMs = machineMs();
  let asked = 0;
  const one = async (nth: number): Promise<void> => {
    for (let n = nth; machineMs() - startedMs < ms; n += 1) {
      await api.ask(pages[n % pages.length] as string, { headers });
      asked += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, nth) => one(nth)));
  api.close();
  return asked;
}

/** The cookie of the demo's manager of SAKURA. */
async function signIn(address: string): Promise<string> {
  const answer = await fetch(`${address}/api/v1/demo/sign-in`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "manager@sakura.demo" }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
}

/** How long the server takes until it is open, and what memory its process holds, beside PostgreSQL alone on the same folder. */
export async function benchStart(pace: Pace): Promise<void> {
  const isShort = pace === shortPace;
  console.log("\n## From start to ready\n");
  const folder = mkdtempSync(join(tmpdir(), "marque-bench-"));
  const first = await started(folder);
  const withWorld = memoryOf(first.server.pid);
  await stopped(first);
  const [again, alone]: [number[], number[]] = [[], []];
  for (let n = 0; n < (isShort ? 1 : 5); n += 1) {
    const server = await started(folder);
    again.push(server.tookMs);
    await stopped(server);
    const startedMs = machineMs();
    const database = await startEmbedded({ folder });
    alone.push(machineMs() - startedMs);
    await database.stop();
  }
  const last = await started(folder);
  const idle = memoryOf(last.server.pid);
  const asked = await lookAround(last, isShort ? 500 : 15_000);
  const busy = memoryOf(last.server.pid);
  await stopped(last);
  removeEmbedded(folder);
  const middle = (all: number[]): string =>
    `${((all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0) / 1000).toFixed(1)} s`;
  console.log(`| what | |\n|---|---:|
| in an empty folder: a database is made and the demo's world is loaded | ${(first.tookMs / 1000).toFixed(1)} s |
| on a folder that is there, median of ${again.length} | ${middle(again)} |
| of that PostgreSQL alone | ${middle(alone)} |
| memory of the server's process when it has loaded the demo's world | ${withWorld} |
| when it opens on a folder that is there | ${idle} |
| after ${asked.toLocaleString("en")} lists and numbers by eight people | ${busy} |`);
}
