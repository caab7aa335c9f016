import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import process from "node:process";
import test from "node:test";
import { machineMs, now, plusMs, setTravelled } from "#platform/clocks/clock.ts";
import { aheadMs, ordinary, pinnedArgs, pinnedEnv, stoppedClock } from "./pinned-clock.ts";

/** The machine's own time, past every pinned clock. */
const outsideMs = (): number => performance.timeOrigin + performance.now();
/** What a busy machine may take between two looks. */
const nearMs = 600_000;

/** What a program prints that tells its time; `env` beside this process's own. */
function timeOf(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): { atMs: number; status: number | null; said: string } {
  const tell = 'import { machineNow } from "#platform/clocks/clock.ts"; console.log(machineNow());';
  const { stdout, stderr, status } = spawnSync(process.execPath, [...args, "--input-type=module", "-e", tell], {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  return { atMs: Date.parse(stdout.trim()), status, said: stderr };
}
const isNear = (a: number, b: number): boolean => Math.abs(a - b) < nearMs;

test("a test begins at the moment that was chosen for the tests, and its time runs on as outside", () => {
  const begun = Date.parse(process.env.MARQUE_TEST_AT ?? ordinary);
  assert.ok(machineMs() >= begun && machineMs() - begun < nearMs, now());
  assert.ok(isNear(machineMs() - aheadMs, outsideMs()), "it runs as the clock outside runs");
});

test("a program that a test starts has the test's time, and one that people start the machine's", () => {
  assert.ok(isNear(timeOf(pinnedArgs, pinnedEnv).atMs, machineMs()));
  const inherited = { ...pinnedEnv, MARQUE_TEST_AT: "2028-02-29T09:00:00+09:00" };
  assert.ok(isNear(timeOf([], inherited).atMs, outsideMs()), "whatever stands in its environment");
});

test("another moment is chosen by its name, and a wrong one is refused", () => {
  const own = { MARQUE_TEST_AHEAD_MS: undefined };
  const chosen = timeOf(pinnedArgs, { ...own, MARQUE_TEST_AT: "2028-02-29T09:00:00+09:00" });
  assert.ok(isNear(chosen.atMs, Date.parse("2028-02-29T00:00:00Z")));
  const wrong = timeOf(pinnedArgs, { ...own, MARQUE_TEST_AT: "tomorrow" });
  assert.notEqual(wrong.status, 0);
  assert.match(wrong.said, /MARQUE_TEST_AT is no moment: tomorrow/);
});

test("a stopped clock goes on only when it is turned", (t) => {
  const turn = stoppedClock(t);
  const at = now();
  turn(1_500);
  assert.equal(now(), plusMs(at, 1_500));
  setTravelled(1_000);
  t.after(() => setTravelled(0));
  assert.equal(now(), plusMs(at, 2_500), "the demo's travel comes on top");
});
