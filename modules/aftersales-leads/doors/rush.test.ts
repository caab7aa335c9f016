import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

const intake = "/intake/aftersales-leads";
type Taken = { id: string; dealer: string; reason?: string; errors?: { field: string }[] };
const said = (nth: number) => ({ lastName: `Rush ${nth}`, phone: `+8190555${String(nth).padStart(5, "0")}` });
const countOf = async (where: string): Promise<number> =>
  (await house.sql<{ n: number }>(`select count(*)::integer as n from ${where}`))[0]?.n ?? 0;

test("in a rush of forms each is answered for itself: the good are taken in, the bad are told what is wrong with them", async () => {
  const leads = await countOf("aftersales_lead");
  const bodies = Array.from({ length: 120 }, (_, nth) => {
    if (nth % 12 === 3) return { ...said(nth), campaign: "no-such-campaign" };
    if (nth % 12 === 5) return { lastName: "Nobody can reach me" };
    if (nth % 12 === 7) return { ...said(nth), request: `a letter that text cannot hold: ${String.fromCharCode(0)}` };
    return said(nth);
  });
  const replies = await Promise.all(bodies.map((body) => house.form().post<Taken>(intake, body)));
  for (const [nth, { status, body, text }] of replies.entries()) {
    if (nth % 12 === 3) assert.deepEqual([status, body.errors?.[0]?.field], [422, "campaign"], text);
    else if (nth % 12 === 5) assert.deepEqual([status, body.errors?.[0]?.field], [422, "phone"], text);
    else if (nth % 12 === 7) assert.equal(status, 422, text);
    else assert.equal(status, 201, text);
  }
  assert.equal((await countOf("aftersales_lead")) - leads, 90);
  assert.equal(await countOf("customer where last_name like 'Rush %'"), 90);
  const named = await house.sql<{ id: string; last_name: string }>(
    "select id, last_name from aftersales_lead where last_name like 'Rush %'",
  );
  for (const { id, last_name } of named)
    assert.equal(replies[Number(last_name.slice(5))]?.body.id, id, "everybody is told of their own lead");
});

test("every lead of a rush has its history and is told to the dealer's pages", async () => {
  const replies = await Promise.all(
    Array.from({ length: 40 }, (_, nth) => house.form().post<Taken>(intake, said(1000 + nth))),
  );
  const ids = replies.map(({ body }) => body.id);
  const told = await house.sql<{ n: number }>(
    "select count(distinct record_id)::integer as n from aftersales_lead_history where record_id = any($1::uuid[]) and move = 'create'",
    [ids],
  );
  assert.equal(told[0]?.n, 40);
  const consents = await house.sql<{ n: number }>(
    `select count(*)::integer as n from customer_consent c join aftersales_lead l on l.customer = c.customer
     where l.id = any($1::uuid[])`,
    [ids],
  );
  assert.equal(consents[0]?.n, 8 * 40);
});

test("the same form sent again and again under one Idempotency-Key is one lead, also in a rush", async () => {
  const keys = Array.from({ length: 40 }, (_, nth) => `rush-${nth % 8}`);
  const replies = await Promise.all(
    keys.map((key, nth) => house.form().post<Taken>(intake, said(2000 + (nth % 8)), { key })),
  );
  for (const { status, text } of replies) assert.equal(status, 201, text);
  assert.equal(new Set(replies.map(({ body }) => body.id)).size, 8);
  const other = await house.form().post<Taken>(intake, said(3000), { key: "rush-0" });
  assert.deepEqual([other.status, other.body.reason], [422, "idempotency-key-reused"]);
});
