import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { type EventStream, listen } from "#apps/testing/event-stream.ts";
import { arrive, contacted, made, notReached, readLead } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import { type Voice, voiceAt } from "#apps/testing/voice.ts";

let house: TestHouse;
let advisor: Voice;
let id: string;
let name: string;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
  name = "雪野 静";
  id = await contacted(house, advisor, { firstName: "静", lastName: "雪野" });
});
after(() => house.close());

const root = "/aftersales-leads";
/** The lead and its history as the database holds them. */
const rows = () =>
  house.sql(
    "select to_jsonb(l) as lead, (select count(*)::integer from aftersales_lead_history where record_id = l.id) as lines from aftersales_lead l where id = $1",
    [id],
  );

const moves = {
  attempt: notReached,
  "withdraw-attempt": {},
  book: { at: inDays(3), remindCustomer: false },
  sell: { vin: "ZN9DEMX10SAKURA01", notes: "x" },
  close: { reason: "price" },
  recontact: { at: inDays(3) },
  assign: { dealer: "FUJI" },
};

type Statuses = { list: number; read: number; move: number; edit: number; history: number; export: number };
/** What somebody gets at six doors; the lead must not be in anything that is answered. */
async function atTheDoors(voice: Voice): Promise<Statuses> {
  const { version } = await readLead(advisor, id);
  const asking = { ifMatch: version };
  const made = await Promise.all(
    Object.entries(moves).map(([move, asked]) => voice.post(`${root}/${id}/${move}`, asked, asking)),
  );
  const lists = await Promise.all(
    ["", `?filter[id][eq]=${id}`, `?search=${encodeURIComponent(name)}`, "?view=in-progress&limit=200"].map((query) =>
      voice.get(root + query),
    ),
  );
  const [read, edit, history, exported] = await Promise.all([
    voice.get(`${root}/${id}`),
    voice.patch(`${root}/${id}`, { managementNotes: "seen" }, asking),
    voice.get(`${root}/${id}/history`),
    voice.get(`${root}.csv`),
  ]);
  for (const reply of [...made, ...lists, read, edit, history, exported])
    assert.ok(!reply.text.includes(id) && !reply.text.includes("雪野"), `${reply.status} ${reply.text.slice(0, 200)}`);
  const [move, list] = [same(made.map(({ status }) => status)), same(lists.map(({ status }) => status))];
  return { list, read: read.status, move, edit: edit.status, history: history.status, export: exported.status };
}

function same(statuses: number[]): number {
  assert.equal(new Set(statuses).size, 1, `not all the same: ${statuses}`);
  return statuses[0] ?? 0;
}

const notHere: Statuses = { list: 200, read: 404, move: 404, edit: 404, history: 404, export: 200 };
const unknown: Statuses = { list: 401, read: 401, move: 401, edit: 401, history: 401, export: 401 };
const noLeads: Statuses = { list: 403, read: 404, move: 404, edit: 404, history: 404, export: 403 };

async function untouched(what: () => Promise<void>): Promise<void> {
  const before = await rows();
  await what();
  assert.deepEqual(await rows(), before);
}

test("the advisor of another dealer finds the lead at no door", () =>
  untouched(async () => assert.deepEqual(await atTheDoors(await house.as("advisor@fuji.demo")), notHere)));

test("the manager of another region finds the lead at no door", () =>
  untouched(async () => {
    const west = await house.hire("area-west@test.demo", "area-manager", { region: "west" });
    assert.deepEqual(await atTheDoors(west), notHere);
  }));

test("somebody of another sales company finds the lead at no door", () =>
  untouched(async () => assert.deepEqual(await atTheDoors(await house.as("advisor@lumen.demo")), notHere)));

test("who has no token, a wrong one, or only a form's key is asked to sign in at every door", () =>
  untouched(async () => {
    const wrong = house.stranger({ authorization: `Bearer ${"a".repeat(43)}` });
    for (const voice of [house.stranger(), wrong, house.stranger({ authorization: "Basic YTpi" }), house.form()])
      assert.deepEqual(await atTheDoors(voice), unknown);
  }));

test("sales staff of the same dealer and administrators see no leads", () =>
  untouched(async () => {
    const sales = await house.hire("sales@test.demo", "sales-staff", { dealer: "SAKURA" });
    for (const voice of [sales, await house.as("admin@neo.demo")]) assert.deepEqual(await atTheDoors(voice), noLeads);
  }));

test("the event stream tells the lead's changes to those who may see it and to nobody else", async () => {
  const sales = "stream-sales@test.demo";
  await house.hire(sales, "sales-staff", { dealer: "SAKURA" });
  const bearer = async (email: string) => ({ authorization: `Bearer ${await house.token(email)}` });
  const open = async (email: string) => listen(house.address(), await bearer(email));
  const may = ["advisor@sakura.demo", "area-east@neo.demo", "hq@neo.demo", "callcentre@neo.demo"];
  const mayNot = ["advisor@fuji.demo", "advisor@lumen.demo", "admin@neo.demo", sales];
  const streams = new Map<string, EventStream>();
  for (const email of [...may, ...mayNot]) streams.set(email, await open(email));
  const { version } = await made(advisor, id, "attempt", notReached);
  for (const email of may) {
    const change = await streams.get(email)?.change(id, version);
    assert.deepEqual([change?.record, change?.event], ["aftersales-lead", "attempt"], email);
  }
  // A change that each of them may see comes later than the one they may not: then that one was not told.
  const theirs = await arrive(house, { dealer: "FUJI" });
  await streams.get("advisor@fuji.demo")?.change(theirs.id, 1);
  for (const email of mayNot) assert.ok(!streams.get(email)?.heard.some((one) => one.id === id), email);
  for (const stream of streams.values()) stream.close();
  for (const headers of [{}, { "x-form-key": "demo-form" }, { authorization: "Bearer no" }])
    assert.equal((await listen(house.address(), headers as Record<string, string>)).status, 401);
});

test("who sees the lead but may not do it is told so, and nothing happens", () =>
  untouched(async () => {
    const { version } = await readLead(advisor, id);
    const tries: [string, (keyof typeof moves | "edit")[]][] = [
      ["area-east@neo.demo", ["attempt", "withdraw-attempt", "book", "sell", "close", "recontact", "assign", "edit"]],
      ["hq@neo.demo", ["attempt", "withdraw-attempt", "book", "sell", "close", "recontact", "edit"]],
      ["callcentre@neo.demo", ["book", "sell", "close", "recontact"]],
      ["advisor@sakura.demo", ["assign"]],
      ["manager@sakura.demo", ["assign"]],
    ];
    for (const [email, acts] of tries) {
      const voice = await house.as(email);
      const { can } = await readLead(voice, id);
      for (const act of acts) {
        const asking = { ifMatch: version };
        const reply =
          act === "edit"
            ? await voice.patch(`${root}/${id}`, { city: "x" }, asking)
            : await voice.post(`${root}/${id}/${act}`, moves[act], asking);
        assert.deepEqual([reply.status, reply.body.reason, can[act]], [403, "not-allowed", false], `${email} ${act}`);
      }
    }
    assert.equal((await (await house.as("callcentre@neo.demo")).get(`${root}.csv`)).status, 403);
  }));

test("who is disabled or has lost the profile is out at the next request", async () => {
  const voice = await house.hire("leaver@test.demo", "advisor", { dealer: "SAKURA" });
  assert.equal((await voice.get(`${root}/${id}`)).status, 200);
  await house.sql(
    "update staff_profile p set role = 'sales-staff' from staff s where s.id = p.staff and s.email = 'leaver@test.demo'",
  );
  assert.equal((await voice.get(`${root}/${id}`)).status, 404);
  await house.sql("update marque.account set is_active = false where email = 'leaver@test.demo'");
  assert.equal((await voice.get(`${root}/${id}`)).status, 401);
});

test("ids and addresses that are none are simply not there", async () => {
  for (const odd of ["7", "null", "..%2f..", `${id}%00`, "%F0%9F%9A%97", `${id.slice(0, -1)}g`, "a".repeat(290)]) {
    assert.equal((await advisor.get(`${root}/${odd}`)).status, 404, odd);
    assert.equal((await advisor.post(`${root}/${odd}/attempt`, notReached, { ifMatch: 1 })).status, 404, odd);
  }
  for (const path of ["/", "/aftersales-lead", "/aftersales-leads/x/y/z", "/users"])
    assert.equal((await voiceAt(() => `${house.address()}/api/v1`).get(path)).status, 404, path);
});
