import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { known } from "#apps/house.ts";
import { foundations } from "#apps/server/routes.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { formKeyOf, openDoor } from "#platform/accounts/index.ts";
import { newSecret } from "#platform/clocks/chance.ts";
import type { Database } from "#platform/db/database.ts";
import type { Call } from "#platform/http/route.ts";
import { takeIn } from "../take-in.ts";

let house: TestHouse;
/** Other servers on the same rows: what comes by them never goes together with what comes by the house. */
let others: Database[];
before(async () => {
  house = await openTestHouse();
  others = [house.connect(3), house.connect(3)];
});
after(async () => {
  for (const other of others) await other.close();
  await house.close();
});

type Said = Record<string, string>;
const intake = "/intake/aftersales-leads";
const callOf = async (db: Database, body: unknown, headers: Said = {}): Promise<Call> => ({
  ...{ db, known, profilesOf: async () => null, formKey: await formKeyOf(openDoor(house.database.pool), "demo-form") },
  ...{ body, person: null, session: null, language: "en", params: {}, query: {}, headers, path: intake },
  address: "127.0.0.1",
});
/** Twenty forms at once, by three servers; gives the leads that were opened. */
async function twentyForms(saidOf: (nth: number) => Said): Promise<string[]> {
  const send = async (_: unknown, nth: number): Promise<string> => {
    const said = { dealer: "SAKURA", ...saidOf(nth) };
    const other = others[(nth % 3) - 1];
    if (other) return ((await takeIn(foundations, await callOf(other, said))).body as { id: string }).id;
    const { status, text, body } = await house.form().post<{ id: string }>(intake, said);
    assert.equal(status, 201, text);
    return body.id;
  };
  return Promise.all(Array.from({ length: 20 }, send));
}
/** The customers of these leads. */
const customersOf = async (leads: string[]): Promise<string[]> =>
  (
    await house.sql<{ customer: string }>("select distinct customer from aftersales_lead where id = any($1::uuid[])", [
      leads,
    ])
  ).map(({ customer }) => customer);
const freshName = (): string => `Novak ${newSecret().slice(0, 12)}`;

test("twenty forms of one new person at once open twenty leads of one customer", async () => {
  const lastName = freshName();
  const leads = await twentyForms(() => ({ lastName, phone: "03-5550-0101" }));
  assert.equal(new Set(leads).size, 20);
  assert.equal((await customersOf(leads)).length, 1);
  const [row] = await house.sql<{ n: number }>("select count(*)::integer as n from customer where last_name = $1", [
    lastName,
  ]);
  assert.equal(row?.n, 1, "and nobody stands in the list of customers whom no lead names");
});

test("by mail, in any letters, it is the same", async () => {
  const lastName = freshName();
  const email = `${newSecret().slice(0, 12)}@example.org`;
  const leads = await twentyForms((nth) => ({ lastName, email: nth % 2 ? email.toUpperCase() : email }));
  assert.equal((await customersOf(leads)).length, 1);
});

test("phone and mail named in any order lead into no circle of waiting", async () => {
  const lastName = freshName();
  const [mobile, home] = ["090-5550-0102", "03-5550-0103"];
  const email = `${newSecret().slice(0, 12)}@example.org`;
  const leads = await twentyForms((nth) => ({
    lastName,
    email,
    ...(nth % 2 ? { phone: mobile, otherPhone: home } : { phone: home, otherPhone: mobile }),
  }));
  assert.equal((await customersOf(leads)).length, 1);
});

test("other people behind one phone stay other people", async () => {
  const leads = await twentyForms((nth) => ({ lastName: `${freshName()} ${nth}`, phone: "03-5550-0104" }));
  assert.equal((await customersOf(leads)).length, 20);
});

test("an intake costs two round trips, also where the person is known", async () => {
  const { database: db } = house;
  const body = { lastName: freshName(), phone: "03-5550-0105", email: "trips@example.org", vin: "ZN9DEMX10SAKURA01" };
  const call = await callOf(db, body, { "idempotency-key": newSecret() });
  const trips: number[] = [];
  const stop = db.onTrips((count) => trips.push(count));
  assert.equal((await takeIn(foundations, call)).status, 201);
  assert.equal((await takeIn(foundations, { ...call, headers: {} })).status, 201);
  stop();
  assert.deepEqual(trips, [2, 2]);
});
