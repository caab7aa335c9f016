import assert from "node:assert/strict";
import { globSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import "#platform/testing/pinned-clock.ts";
import { askEverywhere, doorsOf } from "#apps/testing/every-door.ts";
import {
  addressOf,
  databaseClient,
  databasePid,
  databasePids,
  isAlive,
  type Program,
  runningDatabase,
  signedIn,
  startProgram,
} from "#apps/testing/server-program.ts";
import { smallDisk } from "#apps/testing/small-disk.ts";
import { voiceAt } from "#apps/testing/voice.ts";
import { removeEmbedded } from "#platform/db/embedded.ts";
import { eventually } from "#platform/testing/eventually.ts";

const disk = smallDisk();
const { folder } = disk;
const started: Program[] = [];
let running: Program;
after(async () => {
  if (!disk.why) disk.makeRoom();
  for (const program of started) program.process.kill("SIGTERM");
  await Promise.all(started.map(({ ended }) => ended));
  if (disk.why) removeEmbedded(folder);
  await disk.remove();
});

function start(where: string, port?: string): Program {
  const program = startProgram(where, port);
  started.push(program);
  return program;
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
  const database = runningDatabase(folder);
  assert.ok(isAlive(database));
  first.process.kill("SIGKILL");
  process.kill(database, "SIGKILL");
  await first.ended;

  running = start(folder);
  const address2 = await addressOf(running);
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

test("a database that is killed or stands still is told as that at every door, and all is well again by itself", async () => {
  const address = await addressOf(running);
  const health = voiceAt(() => `${address}/api/v1`);
  const isWell = async (): Promise<boolean> =>
    (await health.get<{ database: string }>("/health")).body.database === "ok";
  const doors = await doorsOf(address, lead);
  const asking = askEverywhere(doors);
  for (const round of [1, 2]) {
    const died = runningDatabase(folder);
    process.kill(died, "SIGKILL");
    const isAnother = (pid = 0): boolean => pid !== died && isAlive(pid);
    await eventually(`another one runs, ${round}`, async () => isAnother(databasePid(folder)) && isWell(), 300_000);
  }
  const stopped = databasePids(folder);
  for (const pid of stopped) process.kill(pid, "SIGSTOP");
  await eventually(
    "the watch sees it",
    async () => (await health.get<{ database: string }>("/health")).body.database === "away",
  );
  await eventually("every door tells it", async () => doors.every(({ name }) => asking.isRefused(name)), 120_000);
  for (const pid of stopped.filter(isAlive)) process.kill(pid, "SIGCONT");
  await eventually("it is well again", isWell);
  const strange = (await asking.end()).filter((one) => !/ (0|20[01]|503 (database-away|busy|page))$/.test(one));
  assert.deepEqual(strange, [], "never anything else");
  const outside = await databaseClient(folder);
  const text = "select count(*)::integer as count from pg_stat_activity where backend_type = 'client backend'";
  await eventually("no connection is left behind", async () => {
    const { rows } = await outside.query<{ count: number }>(text);
    return (rows[0]?.count ?? 99) <= 12 + 4; // the pool's, the sender's, the watch's and this one
  });
  await outside.end();
});

test("a lead that is locked from outside is busy, and everything else goes on", async () => {
  const address = await addressOf(running);
  const advisor = await signedIn(address, "advisor@sakura.demo");
  const form = voiceAt(() => `${address}/api/v1`, { "x-form-key": "demo-form" });
  const { body } = await form.post<{ id: string }>("/intake/aftersales-leads", { ...lead, phone: "03-1234-9999" });
  const { version } = (await advisor.get<{ version: number }>(`/aftersales-leads/${body.id}`)).body;
  const outside = await databaseClient(folder);
  await outside.query("begin");
  await outside.query("select from t_neo_jp.aftersales_lead where id = $1 for update", [body.id]);
  const attempt = () =>
    advisor.post(
      `/aftersales-leads/${body.id}/attempt`,
      { channel: "phone", outcome: "reached" },
      { ifMatch: version },
    );
  const busy = await Promise.all(Array.from({ length: 20 }, attempt));
  assert.deepEqual([...new Set(busy.map(({ status, body }) => `${status} ${body.reason}`))], ["503 busy"]);
  assert.equal(busy[0]?.headers.get("retry-after"), "1");
  assert.equal((await advisor.get(`/aftersales-leads/${body.id}`)).status, 200, "it can be read");
  await outside.end();
  assert.equal((await attempt()).status, 200);
});

test("a full disk is told, what can be read is read, and all is well again when there is room", {
  skip: disk.why,
}, async () => {
  const address = await addressOf(running);
  const health = voiceAt(() => `${address}/api/v1`);
  const advisor = await signedIn(address, "advisor@sakura.demo");
  const form = voiceAt(() => `${address}/api/v1`, { "x-form-key": "demo-form" });
  const database = async (): Promise<string> => (await health.get<{ database: string }>("/health")).body.database;
  const before = running.wailed().length;
  await eventually("it is seen", async () => {
    disk.fill();
    return (await database()) === "no-space";
  });
  assert.equal((await advisor.get("/aftersales-leads?limit=5")).status, 200, "reading goes on");
  const refused = await eventually("what is written is refused", async () => {
    const reply = await form.post("/intake/aftersales-leads", { ...lead, firstName: "N".repeat(60) });
    assert.ok([201, 503].includes(reply.status), reply.text);
    return reply.body.reason === "no-space" && reply;
  });
  assert.match(refused.headers.get("retry-after") ?? "", /^\d+$/);
  const elsewhere = start(join(folder, "new"));
  assert.equal(await elsewhere.ended, 1);
  assert.deepEqual(
    elsewhere
      .wailed()
      .split("\n")
      .filter((line) => !line.startsWith("  ")),
    [`No space left: make room on the disk of ${join(folder, "new")}, then start again.`, ""],
  );
  const left = databasePid(folder);
  if (left !== undefined) process.kill(left, "SIGKILL");
  await eventually("nobody is told anything else", async () => {
    disk.fill(); // a database that recovers gives back what it needs no more
    const reply = await form.post("/intake/aftersales-leads", lead);
    return reply.body.reason === "no-space";
  });
  disk.makeRoom();
  await eventually("it is well again", async () => (await database()) === "ok", 300_000);
  const taken = await form.post("/intake/aftersales-leads", lead);
  assert.equal(taken.status, 201, taken.text);
  const lines = running.wailed().slice(before).split("\n");
  const told = lines.filter((line) => /no space left|well again/i.test(line));
  assert.match(told[0] ?? "", /no space left/i);
  assert.ok(
    told.every((line, nth) => line !== told[nth - 1]),
    lines.join("\n"),
  );
});

test("told to end, the server takes its database with it", async () => {
  const database = runningDatabase(folder);
  assert.ok(isAlive(database));
  running.process.kill("SIGTERM");
  assert.equal(await running.ended, 0);
  assert.equal(isAlive(database), false);
  assert.deepEqual(globSync("**/postmaster.pid", { cwd: folder }), [], "it ended in good order");
});
