import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import "#platform/testing/pinned-clock.ts";
import type { Person } from "#platform/access/index.ts";
import type { Door, Profile, StandingSession, Tenant, User } from "#platform/accounts/index.ts";
import { machineMs } from "#platform/clocks/clock.ts";
import { openDatabase } from "#platform/db/database.ts";
import { StreamWatch } from "./stream-watch.ts";

const tenant = (code: string): Tenant => ({
  ...{ code, schema: `t_${code}`, name: code, country: "JP", defaultDealer: "ALDER", isDemo: true },
});
const profile: Profile = { id: "p", role: "hq", dealer: null, region: null, dealers: [] };
const userOf = (id: string): User => ({ id, name: id, email: `${id}@example.test`, language: "en" });
const personOf = (id: string, { code, schema }: Tenant): Person => ({
  ...{ kind: "person", tenant: code, schema, userId: id, userName: id, profileId: profile.id, role: "hq" },
  ...{ dealer: null, region: null, dealers: [] },
});

/** A watch over `count` streams of two tenants, on sessions and profiles that the test takes away; time is the test's. */
function watchOver(t: TestContext, count: number) {
  t.mock.timers.enable({ apis: ["setInterval", "Date"], now: machineMs() });
  const database = openDatabase({ host: "nowhere.invalid" });
  const asked: string[] = [];
  const sessions = new Map<string, StandingSession>();
  const profiles = new Map<string, Profile[]>();
  const state = { isAway: false };
  const answer = async (what: string, rows: readonly unknown[]): Promise<unknown[]> => {
    asked.push(what);
    if (state.isAway) throw new Error("the database is away");
    return [...rows];
  };
  const door: Door = {
    all: async () => [],
    query: async <T>({ name }: { name?: string }) => (await answer(name ?? "", [...sessions.values()])) as T[],
  };
  const watch = new StreamWatch({
    door,
    db: {
      ...database,
      as: async (actor, work) => work({ actor, at: "", query: async () => [], finish: async () => [] }),
    },
    profilesOfAll: async (tx, ids) => {
      await answer(`profiles of ${tx.actor.tenant}`, []);
      return new Map(
        ids.flatMap((id) => (profiles.has(id) ? [[id, { user: userOf(id), profiles: profiles.get(id) ?? [] }]] : [])),
      );
    },
  });
  const ended = new Set<string>();
  for (let n = 0; n < count; n += 1) {
    const [id, home] = [`s${n}`, tenant(n % 2 === 0 ? "even" : "odd")];
    const digest = Buffer.from(id);
    sessions.set(id, { digest, account: id, profile: profile.id });
    profiles.set(id, [profile]);
    watch.add({ digest, tenant: home, person: personOf(id, home), end: () => ended.add(id) });
  }
  t.after(() => watch.stop());
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 100) {
      t.mock.timers.tick(100);
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    }
  };
  return { watch, asked, sessions, profiles, state, ended, pass };
}

test("pages whose session ended, or whose right was withdrawn or changed, are let go within a second, and no other", async (t) => {
  const { sessions, profiles, ended, pass } = watchOver(t, 20);
  await pass(1_000);
  assert.deepEqual([...ended], []);
  sessions.delete("s1");
  profiles.delete("s2");
  profiles.set("s3", []);
  profiles.set("s4", [{ ...profile, role: "advisor", dealers: ["ALDER"] }]);
  sessions.set("s5", { digest: Buffer.from("s5"), account: "s5", profile: "another" });
  await pass(1_000);
  assert.deepEqual([...ended].sort(), ["s1", "s2", "s3", "s4", "s5"]);
});

test("two thousand open pages are asked about together, and no page is none", async (t) => {
  const { watch, asked, ended, pass } = watchOver(t, 2_000);
  await pass(1_500);
  const turn = ["standing-sessions", "profiles of even", "profiles of odd"];
  assert.deepEqual([asked, ended.size], [[...turn, ...turn], 0]);
  const leave = watch.add({
    ...{
      digest: Buffer.from("s0"),
      tenant: tenant("even"),
      person: personOf("s0", tenant("even")),
      end: () => undefined,
    },
  });
  leave();
  watch.stop();
  await pass(1_000);
  assert.equal(asked.length, 6);
});

test("while the database is away pages stay for five seconds, and go on when it is back in time", async (t) => {
  const { state, ended, pass } = watchOver(t, 2);
  state.isAway = true;
  await pass(4_000);
  state.isAway = false;
  await pass(4_000);
  assert.equal(ended.size, 0);
  state.isAway = true;
  await pass(6_500);
  assert.equal(ended.size, 2);
});
