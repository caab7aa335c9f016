import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { known } from "#apps/house.ts";
import { type Act, acts } from "#apps/testing/answer-acts.ts";
import { good, type Rows, sayAlike } from "#apps/testing/answer-alike.ts";
import { houseDescribed } from "#apps/testing/house-described.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { type AnyRecord, type Role, roles } from "#platform/record/index.ts";

type Values = Record<string, unknown>;
/** Who stands for each role in the demo. */
const emails: Readonly<Record<Role, string>> = {
  advisor: "advisor@sakura.demo",
  "store-manager": "manager@sakura.demo",
  "sales-staff": "twohats@sakura.demo",
  "area-manager": "area-east@neo.demo",
  hq: "hq@neo.demo",
  "call-centre": "callcentre@neo.demo",
  admin: "admin@neo.demo",
};
/** Rows of what the demo's world has none of. */
const templateRow = {
  ...{ kind: "appointment-confirmed", audience: "customer", language: "zh" },
  ...{ number: 1, subject: "您的预约", body: "<mjml></mjml>" },
};
const receivedRow = {
  ...{ at: now(), fromEmail: "someone@example.org", messageId: "<answers@example.org>", subject: "Re: visit" },
  ...{ outcome: "ignored", because: "no-answer", dealers: ["SAKURA"] },
};
const described = houseDescribed();
/** Operations that somebody who may was answered by, and not refused. */
const answered = new Set<string>();

let house: TestHouse;
let voices: Readonly<Record<Role, Voice>>;
before(async () => {
  house = await openTestHouse();
  const [hat] = await house.sql<{ id: string }>(
    "select p.id from staff_profile p join staff s on s.id = p.staff where s.email = $1 and p.role = 'sales-staff'",
    [emails["sales-staff"]],
  );
  await house.put("mail-template", [templateRow]);
  await house.put("received-mail", [receivedRow]);
  const all = await Promise.all(
    roles.map(async (role) => {
      const profile = role === "sales-staff" ? hat?.id : undefined;
      return [role, noted(await house.as(emails[role], profile))];
    }),
  );
  voices = Object.fromEntries(all) as typeof voices;
});
after(() => house.close());

/** The same voice; what it is answered and not refused counts as asked. */
function noted(voice: Voice): Voice {
  const note = <R extends { status: number; text: string }>(method: string, path: string, reply: R): R => {
    const operation = described.operationOf(method, path)?.operation;
    if (operation && reply.status < 300) answered.add(operation);
    return reply;
  };
  return {
    get: async (path, asking) => note("GET", path, await voice.get(path, asking)),
    post: async (path, body, asking) => note("POST", path, await voice.post(path, body, asking)),
    patch: async (path, body, asking) => note("PATCH", path, await voice.patch(path, body, asking)),
  };
}

const has = (operation: string): boolean => described.operations.some((one) => one.operation === operation);
const seers = ({ see }: AnyRecord): Role[] => roles.filter((role) => see[role] !== undefined);
for (const record of known.values()) {
  if (!has(`${record.name}.list`)) continue;
  test(`${record.plural}: list, search, reading, history and export say the same to everybody, as the API is described`, async () => {
    for (const role of seers(record)) await sayAlike(record, voices[role], role, has);
  });
}

/** Where one record of an operation's kind is read, or undefined where its answer is no record. */
function placeOf(operation: string): string | undefined {
  const record = known.get(operation.split(".")[0] ?? "");
  const its = record && described.operations.find((one) => one.operation === operation);
  const isChange = its && its.method !== "GET" && new RegExp(`^/${record.plural}(/\\{id\\}.*)?$`).test(its.path);
  return isChange ? `/${record.plural}` : undefined;
}

/** Makes one call; a change names the version that the row has now. */
async function say({ operation, by, id, query = "", body }: Act) {
  const its = described.operations.find((one) => one.operation === operation);
  assert.ok(its, `there is no operation ${operation}`);
  const voice = typeof by === "string" ? voices[by] : by;
  const path = its.path.replace("{id}", String(id)) + query;
  const place = placeOf(operation);
  const asking = { ifMatch: place && id ? Number((await good(voice, `${place}/${id}`)).body.version) : undefined };
  const reply = await (its.method === "GET"
    ? voice.get(path)
    : its.method === "PATCH"
      ? voice.patch(path, body, asking)
      : voice.post(path, body, asking));
  const reading = place && reply.status < 300 ? (await good(voice, `${place}/${reply.body.id}`)).body : undefined;
  return { ...reply, reading };
}

/** Makes one call that must succeed; a record that is created or changed then reads as it was answered. */
async function done(act: Act): Promise<Values> {
  const first = await say(act);
  // once more where the program itself changed the row between reading and changing
  const { status, text, body, reading } = first.status === 412 ? await say(act) : first;
  assert.ok(status < 300, `${act.operation}: ${text}`);
  if (reading && reading.version === body.version) assert.deepEqual(body, reading, `${act.operation}, and as it reads`);
  return body;
}

for (const [about, act] of Object.entries(acts))
  test(`${about}: what is created or changed is answered as it reads afterwards, and as the API is described`, () =>
    act({ house, done, noted, note: (operation) => void answered.add(operation) }));

test("whoever may not, or asks what cannot be, is refused as the API is described", async () => {
  const nobody = noted(house.stranger());
  for (const { method, path, operation } of described.operations) {
    const at = path.replace("{id}", newId());
    const reply = await (method === "GET"
      ? nobody.get(`${at}?kind=a&kind=b`)
      : method === "PATCH"
        ? nobody.patch(at, {})
        : nobody.post(at, { nothing: "known" }));
    assert.ok([401, 422, 204].includes(reply.status), `${operation}: ${reply.status}`);
    if (operation === "live.events") continue; // it would go on for ever
    if (method === "GET")
      assert.ok([403, 404, 422].includes((await voices.admin.get(`${at}?kind=a&kind=b`)).status), at);
  }
  const { advisor, hq } = voices;
  const { items } = (await good<Rows>(advisor, "/aftersales-leads?filter[status][eq]=assigned&limit=1")).body;
  const attempt = `/aftersales-leads/${items[0]?.id}/attempt`;
  const said = { channel: "phone", outcome: "reached" };
  assert.equal((await advisor.post(attempt, said)).status, 428);
  assert.equal((await advisor.post(attempt, said, { ifMatch: 9999 })).status, 412);
  assert.equal((await hq.post(attempt, said, { ifMatch: 1 })).status, 403);
  assert.equal((await advisor.post(attempt.replace(/[0-9a-f-]{36}/, newId()), said, { ifMatch: 1 })).status, 404);
  assert.equal((await advisor.post(attempt, "{", { ifMatch: 1 })).status, 400);
  assert.equal((await advisor.post(attempt, said, { headers: { "content-type": "text/plain" } })).status, 415);
  const forgotten = await Promise.all(
    Array.from({ length: 6 }, () => nobody.post("/session/forgotten", { email: "sixth@sakura.test" })),
  );
  assert.ok(forgotten.some(({ status }) => status === 429));
});

test("every operation of the API was asked by somebody who may, and answered as it is described", () => {
  const unasked = described.operations.map(({ operation }) => operation).filter((one) => !answered.has(one));
  assert.deepEqual(unasked, []);
});
