import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeEmbedded } from "#platform/db/embedded.ts";
import { httpDoor } from "./door.ts";

/** A running server of one checkout, on a folder of its own. */
type Side = {
  name: string;
  address: string;
  cookie: string;
  key: string;
  pid: number;
  folder: string;
  end(): Promise<void>;
};

const pairs = 11;
const clients = 4;
/** Half of the requests are lists, a quarter are leads taken in, a quarter attempts on them. */
const leadsTakenIn = 1250;
const lists = [
  "/aftersales-leads?limit=50",
  "/aftersales-leads?view=open&limit=50",
  "/customers?limit=50",
  "/appointments?limit=50",
];

/** Starts the demo of a checkout as people do. */
async function open(name: string, root: string): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), "marque-bench-"));
  const env = { ...process.env, MARQUE_FOLDER: folder, PORT: "0", HOST: "127.0.0.1" };
  const server = spawn(process.execPath, ["apps/server/start.ts"], {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const address = await addressIn(server.stdout);
  const reply = await fetch(`${address}/api/v1/demo/sign-in`, {
    ...{ method: "POST", headers: { "content-type": "application/json" } },
    body: JSON.stringify({ email: "advisor@sakura.demo" }),
  });
  const end = async (): Promise<void> => {
    server.kill("SIGTERM");
    await once(server, "exit");
    removeEmbedded(folder);
  };
  const cookie = reply.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return { name, address, cookie, key: programKey(root, env), pid: server.pid ?? 0, folder, end };
}

async function addressIn(said: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const part of said as AsyncIterable<Buffer>) {
    text += part;
    const address = /Marque is open: (http:\/\/[^\s/]+)/.exec(text)?.[1];
    if (address) return address;
  }
  throw new Error(`the server did not open:\n${text}`);
}

/** A key without limits; a checkout that knows no kinds of keys has only such ones. */
function programKey(root: string, env: NodeJS.ProcessEnv): string {
  const said = ["start.mjs", "marque", "form-key", "neo-jp", "--name", "bench", "--source", "website"];
  for (const more of [["--kind", "program"], []]) {
    const { status, stdout } = spawnSync(process.execPath, [...said, ...more], { cwd: root, env, encoding: "utf8" });
    if (status === 0) return stdout.trim().split("\n").at(-1) ?? "";
  }
  throw new Error("no key for the intake");
}

const ticksASecond = 100;
function ticksOf(pid: number, withChildren: boolean): number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .map(Number);
  const own = (fields[11] ?? 0) + (fields[12] ?? 0);
  return withChildren ? own + (fields[13] ?? 0) + (fields[14] ?? 0) : own;
}

/** Seconds that the server and its database have used of a processor, those of connections that ended included. */
function processorSeconds({ pid, folder }: Side): number {
  const [file = ""] = globSync("**/postmaster.pid", { cwd: folder });
  const postmaster = Number(readFileSync(join(folder, file), "utf8").split("\n")[0]);
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, "utf8"))?.[1]) === postmaster;
      } catch {
        return false;
      }
    });
  const ticks = children.reduce((sum, child) => sum + ticksOf(Number(child), false), 0);
  return (ticks + ticksOf(postmaster, true) + ticksOf(pid, false)) / ticksASecond;
}

/** The 5,000 fixed requests of one round. */
async function round(side: Side, nth: number): Promise<number> {
  const door = httpDoor(side.address);
  const before = processorSeconds(side);
  const work = Array.from({ length: leadsTakenIn }, (_, n) => n);
  const one = async (): Promise<void> => {
    for (let n = work.pop(); n !== undefined; n = work.pop()) {
      const lead = await door.read<{ id: string }>(
        "/intake/aftersales-leads",
        { method: "POST", headers: { "x-form-key": side.key, "content-type": "application/json" } },
        JSON.stringify({
          firstName: `Round${nth}`,
          lastName: `Lead${n}`,
          email: `r${nth}n${n}@example.org`,
          dealer: "SAKURA",
        }),
      );
      const headers = { cookie: side.cookie };
      for (const path of [lists[n % lists.length], lists[(n + 1) % lists.length]])
        await door.ask(path ?? "", { headers });
      await door.ask(
        `/aftersales-leads/${lead.id}/attempt`,
        { method: "POST", headers: { ...headers, "content-type": "application/json", "if-match": '"1"' } },
        JSON.stringify({ channel: "phone", outcome: "not-reached" }),
      );
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  door.close();
  return processorSeconds(side) - before;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Processor seconds for 5,000 requests of this checkout beside another one in `other`, in turn; prints each pair and the median. */
export async function benchProcessor(other: string): Promise<void> {
  const [ours, theirs] = [await open("here", join(import.meta.dirname, "..")), await open("there", other)];
  try {
    for (const side of [ours, theirs]) await round(side, 0);
    const ratios: number[] = [];
    for (let n = 1; n <= pairs; n += 1) {
      const order = n % 2 === 0 ? [ours, theirs] : [theirs, ours];
      const seconds = new Map<Side, number>();
      for (const side of order) seconds.set(side, await round(side, n));
      const [here = 0, there = 1] = [seconds.get(ours), seconds.get(theirs)];
      ratios.push(here / there);
      console.log(`pair ${n}: ${here.toFixed(2)} s beside ${there.toFixed(2)} s, ${(here / there).toFixed(3)}`);
    }
    console.log(`median of ${pairs}: ${median(ratios).toFixed(3)}`);
  } finally {
    await Promise.all([ours.end(), theirs.end()]);
  }
}
