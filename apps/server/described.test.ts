import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { parse } from "csv-parse/sync";
import { known } from "#apps/house.ts";
import { houseDescribed } from "#apps/testing/house-described.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { now } from "#platform/clocks/clock.ts";
import { type AnyRecord, type Role, roles } from "#platform/record/index.ts";
import { type Act, acts } from "./described.acts.ts";

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
const good = async <T = Values>(voice: Voice, path: string) => {
  const reply = await voice.get<T>(path);
  assert.equal(reply.status, 200, `${path}: ${reply.text}`);
  return reply;
};
/** A value as an export with `cells=codes` writes it. */
const cellOf = (value: unknown): string =>
  value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

/** What both say is said alike. */
function assertAlike(item: Values, reading: Values, what: string): void {
  for (const [field, value] of Object.entries(item)) assert.deepEqual(value, reading[field], `${what}: ${field}`);
}

async function compare(record: AnyRecord, role: Role): Promise<void> {
  const [voice, at] = [voices[role], `/${record.plural}`];
  const { items } = (await good<{ items: Values[] }>(voice, `${at}?limit=60`)).body;
  const [first] = items;
  if (record.search && first) {
    const { text } = await good(voice, `${at}?search=${encodeURIComponent(String(first[record.search.flat()[0] ?? ""]))}`);
    assert.ok(text.includes(String(first[record.key ?? "id"])), `${record.name} is found by its own words`);
  }
  for (const item of items.slice(0, 3)) {
    const one = `${at}/${encodeURIComponent(String(item[record.key ?? "id"]))}`;
    assertAlike(item, (await good(voice, one)).body, `${role} reads ${one}`);
    if (has(`${record.name}.history`)) await good(voice, `${one}/history?limit=60`);
  }
  if (!has(`${record.name}.export`) || !record.export?.includes(role)) return;
  const { text } = await good(voice, `${at}.csv?cells=codes`);
  const lines = parse(text, { bom: true }) as string[][];
  for (const [n, item] of items.slice(0, 20).entries())
    assert.deepEqual(
      (lines[n + 1] ?? []).slice(0, record.list.columns.length).map((cell) => cell.replace(/^'/, "")),
      record.list.columns.map((column) => cellOf(item[column])),
      `${role} exports ${record.plural}`,
    );
}

for (const record of known.values()) {
  if (!has(`${record.name}.list`)) continue;
  test(`${record.plural}: list, search, reading, history and export say the same to everybody, as the API is described`, async () => {
    for (const role of seers(record)) await compare(record, role);
  });
}

/** Where one record of an operation's kind is read, or undefined where its answer is no record. */
function placeOf(operation: string): string | undefined {
  const record = known.get(operation.split(".")[0] ?? "");
  const its = record && described.operations.find((one) => one.operation === operation);
  const isChange = its && its.method !== "GET" && new RegExp(`^/${record.plural}(/\\{id\\}.*)?$`).test(its.path);
  return isChange ? `/${record.plural}` : undefined;
}

/** Makes one call that must succeed; a record that is created or changed then reads as it was answered. */
async function done({ operation, by, id, query = "", body }: Act): Promise<Values> {
  const its = described.operations.find((one) => one.operation === operation);
  assert.ok(its, `there is no operation ${operation}`);
  const voice = typeof by === "string" ? voices[by] : by;
  const path = its.path.replace("{id}", String(id)) + query;
  const place = placeOf(operation);
  const version = place && id ? Number((await good(voice, `${place}/${id}`)).body.version) : undefined;
  const asking = { ifMatch: version };
  const {
    status,
    text,
    body: said,
  } = await (its.method === "GET"
    ? voice.get(path)
    : its.method === "PATCH"
      ? voice.patch(path, body, asking)
      : voice.post(path, body, asking));
  assert.ok(status < 300, `${operation}: ${text}`);
  if (place) assert.deepEqual(said, (await good(voice, `${place}/${said.id}`)).body, `${operation}, and as it reads`);
  return said;
}

for (const [about, act] of Object.entries(acts))
  test(`${about}: what is created or changed is answered as it reads afterwards, and as the API is described`, () =>
    act({ house, done, noted, note: (operation) => void answered.add(operation) }));

test("every operation of the API was asked by somebody who may, and answered as it is described", () => {
  const unasked = described.operations.map(({ operation }) => operation).filter((one) => !answered.has(one));
  assert.deepEqual(unasked, []);
});
