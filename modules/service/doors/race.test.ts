import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { known } from "#apps/house.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Person } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Database } from "#platform/db/database.ts";
import { moveRoute } from "#platform/http/change-routes.ts";
import { Problem } from "#platform/http/problem.ts";
import type { Call, Route } from "#platform/http/route.ts";
import { appointmentDesk } from "../appointment.desk.ts";
import { planRoute } from "../plan.route.ts";

let house: TestHouse;
let database: Database;
before(async () => {
  house = await openTestHouse();
  database = house.connect(12);
  await house.sql("update service_bay set is_active = false where dealer = 'SAKURA'");
  await house.sql("update service_advisor set is_active = false where dealer = 'SAKURA'");
  const twenty = Array.from({ length: 20 }, (_, n) => n + 1);
  const there = { dealer: "SAKURA", hours: [], absences: [], isActive: true };
  await house.put(
    "service-bay",
    twenty.map((n) => ({ ...there, name: `Bay ${n}`, equipment: ["lift"] })),
  );
  await house.put(
    "service-advisor",
    twenty.map((n) => ({ ...there, name: `Advisor ${n}`, staff: null })),
  );
});
after(async () => {
  await database.close();
  await house.close();
});

type Plan = { id: string; version: number };
/** The same numbers in every run: from 0 to below `most`. */
const diceOf = (seed: number) => {
  let state = seed;
  return (most: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % most;
  };
};

/** Pairs of appointments that stand in one bay, or with one advisor, at the same time. */
const overlaps = async (): Promise<number> => {
  const [row] = await house.sql<{
    count: number;
  }>(`select count(*)::integer as count from appointment a join appointment b on a.id < b.id
    and a.status in ('planned', 'arrived') and b.status in ('planned', 'arrived')
    and ((a.bay = b.bay and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at))
      or (a.advisor = b.advisor and tstzrange(a.starts_at, a.advisor_until_at) && tstzrange(b.starts_at, b.advisor_until_at)))`);
  return row?.count ?? -1;
};

const person: Person = {
  kind: "person",
  tenant: "neo-jp",
  schema: "t_neo_jp",
  userId: newId(),
  userName: "窓口",
  profileId: newId(),
  role: "advisor",
  dealer: "SAKURA",
  region: null,
  dealers: ["SAKURA"],
};
const reschedule = moveRoute(appointmentDesk, "reschedule");
const cancel = moveRoute(appointmentDesk, "cancel");

/** What a route answers to the advisor: the status, and the appointment where there is one. */
async function ask(route: Route, body: object, to?: Plan): Promise<{ status: number; body?: Plan }> {
  const headers = to ? { "if-match": `"${to.version}"` } : {};
  const call: Call = {
    ...{ db: database, known, profilesOf: async () => null, formKey: null, body, person, session: null },
    ...{ params: to ? { id: to.id } : {}, query: {}, headers, path: route.path, address: "127.0.0.1", language: "en" },
  };
  try {
    return (await route.handle(call)) as { status: number; body: Plan };
  } catch (error) {
    if (error instanceof Problem) return { status: error.status };
    throw error;
  }
}

/** Clients that plan, move and cancel as fast as they can; gives how often each answer came. */
async function rush(clients: number, attempts: number): Promise<Map<number, number>> {
  const answers = new Map<number, number>();
  const days = [40, 41, 42].map((day) => inDays(day).slice(0, 10));
  let left = attempts;
  const client = async (_: unknown, nth: number): Promise<void> => {
    const roll = diceOf(1 + nth * 7919);
    const time = (): string => `${days[roll(days.length)]}T0${roll(8)}:${["00", "15", "30", "45"][roll(4)]}:00.000Z`;
    let mine: Plan | undefined;
    while (left-- > 0) {
      const what = mine ? roll(10) : 9;
      const fresh = { name: `客${nth}`, startsAt: time(), work: "oil-change", mustBeFree: true };
      const reply: { status: number; body?: Plan } =
        what < 3
          ? await ask(reschedule, { startsAt: time(), mustBeFree: true }, mine)
          : what < 6
            ? await ask(cancel, {}, mine)
            : await ask(planRoute, fresh);
      answers.set(reply.status, (answers.get(reply.status) ?? 0) + 1);
      if (reply.status === 201) mine = reply.body;
      else if (reply.status === 200) mine = what < 3 ? reply.body : undefined;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return answers;
}

test("twenty thousand attempts by two hundred clients on twenty bays: nothing stands twice", async () => {
  const startedMs = performance.now();
  const answers = await rush(200, 20_000);
  console.log(`${Math.round((performance.now() - startedMs) / 1000)} s`, Object.fromEntries(answers));
  assert.deepEqual([...answers.keys()].sort(), [200, 201, 422]);
  assert.ok((answers.get(201) ?? 0) > 300 && (answers.get(422) ?? 0) > 300, "some get a place, some do not");
  assert.equal(await overlaps(), 0);
});

test("it is the constraint that stops them: without it the same rush overlaps", async () => {
  await house.sql(
    "delete from appointment_history where record_id in (select id from appointment where starts_at > $1)",
    [inDays(39)],
  );
  await house.sql("delete from appointment where starts_at > $1", [inDays(39)]);
  await house.sql(
    "alter table appointment drop constraint appointment_bay_taken, drop constraint appointment_advisor_taken",
  );
  await rush(200, 2_000);
  assert.ok((await overlaps()) > 0);
});
