import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import {
  arrive,
  demoVin,
  type HistoryLine,
  historyOf,
  linesOf,
  readLead,
  type Told,
} from "#apps/testing/lead-steps.ts";
import { openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { aftersalesLead } from "../aftersales-lead.record.ts";

let house: TestHouse;
let advisor: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
});
after(() => house.close());

async function edit(id: string, change: object, voice = advisor) {
  const { version } = await readLead(advisor, id);
  return voice.patch<Told>(`/aftersales-leads/${id}`, change, { ifMatch: version });
}

const editable = {
  name: "山田様",
  firstName: "次郎",
  lastName: "山田",
  firstNameReading: "ジロウ",
  lastNameReading: "ヤマダ",
  email: "jiro@example.org",
  phone: "+81311112222",
  otherPhone: "+819011112222",
  language: "ru",
  country: "JP",
  state: "大阪府",
  city: "大阪市",
  postalCode: "530-0001",
  request: "two\nlines",
  enquiry: "price",
  extraServices: "wash",
  vin: demoVin,
  managementNotes: "call after six",
};

test("every field with a pencil can be edited, and each change stands in the history with old and new value", async () => {
  assert.deepEqual(Object.keys(editable).sort(), aftersalesLead.edit?.fields.toSorted());
  const { id } = await arrive(house);
  const before = await readLead(advisor, id);
  const { status, body, headers, text } = await edit(id, editable);
  assert.equal(status, 200, text);
  assert.equal(headers.get("etag"), '"2"');
  const [was, is]: Record<string, unknown>[] = [{ ...before }, { ...body }];
  for (const [field, value] of Object.entries(editable)) assert.deepEqual(is?.[field], value, field);
  const history = await historyOf(advisor, id);
  const lines = linesOf(history, 2);
  for (const [field, value] of Object.entries(editable)) assert.deepEqual(lines[field], [was?.[field], value], field);
  assert.deepEqual(Object.keys(lines).sort(), [...Object.keys(editable), "vehicle"].sort(), "and nothing else changed");
  const me = (await advisor.get<{ user: { id: string; name: string } }>("/me")).body.user;
  for (const line of history.filter(({ version }) => version === 2))
    assert.deepEqual([line.user, line.move], [{ id: me.id, name: me.name }, "edit"]);
});

test("a name follows its parts, and a field is emptied by null or by nothing typed", async () => {
  const { id } = await arrive(house, { firstName: "花", lastName: "東", otherPhone: "03-1111-2222", request: "x" });
  assert.equal((await edit(id, { lastName: "西" })).body.name, "西 花");
  const { body } = await edit(id, { otherPhone: null, request: "" });
  assert.deepEqual([body.otherPhone, body.request], [null, null]);
});

test("what the customer left and what moves set cannot be edited", async () => {
  const { id } = await arrive(house);
  const before = await readLead(advisor, id);
  const fixed = Object.keys(before).filter(
    (field) => !(field in editable) && !["qualification", "can"].includes(field),
  );
  for (const field of [
    "status",
    "dealer",
    "attempts",
    "consents",
    "customerNotes",
    "preferredSlots",
    "assignedAt",
    "isFinal",
    "id",
    "version",
  ])
    assert.ok(fixed.includes(field), field);
  for (const field of fixed) {
    const { status, body } = await edit(id, { [field]: before[field as keyof Told] ?? "x", managementNotes: "y" });
    assert.deepEqual([status, body.reason, body.field], [422, "not-editable", field]);
    assert.equal(body.type, "https://marque.dev/problems/not-editable");
  }
  assert.deepEqual(await readLead(advisor, id), before);
});

test("a field that nobody knows is refused by name", async () => {
  const { id } = await arrive(house);
  const { status, body } = await edit(id, { colour: "red" });
  assert.deepEqual([status, body.field, body.errors?.[0]?.code], [422, "colour", "unknown-field"]);
});

test("typing the VIN fills the car, an unknown one empties and marks it, a right one clears the mark", async () => {
  const { id } = await arrive(house, { vin: "the blue one" });
  const found = (await edit(id, { vin: "ｚｎ９ｄｅｍ x10-sakura01" })).body;
  assert.deepEqual([found.vin, found.vehicle?.vin, found.unrecognised], [demoVin, demoVin, []]);
  const other = (await edit(id, { vin: "ZN9DEMX10SAKURA98" })).body;
  assert.deepEqual([other.vin, other.vehicle, other.unrecognised], ["ZN9DEMX10SAKURA98", null, []]);
  assert.equal((await readLead(advisor, id)).vehicle, null, "the car that stood there is gone");
  const odd = (await edit(id, { vin: "blue" })).body;
  assert.deepEqual([odd.vin, odd.vehicle, odd.unrecognised], ["blue", null, ["vin"]]);
  assert.deepEqual((await edit(id, { vin: null })).body.unrecognised, []);
});

test("phones are normalised when edited, and one way to reach the customer has to stay", async () => {
  const { id } = await arrive(house, { email: undefined, phone: "03-1234-5678" });
  assert.equal((await edit(id, { phone: "０９０　１２３４　５６７８" })).body.phone, "+819012345678");
  assert.deepEqual((await edit(id, { phone: "later" })).body.unrecognised, ["phone"]);
  const none = await edit(id, { phone: null });
  assert.deepEqual([none.status, none.body.reason, none.body.field], [422, "contact-missing", "phone"]);
});

test("an edit that changes nothing makes no version and no history", async () => {
  const { id } = await arrive(house, { city: "千葉" });
  const { status, body } = await edit(id, { city: "千葉" });
  assert.deepEqual([status, body.version], [200, 1]);
  assert.equal((await historyOf(advisor, id)).length, 4);
});

test("the call centre edits any lead of the company; headquarters and the region only read", async () => {
  const { id } = await arrive(house);
  assert.equal((await edit(id, { city: "奈良" }, await house.as("callcentre@neo.demo"))).status, 200);
  for (const email of ["hq@neo.demo", "area-east@neo.demo"])
    assert.equal((await edit(id, { city: "京都" }, await house.as(email))).status, 403, email);
  assert.equal((await readLead(advisor, id)).city, "奈良");
});

test("a long history is read page by page, newest first, nothing twice", async () => {
  const { id } = await arrive(house);
  for (const city of ["仙台", "盛岡", "秋田"]) await edit(id, { city, managementNotes: `to ${city}` });
  const all = await historyOf(advisor, id);
  assert.equal(all.length, 10);
  const paged: HistoryLine[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const path: string = `/aftersales-leads/${id}/history?limit=3${cursor && `&cursor=${cursor}`}`;
    const { body } = await advisor.get<{ items: HistoryLine[]; nextCursor: string | null }>(path);
    assert.ok(body.items.length <= 3);
    paged.push(...body.items);
    cursor = body.nextCursor;
  }
  assert.deepEqual(paged, all);
  assert.deepEqual(
    all.map(({ at }) => at),
    all
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
});
