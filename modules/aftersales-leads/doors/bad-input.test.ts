import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import fc from "fast-check";
import { contacted, demoVin, notReached, readLead } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Reply, Voice } from "#apps/testing/voice.ts";
import { newSecret } from "#platform/clocks/chance.ts";
import { type Field, type Fields, instants } from "#platform/record/index.ts";
import { aftersalesLead } from "../aftersales-lead.record.ts";

let house: TestHouse;
let advisor: Voice;
let centre: Voice;
let id: string;
let other: string;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
  centre = await house.as("callcentre@neo.demo");
  id = await contacted(house, advisor);
  other = await contacted(house, advisor);
});
after(() => house.close());

type Values = Record<string, unknown>;
type Door = { name: string; fields: Fields; sound: Values; send: (body: unknown) => Promise<Reply<Values>> };

const { fields } = aftersalesLead;
const picked = (names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
const said = picked([
  ..."firstName lastName firstNameReading lastNameReading email phone otherPhone language country state city postalCode request enquiry customerNotes extraServices vin preferredSlots consents dealer campaign".split(
    " ",
  ),
]);
const soundMoves: Record<string, Values> = {
  attempt: notReached,
  book: { at: inDays(3), remindCustomer: false },
  sell: { vin: "NOT-A-CAR-OF-OURS", notes: "x" },
  close: { reason: "other", notes: "" },
  recontact: { at: "2001-01-01T00:00:00Z" },
  assign: { dealer: "NOWHERE" },
};

/** Every door that takes a body; the sound one of a move is refused at its end, so that the lead stays as it is. */
const doors = (lead: string): Door[] => [
  {
    name: "intake",
    fields: said,
    sound: { lastName: "A", phone: "1" },
    send: (body) => house.form().post("/intake/aftersales-leads", body),
  },
  {
    name: "create",
    fields: said,
    sound: { lastName: "A", phone: "1" },
    send: (body) => centre.post("/aftersales-leads", body),
  },
  {
    name: "edit",
    fields: picked(aftersalesLead.edit?.fields ?? []),
    sound: {},
    send: async (body) => advisor.patch(`/aftersales-leads/${lead}`, body, { ifMatch: await versionOf(lead) }),
  },
  ...Object.entries(soundMoves).map(([move, sound]) => ({
    name: move,
    fields: (aftersalesLead.moves as unknown as Record<string, { asks?: Fields }>)[move]?.asks ?? {},
    sound,
    send: async (body: unknown) =>
      (move === "assign" ? centre : advisor).post(`/aftersales-leads/${lead}/${move}`, body, {
        ifMatch: await versionOf(lead),
      }),
  })),
];

async function versionOf(lead: string): Promise<number> {
  const [row] = await house.sql<{ version: number }>("select version from aftersales_lead where id = $1", [lead]);
  return row?.version ?? 0;
}

const strange = ["a\u0000b", "a\ud800", "\udc00"];
const wrongInstants = [
  "yesterday",
  "0000-01-01T00:00:00Z",
  "2026-02-30T00:00:00Z",
  "2026-11-22T09:00:00",
  "2026-11-22",
  "+012026-11-22T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "1899-12-31T23:59:59Z",
  "2026-11-22T25:00:00Z",
  "",
  7,
  1e308,
  true,
  [],
  {},
];
const wrongDays = [
  "0000-01-01",
  "2026-02-30",
  "22.11.2026",
  "2026-11-22T00:00:00Z",
  "9999-01-01",
  20261122,
  [],
  {},
  true,
];

/** What no mail can be written to. */
const noAddresses = [
  ...[
    "no mail",
    "a@b",
    "a@@example.org",
    "a@b.c@example.org",
    "a@example.1",
    "a@1.2.3.4",
    "a@-b.example",
    "a@b-.example",
  ],
  ...["a@b..example", "a@.example", "a@b_c.example", ".a@example.org", "a.@example.org", "a..b@example.org"],
  ...["a b@example.org", "a\u200b@example.org", `${"x".repeat(65)}@example.org`, `a@${"x".repeat(64)}.example`],
];
/** Values that are wrong for the field whatever else is said. */
function wrongFor(field: Field): unknown[] {
  if (field.kind === "text") {
    const odd = { email: noAddresses, language: ["klingonish-x-y-!", "日本語"] }[field.format as string] ?? [];
    return [7, 1e308, true, [], {}, ["x"], "x".repeat(field.maxLength + 1), ...strange, ...odd];
  }
  if (field.kind === "instant") return wrongInstants;
  if (field.kind === "instants")
    return ["x", 7, {}, [7], [null], ...wrongInstants.map((one) => [one]), Array(instantsAtMost + 1).fill(inDays(1))];
  if (field.kind === "day") return wrongDays;
  if (field.kind === "flag") return ["yes", "true", 1, 0, [], {}, "\u0000"];
  if (field.kind === "choice") return ["pigeon", "", 7, true, [], {}, null, ...strange, "x".repeat(10_000)];
  if (field.kind === "flags")
    return ["yes", 7, [], [true], { [field.names[0] ?? ""]: "yes" }, { [field.names[0] ?? ""]: 1 }, { smell: true }];
  return [7, true, [], {}, "x".repeat(61), ...strange];
}
const preferred = fields.preferredSlots as Field;
const instantsAtMost = preferred.kind === "instants" ? preferred.atMost : instants(3) && 3;

test("every wrong value of every field is refused by its name, at every door, and the lead stays as it is", async () => {
  const before = await readLead(advisor, id);
  let tried = 0;
  for (const door of doors(id)) {
    for (const [field, of] of Object.entries(door.fields)) {
      for (const value of wrongFor(of)) {
        const { status, body, text } = await door.send({ ...door.sound, [field]: value });
        const where = `${door.name} ${field} = ${JSON.stringify(value)?.slice(0, 60)}: ${status} ${text.slice(0, 200)}`;
        assert.equal(status, 422, where);
        assert.ok(
          body.errors?.some((fault) => fault.field === field || fault.field.startsWith(`${field}.`)),
          where,
        );
        tried += 1;
      }
      if (!of.isOptional && door.name !== "edit" && door.fields !== said) {
        const { [field]: _, ...rest } = door.sound;
        const { status, body } = await door.send(rest);
        assert.deepEqual([status, body.field], [422, field], `${door.name} without ${field}`);
      }
    }
    const { status, body } = await door.send({ ...door.sound, colour: "red" });
    assert.deepEqual([status, body.field], [422, "colour"], door.name);
  }
  assert.ok(tried > 500, `${tried} values`);
  assert.deepEqual(await readLead(advisor, id), before);
});

const growing = [
  "ﷺ".repeat(20),
  "İ".repeat(100),
  "㍿".repeat(50),
  "１２３－４５６７",
  "𠮷".repeat(60),
  "ß".repeat(100),
  "ﬃ".repeat(40),
];
const anyText = fc.oneof(
  fc.constantFrom(
    ...growing,
    ...strange,
    "",
    " ",
    "\n",
    "'; drop table staff; --",
    "{{7*7}}",
    "__proto__",
    "constructor",
    "%00",
    "\u202e",
    "NaN",
  ),
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
);
const anyValue = fc.oneof(
  { weight: 3, arbitrary: anyText },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.date({ noInvalidDate: true }).map((date) => date.toISOString()) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 1e21, -0, 2 ** 53, null, [[[[]]]], [null], { a: { b: [1] } }) },
);

test("whatever a field is filled with, it is taken or refused, and never a failure of ours", async () => {
  const all = doors(other).flatMap((door) => Object.keys(door.fields).map((field) => ({ door, field })));
  const failing: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...all), anyValue, async ({ door, field }, value) => {
      const { status, body, text } = await door.send({ ...door.sound, [field]: value });
      if (status >= 500) failing.push(`${door.name} ${field}: ${JSON.stringify(value)}`);
      assert.ok(status < 500, `${door.name} ${field}: ${text}`);
      if (status >= 400) assert.equal(body.type, `https://marque.dev/problems/${body.reason}`, text);
      if (body.reason === "invalid-input") assert.ok(body.field, text);
    }),
    { seed: 20261122, numRuns: 400, endOnFailure: true },
  );
  assert.deepEqual(failing, []);
});

test("the longest that each field takes is taken, in every script", async () => {
  for (const sign of ["x", "字", "ﷺ", "İ", "ﬃ", "1"]) {
    const long = (field: Field): string =>
      field.kind === "text"
        ? field.format === "email"
          ? `${sign.repeat(Math.floor(64 / Buffer.byteLength(sign)))}@${"x".repeat(60)}.${"y".repeat(60)}.example`
          : sign.repeat(field.maxLength)
        : "";
    const texts = Object.entries(said).filter(([, field]) => field.kind === "text" && field.format !== "language");
    const body = Object.fromEntries(texts.map(([name, field]) => [name, long(field)]));
    const taken = await house.form().post<{ id: string }>("/intake/aftersales-leads", { ...body, dealer: "SAKURA" });
    assert.equal(taken.status, 201, `${sign}: ${taken.text}`);
    const { name: _, ...edits } = Object.fromEntries(
      Object.entries(picked(aftersalesLead.edit?.fields ?? [])).flatMap(([name, field]) =>
        field.kind === "text" && field.format !== "language" ? [[name, long(field)]] : [],
      ),
    );
    const edited = await advisor.patch(`/aftersales-leads/${taken.body.id}`, edits, { ifMatch: 1 });
    assert.equal(edited.status, 200, `${sign}: ${edited.text}`);
    await advisor.post(
      `/aftersales-leads/${taken.body.id}/attempt`,
      { ...notReached, note: sign.repeat(4000) },
      { ifMatch: 2 },
    );
    const closing = await advisor.post(
      `/aftersales-leads/${taken.body.id}/close`,
      { reason: "other", notes: sign.repeat(4000) },
      { ifMatch: 3 },
    );
    assert.deepEqual(
      [closing.status, closing.body.field],
      [422, "notes"],
      `beside what is written there is no room: ${closing.text}`,
    );
  }
});

test("what is no JSON is refused before anything else happens", async () => {
  const path = `/aftersales-leads/${id}/attempt`;
  const version = await versionOf(id);
  const send = (body: string, type = "application/json", key?: string) =>
    advisor.post(path, body, { ifMatch: version, headers: { "content-type": type }, ...(key ? { key } : {}) });
  for (const body of [
    "{",
    '{"channel":',
    "undefined",
    "'x'",
    '{"channel":"phone",}',
    "\u0000",
    '{"__proto__":{"x":1}}',
  ]) {
    const { status, body: problem } = await send(body);
    assert.deepEqual([status, problem.type?.startsWith("https://marque.dev/problems/")], [400, true], body);
  }
  for (const body of ["[]", "7", '"text"', "true", '[{"channel":"phone"}]'])
    assert.equal((await send(body)).status, 422, body);
  for (const type of [
    "text/plain",
    "application/xml",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "nonsense",
  ]) {
    const { status, body } = await send("channel=phone&outcome=reached", type);
    assert.deepEqual([status, body.reason], [415, "not-json"], type);
  }
  const huge = await send(JSON.stringify({ ...notReached, note: "x".repeat(300_000) }));
  assert.deepEqual([huge.status, huge.body.reason], [413, "too-large"]);
  const deep = await send(`{"channel":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, "application/json", newSecret());
  assert.ok([400, 422].includes(deep.status), deep.text.slice(0, 200));
  assert.equal((await send('{"channel":1e999,"outcome":"reached"}')).status, 422);
  assert.equal(await versionOf(id), version);
});

test("a mail address whose capital letters grow when they get small is kept", async () => {
  const email = `${"İ".repeat(32)}@example.org`;
  const { status, text } = await house.form().post("/intake/aftersales-leads", { lastName: "İ", email, vin: demoVin });
  assert.equal(status, 201, text);
});
