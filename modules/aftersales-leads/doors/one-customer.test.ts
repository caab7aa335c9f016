import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { known } from "#apps/house.ts";
import { foundations } from "#apps/server/routes.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Person } from "#platform/access/index.ts";
import { formKeyOf, openDoor } from "#platform/accounts/index.ts";
import { newId, newSecret } from "#platform/clocks/chance.ts";
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
const firstName = "Jan";
const freshName = (): string => `Novak ${newSecret().slice(0, 12)}`;

test("twenty forms of one new person at once open twenty leads of one customer", async () => {
  const lastName = freshName();
  const leads = await twentyForms(() => ({ ...{ firstName, lastName }, phone: "03-5550-0101" }));
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
  const leads = await twentyForms((nth) => ({
    ...{ firstName, lastName },
    email: nth % 2 ? email.toUpperCase() : email,
  }));
  assert.equal((await customersOf(leads)).length, 1);
});

test("phone and mail named in any order lead into no circle of waiting", async () => {
  const lastName = freshName();
  const [mobile, home] = ["090-5550-0102", "03-5550-0103"];
  const email = `${newSecret().slice(0, 12)}@example.org`;
  const leads = await twentyForms((nth) => ({
    firstName,
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

/** What a stranger may try who has somebody's phone and mail, and not the name: pieces, letters, relatives, nothing that fits. */
function wrongNames(): Said[] {
  const pieces = ["恵", "子", "山", "口", "山口恵", "口恵子", "ヤマ", "グチ", "a", "ケイ"];
  const families = [...pieces, "木村", "Yamada", "やまぐちさん", "山ロ", "%", "_", "Yamaguchi K", "・", "山口山口"];
  const givens = [...pieces, "太郎", "惠美子", "Keiko Anna", "恵子花子", "%", "e", "子子"];
  const only = [...families, "山口"].flatMap((lastName): Said[] => [{ lastName }, { lastName, firstName: "花子" }]);
  const wrong = givens.flatMap((one): Said[] => [{ firstName: one }, { lastName: "山口", firstName: one }]);
  const both = families.flatMap((lastName) => givens.map((one) => ({ lastName, firstName: one })));
  return [...only, ...wrong, ...both].slice(0, 200);
}

test("two hundred intakes with a known phone and wrong names open nothing to anybody", async () => {
  const [phone, email] = ["090-5550-0107", "keiko.yamaguchi@example.org"];
  const secret = { phone: "+819055500107", otherPhone: "+81355500108", email, city: "秘密市", street: "秘密町1-1" };
  const known = { ...{ lastName: "山口", firstName: "恵子" }, lastNameReading: "ヤマグチ", firstNameReading: "ケイコ" };
  const [customer = ""] = await house.put("customer", [
    { kind: "person", name: "山口 恵子", ...known, ...secret, dealers: ["SAKURA"] },
  ]);
  const [vehicle = ""] = await house.put("vehicle", [{ vin: "ZN9DEMX10KE1K0011", vinKind: "vin" }]);
  await house.put("vehicle-ownership", [{ vehicle, customer, startsOn: "2024-01-01", dealers: ["SAKURA"] }]);
  await house.put("service-visit", [{ vehicle, dealer: "SAKURA", visitedOn: "2024-03-01", works: "oil" }]);
  const names = wrongNames();
  assert.equal(names.length, 200);
  const leads: string[] = [];
  for (let nth = 0; nth < names.length; nth += 20)
    for (const { status, body, text } of await Promise.all(
      names.slice(nth, nth + 20).map((said, i) => {
        const reached = i % 3 === 0 ? { phone } : i % 3 === 1 ? { email: email.toUpperCase() } : { phone, email };
        return house.form().post<{ id: string; dealer: string }>(intake, { dealer: "FUJI", ...said, ...reached });
      }),
    )) {
      assert.deepEqual([status, Object.keys(body).sort(), body.dealer], [201, ["dealer", "id"], "FUJI"], text);
      leads.push(body.id);
    }
  assert.ok(!(await customersOf(leads)).includes(customer), "none of the leads is the known customer's");
  const row = await house.sql("select dealers from customer where id = $1", [customer]);
  assert.deepEqual(row, [{ dealers: ["SAKURA"] }]);
  const fuji = await house.as("advisor@fuji.demo");
  for (const path of [`/customers/${customer}`, `/customers/${customer}/history`, `/customers/${customer}/likely`])
    assert.equal((await fuji.get(path)).status, 404, path);
  const [own = ""] = await customersOf(leads);
  const paths = [`/customers/${own}/likely`, `/aftersales-leads/${leads[0]}`, `/customers?search=${phone}&limit=200`];
  for (const path of [...paths, `/vehicle-ownerships?filter[vehicle][eq]=${vehicle}`, `/customers?search=秘密`]) {
    const { status, text } = await fuji.get(path);
    assert.equal(status, 200, path);
    for (const word of [customer, "秘密", "55500108"]) assert.ok(!text.includes(word), `${path}: ${word}`);
  }
  const seen = await asAdvisorOf(
    "FUJI",
    [
      ["customer", "id = $1"],
      ["customer_history", "record_id = $1"],
      ["customer_consent", "customer = $1"],
      ["vehicle_ownership", "customer = $1"],
      ["vehicle_ownership_history", "record_id in (select id from vehicle_ownership where customer = $1)"],
      ["aftersales_lead", "customer = $1"],
    ],
    customer,
  );
  assert.deepEqual(seen, [0, 0, 0, 0, 0, 0]);
});

/** How many rows of each table an advisor of the dealer reads in SQL, without the program's own predicates. */
const asAdvisorOf = (code: string, tables: readonly (readonly [string, string])[], id: string): Promise<number[]> => {
  const tenant = { tenant: "neo-jp", schema: "t_neo_jp" };
  const person = { kind: "person", ...tenant, userId: newId(), userName: "x", profileId: newId() } as const;
  const actor: Person = { ...person, role: "advisor", dealer: code, region: null, dealers: [code] };
  return house.database.as(actor, async (tx) => {
    const counted: number[] = [];
    for (const [table, where] of tables)
      counted.push(
        Number(
          (
            await tx.query<{ n: string }>({ text: `select count(*) as n from ${table} where ${where}`, values: [id] })
          )[0]?.n,
        ),
      );
    return counted;
  });
};

test("a foreign name under a known phone does not even tell where its owner goes", async () => {
  const [customer] = await house.put("customer", [
    { kind: "person", name: "林 茂", lastName: "林", firstName: "茂", phone: "+819055500109", dealers: ["FUJI"] },
  ]);
  const [vehicle] = await house.put("vehicle", [{ vin: "ZN9DEMX10HAYASH12", vinKind: "vin" }]);
  await house.put("vehicle-ownership", [{ vehicle, customer, startsOn: "2024-01-01", dealers: ["FUJI"] }]);
  await house.put("service-visit", [{ vehicle, dealer: "FUJI", visitedOn: "2025-03-01", works: "oil" }]);
  const sent = async (said: Said) => (await house.form().post<{ dealer: string }>(intake, said)).body.dealer;
  for (const lastName of ["Nobody", "木村", "木", "a"])
    assert.equal(await sent({ lastName, phone: "090-5550-0109" }), await sent({ lastName, phone: "090-5550-0110" }));
  assert.equal(await sent({ lastName: "林", phone: "090-5550-0109" }), "FUJI", "half the right name does");
});

test("a second member of a family behind one phone is found again", async () => {
  const phone = "03-5550-0111";
  const lastName = freshName();
  const send = async (said: Said) =>
    (await house.form().post<{ id: string }>(intake, { dealer: "SAKURA", phone, lastName, ...said })).body.id;
  const [anna, jan, again] = [
    await send({ firstName: "Anna" }),
    await send({ firstName: "Jan" }),
    await send({ firstName: "JAN" }),
  ];
  assert.equal((await customersOf([anna, jan])).length, 2);
  assert.equal((await customersOf([jan, again])).length, 1);
});

test("what an advisor writes down under the phone of somebody else is somebody else's, and who may be the same is shown to those who see both", async () => {
  const advisor = await house.as("advisor@sakura.demo");
  const phone = "03-5550-0112";
  const write = async (said: Said) => {
    const { status, text, body } = await advisor.post<{ customer: { id: string } }>("/aftersales-leads", {
      phone,
      ...said,
    });
    assert.equal(status, 201, text);
    return body.customer.id;
  };
  const taro = await write({ lastName: "山本", firstName: "太郎" });
  const hanako = await write({ lastName: "木村", firstName: "花子" });
  const half = await write({ lastName: "山本" });
  assert.equal(await write({ lastName: "山本", firstName: "太郎" }), taro);
  assert.equal(new Set([taro, hanako, half]).size, 3);
  type Likely = { items: { id: string; likeness: string }[] };
  const likely = async (id: string) =>
    (await advisor.get<Likely>(`/customers/${id}/likely`)).body.items.map((one) => [one.id, one.likeness]);
  assert.deepEqual(await likely(half), [[taro, "likely"]]);
  assert.deepEqual(await likely(hanako), []);
});

test("an intake costs two round trips, also where the person is known", async () => {
  const { database: db } = house;
  const body = {
    firstName,
    lastName: freshName(),
    phone: "03-5550-0105",
    email: "trips@example.org",
    vin: "ZN9DEMX10SAKURA01",
  };
  const call = await callOf(db, body, { "idempotency-key": newSecret() });
  const trips: number[] = [];
  const stop = db.onTrips((count) => trips.push(count));
  assert.equal((await takeIn(foundations, call)).status, 201);
  assert.equal((await takeIn(foundations, { ...call, headers: {} })).status, 201);
  stop();
  assert.deepEqual(trips, [2, 2]);
});
