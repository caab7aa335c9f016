import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, readFileSync, readlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import "#platform/testing/pinned-clock.ts";
import { eventually } from "#apps/testing/eventually.ts";
import { type Voice, voiceAt } from "#apps/testing/voice.ts";
import { removeEmbedded } from "#platform/db/embedded.ts";

type Program = { process: ChildProcess; said: () => string; wailed: () => string; ended: Promise<number | null> };

const folder = mkdtempSync(join(tmpdir(), "marque-test-"));
const started: Program[] = [];
after(async () => {
  for (const program of started) program.process.kill("SIGTERM");
  await Promise.all(started.map(({ ended }) => ended));
  removeEmbedded(folder);
});

/** Starts the real server in `where`; `port` 0 takes a free one. */
function start(where: string, port = "0"): Program {
  const env = { ...process.env, MARQUE_FOLDER: where, PORT: port, HOST: "127.0.0.1" };
  const child = spawn(process.execPath, [join(import.meta.dirname, "start.ts")], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const texts = { out: "", error: "" };
  child.stdout?.on("data", (part: Buffer) => {
    texts.out += part.toString();
  });
  child.stderr?.on("data", (part: Buffer) => {
    texts.error += part.toString();
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  const program = { process: child, said: () => texts.out, wailed: () => texts.error, ended };
  started.push(program);
  return program;
}

const addressOf = (program: Program): Promise<string> =>
  eventually(
    "the server opens",
    async () => {
      assert.equal(program.process.exitCode, null, program.wailed());
      return /Marque is open: (http:\S+)/.exec(program.said())?.[1];
    },
    240_000,
  );

/** A demo person signed in with one tap, as a browser keeps it. */
async function signedIn(address: string, email: string): Promise<Voice> {
  const reply = await voiceAt(() => `${address}/api/v1`).post("/demo/sign-in", { email });
  assert.equal(reply.status, 200, reply.text);
  return voiceAt(() => `${address}/api/v1`, { cookie: reply.headers.getSetCookie()[0]?.split(";")[0] ?? "" });
}

function databasePid(): number {
  const [file] = globSync("**/postmaster.pid", { cwd: folder });
  return Number(readFileSync(join(folder, file ?? ""), "utf8").split("\n")[0]);
}

/** A process that ended and was not waited for has no working directory any more. */
function isAlive(pid: number): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) !== "";
  } catch {
    return false;
  }
}

const lead = { lastName: "Kill", firstName: "Nine", phone: "03-1234-5678", dealer: "SAKURA" };

test("what was acknowledged survives the sudden death of server and database", async () => {
  const first = start(folder);
  const address = await addressOf(first);
  const form = voiceAt(() => `${address}/api/v1`, { "x-form-key": "demo-form" });
  const taken = await form.post<{ id: string }>("/intake/aftersales-leads", lead, { key: "before the end" });
  assert.equal(taken.status, 201, taken.text);
  const admin = await signedIn(address, "admin@neo.demo");
  const travelled = await admin.post<{ now: string }>("/demo/clock", { advance: "P3D" });
  const advisor = await signedIn(address, "advisor@sakura.demo");
  const attempt = await advisor.post(
    `/aftersales-leads/${taken.body.id}/attempt`,
    { channel: "phone", outcome: "reached" },
    { ifMatch: 2 },
  );
  assert.equal(attempt.status, 200, attempt.text);
  const database = databasePid();
  assert.ok(isAlive(database));
  first.process.kill("SIGKILL");
  process.kill(database, "SIGKILL");
  await first.ended;

  const again = start(folder);
  const address2 = await addressOf(again);
  const reader = await signedIn(address2, "advisor@sakura.demo");
  const read = await reader.get<{ name: string; version: number; attempts: unknown[]; isFirstContactInTime: boolean }>(
    `/aftersales-leads/${taken.body.id}`,
  );
  assert.deepEqual(
    [read.status, read.body.name, read.body.version, read.body.attempts.length, read.body.isFirstContactInTime],
    [200, "Nine Kill", 3, 1, false],
  );
  const { body: me } = await reader.get<{ now: string }>("/me");
  assert.ok(me.now >= travelled.body.now, "the clock stands where it was");
  const key = voiceAt(() => `${address2}/api/v1`, { "x-form-key": "demo-form" });
  const repeated = await key.post<{ id: string }>("/intake/aftersales-leads", lead, { key: "before the end" });
  assert.equal(repeated.body.id, taken.body.id, "the same act once more opens nothing new");
});

test("a server that people start follows the machine's clock, whatever moment is pinned for tests", async () => {
  assert.ok(process.env.MARQUE_TEST_AHEAD_MS, "the tests' moment stands in its environment");
  const address = await addressOf(started.at(-1) as Program);
  const admin = await signedIn(address, "admin@neo.demo");
  const { body: me } = await admin.get<{ machineNow: string }>("/me");
  const machineMs = performance.timeOrigin + performance.now();
  assert.ok(Math.abs(Date.parse(me.machineNow) - machineMs) < 600_000, me.machineNow);
});

test("a second start in the same folder, and one on a busy port, say so in one line", async () => {
  const running = started.at(-1) as Program;
  const address = await addressOf(running);
  const second = start(folder);
  assert.equal(await second.ended, 1);
  assert.deepEqual(
    [second.said(), second.wailed()],
    ["", `Marque already runs in ${folder} at ${address} (process ${running.process.pid}).\n`],
  );
  const elsewhere = mkdtempSync(join(tmpdir(), "marque-test-"));
  const port = new URL(address).port;
  const busy = start(elsewhere, port);
  assert.equal(await busy.ended, 1);
  assert.deepEqual(
    [busy.said(), busy.wailed()],
    ["", `Port ${port} is taken by another program: set PORT to a free one.\n`],
  );
  removeEmbedded(elsewhere);
  assert.equal((await voiceAt(() => `${address}/api/v1`).get("/health")).status, 200, "the first one works on");
});

test("told to end, the server takes its database with it", async () => {
  const running = started.at(-3) as Program;
  const database = databasePid();
  assert.ok(isAlive(database));
  running.process.kill("SIGTERM");
  assert.equal(await running.ended, 0);
  assert.equal(isAlive(database), false);
  assert.deepEqual(globSync("**/postmaster.pid", { cwd: folder }), [], "it ended in good order");
});
