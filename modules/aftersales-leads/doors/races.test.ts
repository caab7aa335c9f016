import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { arrive, contacted, historyOf, made, notReached, readLead, type Told } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Reply, Voice } from "#apps/testing/voice.ts";
import { newSecret } from "#platform/clocks/chance.ts";

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

const leads = "/aftersales-leads";
const times = <T>(count: number, act: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, act));
const countOf = (replies: Reply<unknown>[], status: number): number =>
  replies.filter((one) => one.status === status).length;

test("fifty people record the fifth attempt at once: one of them is taken", async () => {
  const id = await contacted(house, advisor);
  for (let count = 2; count <= 4; count += 1) await made(advisor, id, "attempt", notReached);
  const manager = await house.as("manager@sakura.demo");
  let turn = 0;
  const replies = await times(50, () => {
    turn += 1;
    return (turn % 2 ? advisor : manager).post(`${leads}/${id}/attempt`, notReached, { ifMatch: 5 });
  });
  assert.deepEqual([countOf(replies, 200), countOf(replies, 412)], [1, 49]);
  const lead = await readLead(advisor, id);
  assert.deepEqual([lead.attempts.length, lead.version], [5, 6]);
  assert.equal(
    (await historyOf(advisor, id)).filter(({ version, field }) => version === 6 && field === "attempts").length,
    1,
  );
});

test("twenty equal clicks have one effect and all get the same answer", async () => {
  const { id } = await arrive(house);
  const key = newSecret();
  const replies = await times(20, () => advisor.post<Told>(`${leads}/${id}/attempt`, notReached, { ifMatch: 1, key }));
  assert.equal(countOf(replies, 200), 20, replies.find(({ status }) => status !== 200)?.text);
  for (const { body, headers } of replies) {
    assert.deepEqual(body, replies[0]?.body);
    assert.equal(headers.get("etag"), '"2"');
  }
  assert.equal((await readLead(advisor, id)).attempts.length, 1);
});

test("twenty equal clicks on a new lead open one lead", async () => {
  const key = newSecret();
  const said = { lastName: newSecret().slice(0, 20), phone: "03-1111-9999" };
  const replies = await times(20, () => advisor.post<Told>(leads, said, { key }));
  assert.equal(countOf(replies, 201), 20, replies.find(({ status }) => status !== 201)?.text);
  assert.equal(new Set(replies.map(({ body }) => body.id)).size, 1);
  const from = await times(20, () => house.form().post<Told>(`/intake${leads}`, said, { key }));
  assert.equal(countOf(from, 201), 20, from.find(({ status }) => status !== 201)?.text);
  assert.equal(new Set(from.map(({ body }) => body.id)).size, 1);
  const rows = await house.sql("select 1 from aftersales_lead where last_name = $1", [said.lastName]);
  assert.equal(rows.length, 2, "one by the advisor, one by the form");
});

test("twenty equal clicks add one car, and a car that is there already is not added again", async () => {
  const key = newSecret();
  const vin = "ZN9DEMX10RACES001";
  const replies = await times(20, () => advisor.post<Told>("/vehicles", { vin }, { key }));
  assert.equal(countOf(replies, 201), 20, replies.find(({ status }) => status !== 201)?.text);
  assert.equal(new Set(replies.map(({ body }) => body.id)).size, 1);
  const again = await advisor.post("/vehicles", { vin });
  assert.deepEqual([again.status, again.body.reason, again.body.field], [422, "vin-known", "vin"]);
  const rivals = await times(5, () => advisor.post("/vehicles", { vin: "ZN9DEMX10RACES002" }));
  assert.deepEqual([countOf(rivals, 201), countOf(rivals, 422)], [1, 4]);
});

test("the same key gets the same answer, later too; with another body, lead or move it is refused", async () => {
  const { id } = await arrive(house);
  const other = await arrive(house);
  const key = newSecret();
  const path = `${leads}/${id}/attempt`;
  const first = await advisor.post<Told>(path, notReached, { ifMatch: 1, key });
  await made(advisor, id, "attempt", notReached);
  const again = await advisor.post<Told>(path, notReached, { ifMatch: 1, key });
  assert.deepEqual([again.status, again.body], [200, first.body], "looked up before the version");
  assert.deepEqual(
    [(await advisor.post(path, notReached, { key })).status, again.headers.get("idempotency-replayed")],
    [200, "true"],
  );
  for (const [where, what] of [
    [path, { ...notReached, outcome: "reached" }],
    [`${leads}/${other.id}/attempt`, notReached],
    [`${leads}/${id}/withdraw-attempt`, notReached],
  ] as const) {
    const reply = await advisor.post(where, what, { ifMatch: 3, key });
    assert.deepEqual([reply.status, reply.body.reason], [422, "idempotency-key-reused"], where);
  }
  assert.equal((await readLead(advisor, id)).version, 3);
  assert.equal((await readLead(advisor, other.id)).version, 1);
});

test("a key belongs to who sent it, and a refused request does not use it up", async () => {
  const { id } = await arrive(house);
  const key = newSecret();
  const path = `${leads}/${id}/attempt`;
  assert.equal((await advisor.post(path, notReached, { ifMatch: 7, key })).status, 412);
  assert.equal((await advisor.post(path, { ...notReached, channel: "pigeon" }, { ifMatch: 1, key })).status, 422);
  assert.equal((await advisor.post(path, notReached, { ifMatch: 1, key })).status, 200);
  const manager = await house.as("manager@sakura.demo");
  assert.equal((await manager.post(path, notReached, { ifMatch: 2, key })).status, 200);
  assert.equal((await readLead(advisor, id)).attempts.length, 2);
  const long = await advisor.post(path, notReached, { ifMatch: 3, key: "k".repeat(256) });
  assert.deepEqual([long.status, long.body.reason], [422, "idempotency-key-too-long"]);
});

test("two people change a lead at once: one is told to read it again, and nothing is lost", async () => {
  const id = await contacted(house, advisor);
  const replies = await Promise.all([
    advisor.post(`${leads}/${id}/book`, { at: inDays(3), remindCustomer: false }, { ifMatch: 2 }),
    advisor.post(`${leads}/${id}/close`, { reason: "price" }, { ifMatch: 2 }),
    advisor.patch(`${leads}/${id}`, { managementNotes: "x" }, { ifMatch: 2 }),
  ]);
  assert.deepEqual([countOf(replies, 200), countOf(replies, 412)], [1, 2]);
  const stale = replies.find(({ status }) => status === 412);
  assert.deepEqual([stale?.body.reason, (await readLead(advisor, id)).version], ["stale", 3]);
});

test("a change says which version it changes: none is 428, an old one 412", async () => {
  const id = await contacted(house, advisor);
  const path = `${leads}/${id}`;
  for (const ask of [advisor.post(`${path}/attempt`, notReached), advisor.patch(path, { city: "x" })]) {
    const { status, body } = await ask;
    assert.deepEqual([status, body.reason], [428, "version-missing"]);
  }
  for (const value of ['"1"', "1", '"3"', "*", "two", '"2", "3"', "-2"]) {
    const { status, body, headers } = await advisor.post(`${path}/attempt`, notReached, {
      headers: { "if-match": value },
    });
    assert.deepEqual([status, body.reason, headers.get("etag")], [412, "stale", '"2"'], value);
  }
  for (const [version, value] of [
    [2, "2"],
    [3, 'W/"3"'],
    [4, '"4"'],
  ] as const)
    assert.equal(
      (await advisor.post(`${path}/attempt`, notReached, { headers: { "if-match": value } })).status,
      200,
      String(version),
    );
});

test("refusals come in their order: 401, 404, 403, 428, 412, 422", async () => {
  const { id } = await arrive(house);
  const path = `${leads}/${id}/book`;
  const wrong = { at: "yesterday" };
  const reader = await house.as("area-east@neo.demo");
  const statuses = [
    await house.stranger().post(path, wrong),
    await (await house.as("advisor@fuji.demo")).post(path, wrong),
    await reader.post(path, wrong),
    await advisor.post(path, wrong),
    await advisor.post(path, wrong, { ifMatch: 9 }),
    await advisor.post(path, wrong, { ifMatch: 1 }),
  ].map(({ status }) => status);
  assert.deepEqual(statuses, [401, 404, 403, 428, 412, 422]);
  const edits = [
    await house.stranger().patch(`${leads}/${id}`, { status: 1 }),
    await (await house.as("advisor@fuji.demo")).patch(`${leads}/${id}`, { status: 1 }),
    await reader.patch(`${leads}/${id}`, { status: 1 }),
    await advisor.patch(`${leads}/${id}`, { status: 1 }),
    await advisor.patch(`${leads}/${id}`, { status: 1 }, { ifMatch: 9 }),
    await advisor.patch(`${leads}/${id}`, { status: 1 }, { ifMatch: 1 }),
  ].map(({ status }) => status);
  assert.deepEqual(edits, [401, 404, 403, 428, 412, 422]);
});

test("every refusal is a problem with its reason, its status and a trace of its own", async () => {
  const { id } = await arrive(house);
  const replies = [
    await house.stranger().get(leads),
    await advisor.get(`${leads}/${newSecret()}`),
    await advisor.post(`${leads}/${id}/attempt`, notReached),
    await advisor.post(`${leads}/${id}/attempt`, {}, { ifMatch: 1 }),
    await advisor.get("/nowhere"),
  ];
  for (const { status, body, headers } of replies) {
    assert.match(headers.get("content-type") ?? "", /^application\/problem\+json/);
    assert.equal(body.type, `https://marque.dev/problems/${body.reason}`);
    assert.equal((body as { status?: number }).status, status);
  }
  assert.equal(new Set(replies.map(({ body }) => body.traceId)).size, replies.length);
});
