import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { arrive, demoVin, historyOf, readLead, type Told } from "#apps/testing/lead-steps.ts";
import { inDays, openTestHouse, type TestHouse } from "#apps/testing/test-house.ts";
import type { Voice } from "#apps/testing/voice.ts";
import { addFormKey, openDoor } from "#platform/accounts/index.ts";
import { stoppedClock } from "#platform/testing/pinned-clock.ts";
import { aftersalesLead } from "../aftersales-lead.record.ts";
import { routeLead } from "../routing.rules.ts";

let house: TestHouse;
let advisor: Voice;
let hq: Voice;
before(async () => {
  house = await openTestHouse();
  advisor = await house.as("advisor@sakura.demo");
  hq = await house.as("hq@neo.demo");
});
after(() => house.close());

const person = { lastName: "山田", email: "yamada@example.org" };
const send = (said: object, key?: string) =>
  house.form().post<{ id: string; dealer: string }>("/intake/aftersales-leads", said, key === undefined ? {} : { key });

test("everything a customer says arrives, and nobody else is let in by the form's key", async () => {
  const said = {
    firstName: "太郎",
    lastName: "山田",
    firstNameReading: "タロウ",
    lastNameReading: "ヤマダ",
    email: "Taro@Example.org",
    language: "ja",
    country: "日本",
    state: "東京都",
    city: "港区",
    postalCode: "105-0011",
    request: "車検\nお願いします",
    enquiry: "代車",
    customerNotes: "午前中",
    extraServices: "洗車",
    preferredSlots: [inDays(2), inDays(3)],
  };
  const consents = { directMarketing: true, phone: true };
  const { status, body } = await send({ ...said, consents, dealer: "SAKURA", campaign: "service-reminder" });
  assert.deepEqual([status, Object.keys(body).sort(), body.dealer], [201, ["dealer", "id"], "SAKURA"]);
  const lead = await readLead(advisor, body.id);
  const kept: Record<string, unknown> = { ...lead };
  for (const [field, value] of Object.entries(said)) assert.deepEqual(kept[field], value, field);
  assert.deepEqual([lead.name, lead.campaign, lead.unrecognised], ["山田 太郎", "service-reminder", []]);
  assert.deepEqual([lead.consents.directMarketing, lead.consents.phone, lead.consents.fax], [true, true, false]);
  for (const path of ["/aftersales-leads", `/aftersales-leads/${body.id}`, "/me", "/customers"])
    assert.equal((await house.form().get(path)).status, 401, path);
});

test("one part of a name and one way to reach the person are enough, and less is refused by name", async () => {
  for (const said of [
    { firstName: "A", otherPhone: "03-1234-5678" },
    { lastName: "B", email: "b@example.org" },
    { lastName: "C", phone: "x" },
  ])
    assert.equal((await send(said)).status, 201, JSON.stringify(said));
  const fieldsOf = async (said: object) => {
    const { status, body } = await send(said);
    assert.equal(status, 422);
    return (body.errors ?? []).map(({ field, code }) => `${field} ${code}`);
  };
  assert.deepEqual(await fieldsOf({}), ["lastName name-missing", "phone contact-missing"]);
  assert.deepEqual(await fieldsOf({ email: "b@example.org", firstName: "  " }), ["lastName name-missing"]);
  assert.deepEqual(await fieldsOf({ lastName: "B", email: "" }), ["phone contact-missing"]);
});

test("codes and fields that nobody knows are refused by name", async () => {
  const cases: [object, string][] = [
    [{ campaign: "free-cars" }, "campaign"],
    [{ dealer: "NOWHERE" }, "dealer"],
    [{ dealer: "LUMEN" }, "dealer"],
    [{ status: "booked" }, "status"],
    [{ colour: "red" }, "colour"],
    [{ consents: { smell: true } }, "consents.smell"],
  ];
  for (const [said, field] of cases) {
    const { status, body } = await send({ ...person, ...said });
    assert.deepEqual([status, body.field], [422, field]);
  }
});

test("without the form's key nothing is taken in", async () => {
  const before = await house.sql("select count(*)::integer as n from aftersales_lead");
  for (const voice of [house.stranger(), house.form("wrong"), house.form(""), advisor])
    assert.equal((await voice.post("/intake/aftersales-leads", person)).status, 401);
  assert.deepEqual(await house.sql("select count(*)::integer as n from aftersales_lead"), before);
});

const leadCount = async (): Promise<number> =>
  (await house.sql<{ n: number }>("select count(*)::integer as n from aftersales_lead"))[0]?.n ?? 0;

test("a program of the demo sends 300 leads a minute, by its own key or by the form's, and is asked to wait then", async (t) => {
  const later = stoppedClock(t);
  const before = await leadCount();
  for (const key of ["demo-intake", "demo-form"]) {
    const program = house.form(key);
    const ask = (body: unknown, said = {}) => program.post<{ id: string }>("/intake/aftersales-leads", body, said);
    const first = await ask(person, { key: `first by ${key}` });
    assert.equal(first.status, 201, first.text);
    const more = await Promise.all(Array.from({ length: 299 }, () => ask({})));
    assert.deepEqual([...new Set(more.map(({ status }) => status))], [422], "what is wrong counts too");
    for (let n = 0; n < 3; n++) {
      const { status, body, headers } = await ask(person, { key: `late by ${key}` });
      assert.deepEqual([status, body.reason, headers.get("retry-after")], [429, "too-many-requests", "60"]);
      assert.match(headers.get("content-type") ?? "", /^application\/problem\+json/);
    }
  }
  assert.equal(await leadCount(), before + 2);
  later(60_000);
  const kept = await house.form("demo-intake").post("/intake/aftersales-leads", person, { key: "late by demo-intake" });
  assert.equal(kept.status, 201, "what was asked to wait is taken in later");
});

test("a key without a number has no limit, and one with its own keeps to that", async (t) => {
  stoppedClock(t);
  const door = openDoor(house.database.pool);
  const said = { tenant: "neo-jp", name: "partner", source: "website", kind: "program" } as const;
  await addFormKey(door, "slow-partner", { ...said, perMinute: 2 });
  const statuses = async (key: string | undefined, count: number): Promise<number[]> =>
    (await Promise.all(Array.from({ length: count }, () => house.form(key).post("/intake/aftersales-leads", {}))))
      .map(({ status }) => status)
      .sort();
  assert.deepEqual(await statuses("slow-partner", 4), [422, 422, 429, 429]);
  assert.deepEqual([...new Set(await statuses(undefined, 400))], [422]);
});

test("two programs of one name are answered each for itself under one Idempotency-Key", async () => {
  const door = openDoor(house.database.pool);
  for (const key of ["first-namesake", "second-namesake"])
    await addFormKey(door, key, { tenant: "neo-jp", name: "namesake", source: "website", kind: "program" });
  const by = async (key: string) => {
    const { status, body, text } = await house
      .form(key)
      .post<{ id: string }>("/intake/aftersales-leads", person, { key: "order 1" });
    assert.equal(status, 201, text);
    return body.id;
  };
  const [first, second, again] = [await by("first-namesake"), await by("second-namesake"), await by("first-namesake")];
  assert.notEqual(first, second);
  assert.equal(again, first);
});

test("full-width digits, hyphens and spaces are understood; what cannot be understood is kept and marked", async () => {
  const { id } = await arrive(house, {
    phone: "０３ー１２３４－５６７８",
    otherPhone: "（090） 1234 5678",
    vin: "ｚｎ9dem-x10 sakura01",
  });
  const lead = await readLead(advisor, id);
  assert.deepEqual(
    [lead.phone, lead.otherPhone, lead.vin, lead.unrecognised],
    ["+81312345678", "+819012345678", demoVin, []],
  );
  const odd = await arrive(house, { phone: "ask my wife", otherPhone: "12", vin: "the red one" });
  const kept = await readLead(advisor, odd.id);
  assert.deepEqual([kept.phone, kept.otherPhone, kept.vin, kept.vehicle], ["ask my wife", "12", "the red one", null]);
  assert.deepEqual([...kept.unrecognised].sort(), ["otherPhone", "phone", "vin"]);
});

test("the VIN alone fills everything of the car", async () => {
  const { id } = await arrive(house, { vin: demoVin.toLowerCase() });
  const { vehicle } = await readLead(advisor, id);
  assert.equal(vehicle?.vin, demoVin);
  const [car] = await house.sql<{ id: string }>("select id from vehicle where vin = $1", [demoVin]);
  assert.equal(vehicle?.id, car?.id);
  for (const field of ["modelName", "plate", "warrantyEndsOn", "currentWarrantyName", "odometerKm", "averageKmPerYear"])
    assert.ok(field in (vehicle ?? {}), field);
});

test("every lead gets a dealer: the wish, the last workshop, the longest postal area, the market's default", async () => {
  await house.put("dealer", [dealerAt("AREA-9", ["0009"]), dealerAt("AREA-91", ["00091"])]);
  const [customer] = await house.put("customer", [
    {
      kind: "person",
      name: "林",
      lastName: "林",
      phone: "+819088887777",
      email: "hayashi@example.org",
      dealers: ["FUJI"],
    },
  ]);
  const [vehicle] = await house.put("vehicle", [{ vin: "ZN9DEMX10HAYASH11", vinKind: "vin" }]);
  await house.put("vehicle-ownership", [{ vehicle, customer, startsOn: "2024-01-01", dealers: ["FUJI"] }]);
  await house.put("service-visit", [
    { vehicle, dealer: "SAKURA", visitedOn: "2024-03-01", works: "oil" },
    { vehicle, dealer: "FUJI", visitedOn: "2025-03-01", works: "oil" },
  ]);
  const cases: [string, object, string, string][] = [
    ["the wish", { phone: "090-8888-7777", postalCode: "000-9100", dealer: "SAKURA" }, "SAKURA", "routing.wish"],
    ["the phone's last workshop", { phone: "090-8888-7777", postalCode: "000-9100" }, "FUJI", "routing.last-workshop"],
    ["the mail's last workshop", { email: "Hayashi@Example.org" }, "FUJI", "routing.last-workshop"],
    ["the longest area", { email: "a@example.org", postalCode: "０００−９１００" }, "AREA-91", "routing.postal-area"],
    ["the shorter area", { email: "a@example.org", postalCode: "0009000" }, "AREA-9", "routing.postal-area"],
    ["the default", { email: "a@example.org", postalCode: "ZZZ" }, "SAKURA", "routing.default-dealer"],
    ["the default without a code", { email: "a@example.org" }, "SAKURA", "routing.default-dealer"],
  ];
  for (const [what, said, dealer, because] of cases) {
    const { status, body, text } = await send({ lastName: "林", ...said });
    assert.deepEqual([status, body.dealer], [201, dealer], `${what}: ${text}`);
    const { routing } = await readLead(hq, body.id);
    assert.ok(routing);
    assert.deepEqual(routing.outcome, { code: dealer, because }, what);
    assert.deepEqual(routeLead(routing.inputs as never), routing, "the receipt, played again, gives the same");
  }
});

const dealerAt = (code: string, postalAreas: string[]) => ({
  code,
  name: code,
  region: "east",
  street: "1-1",
  city: "山形市",
  postalCode: "990-0000",
  country: "JP",
  zone: "Asia/Tokyo",
  postalAreas,
  hours: [],
  holidays: [],
  customerChangeHours: 24,
});

test("a phone that names no country is read where its dealer is, and finds whom that dealer knows", async () => {
  await house.put("dealer", [{ ...dealerAt("SOL", []), country: "ES", zone: "Europe/Madrid" }]);
  const name = { lastName: "García", firstName: "Ana" };
  const [customer] = await house.put("customer", [
    { kind: "person", name: "Ana García", ...name, phone: "+34963060404", dealers: ["SAKURA"] },
  ]);
  const { id } = await arrive(house, { ...name, phone: "963 06 04 04", dealer: "SOL" });
  const lead = await readLead(hq, id);
  assert.deepEqual([lead.phone, lead.unrecognised, lead.customer?.id], ["+34963060404", [], customer]);
});

test("the phone of somebody known under another name opens nobody's record to the dealer that was wished for", async () => {
  const [customer = ""] = await house.put("customer", [
    { kind: "person", name: "林 茂", lastName: "林", firstName: "茂", phone: "+819055553333", dealers: ["SAKURA"] },
  ]);
  const { id } = await arrive(house, { lastName: "Nobody", phone: "090-5555-3333", dealer: "FUJI" });
  const fuji = await house.as("advisor@fuji.demo");
  const lead = await readLead(fuji, id);
  assert.notEqual((lead.customer as { id: string }).id, customer);
  assert.equal((await fuji.get(`/customers/${customer}`)).status, 404);
});

test("a known customer is linked and neither the lead nor the customer changes the other", async () => {
  const [customer = ""] = await house.put("customer", [
    { kind: "person", name: "森 健", lastName: "森", firstName: "健", phone: "+819055554444", dealers: ["SAKURA"] },
  ]);
  const row = () => house.sql("select to_jsonb(c) - 'dealers' as c from customer c where id = $1", [customer]);
  const before = await row();
  const { id } = await arrive(house, {
    lastName: "森",
    firstName: "健",
    phone: "090-5555-4444",
    email: "new@example.org",
    city: "大阪",
    consents: { email: true },
  });
  const lead = await readLead(advisor, id);
  assert.deepEqual([lead.customer, lead.name, lead.persona], [{ id: customer, name: "森 健" }, "森 健", "customer"]);
  await advisor.patch(
    `/aftersales-leads/${id}`,
    { phone: "03-9999-0000", lastName: "森山" },
    { ifMatch: lead.version },
  );
  assert.deepEqual(await row(), before, "the customer stands as before");
  await house.sql("update customer set name = '森 健一', phone = '+81300000000' where id = $1", [customer]);
  const after = await readLead(advisor, id);
  assert.deepEqual([after.name, after.phone, after.email], ["森山 健", "+81399990000", "new@example.org"]);
});

test("somebody new becomes a prospect and a customer whom the dealer sees, with every consent in the ledger", async () => {
  const { id } = await arrive(house, { lastName: "新", email: "brand-new@example.org", consents: { fax: true } });
  const lead = await readLead(advisor, id);
  assert.equal(lead.persona, "prospect");
  const { body } = await advisor.get<{ name: string }>(`/customers/${lead.customer?.id}`);
  assert.equal(body.name, "新");
  const ledger = await house.sql<{ purpose: string; is_given: boolean }>(
    "select purpose, is_given from customer_consent where customer = $1",
    [lead.customer?.id],
  );
  assert.deepEqual([ledger.length, ledger.filter((word) => word.is_given).map((word) => word.purpose)], [8, ["fax"]]);
  assert.equal((await (await house.as("advisor@fuji.demo")).get(`/customers/${lead.customer?.id}`)).status, 404);
});

test("an advisor writes down a wish: it is spontaneous, customer-driven, and stays at the own dealer", async () => {
  const { status, body, headers } = await advisor.post<Told>("/aftersales-leads", {
    lastName: "飛込",
    phone: "03-3333-4444",
    postalCode: "4640000",
  });
  assert.equal(status, 201);
  assert.equal(headers.get("etag"), '"1"');
  assert.deepEqual(
    [body.campaign, body.source, body.drivenBy, body.dealer, body.status, body.can.attempt],
    ["spontaneous-dealer", "spontaneous", "customer", "SAKURA", "assigned", true],
  );
  assert.deepEqual(await readLead(advisor, body.id), body);
  const [created] = (await historyOf(advisor, body.id)).filter(({ field }) => field === "created");
  assert.equal(created?.user?.id, (await advisor.get<{ user: { id: string } }>("/me")).body.user.id);
  const other = await advisor.post("/aftersales-leads", { lastName: "飛込", phone: "03-3333-4444", dealer: "FUJI" });
  assert.deepEqual([other.status, other.body.field], [422, "dealer"]);
});

test("only advisors, store managers and the call centre write down leads", async () => {
  const said = { lastName: "電話", phone: "03-3333-5555" };
  const centre = await (await house.as("callcentre@neo.demo")).post<Told>("/aftersales-leads", {
    ...said,
    dealer: "FUJI",
  });
  assert.deepEqual(
    [centre.status, centre.body.dealer, centre.body.routing?.outcome.because],
    [201, "FUJI", "routing.wish"],
  );
  assert.equal((await (await house.as("manager@sakura.demo")).post("/aftersales-leads", said)).status, 201);
  for (const email of ["hq@neo.demo", "area-east@neo.demo", "admin@neo.demo"])
    assert.equal((await (await house.as(email)).post("/aftersales-leads", said)).status, 403, email);
});

test("a new lead opens its history with campaign, dealer and the moment of the assignment", async () => {
  const { id } = await arrive(house);
  const history = await historyOf(advisor, id);
  const { assignedAt } = await readLead(advisor, id);
  assert.deepEqual(history.map(({ field, newValue, user }) => [field, newValue, user]).sort(), [
    ["assignedAt", assignedAt, null],
    ["campaign", "contact-request", null],
    ["created", null, null],
    ["dealer", "SAKURA", null],
  ]);
  assert.deepEqual(aftersalesLead.opening?.toSorted(), ["assignedAt", "campaign", "dealer"]);
});
