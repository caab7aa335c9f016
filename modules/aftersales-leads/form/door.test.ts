import assert from "node:assert/strict";
import test from "node:test";
import { house } from "#apps/house.ts";
import { type OpenHouse, openHouse } from "#apps/server/open-house.ts";
import { aftersalesCampaign } from "#modules/aftersales-leads/campaign.record.ts";
import { dealer, region } from "#modules/network/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { addFormKey, formKeyOf, openDoor } from "#platform/accounts/index.ts";
import { machineMs, now } from "#platform/clocks/clock.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { migrate, openTenant } from "#platform/db/migrate.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { freshDatabase, type TestDatabase } from "#platform/testing/database.ts";
import { stoppedClock } from "#platform/testing/pinned-clock.ts";
import { formToken } from "./index.ts";

const secret = "the secret of a house that lives for one test";
const tenant = { code: "neo-jp", schema: "t_neo_jp" };
const inFour = (text: string) => ({ en: text, ja: text, zh: text, ru: text });
const fresh = () => ({ version: 1, createdAt: now() });

/** One tenant with one dealer, one campaign, the keys of two forms and of a program. */
async function furnish(database: Database): Promise<void> {
  const told = { move: "create", by: null };
  await database.as(asSystem(tenant, "to furnish a test"), (tx) =>
    tx.finish(
      insertStatement(region, [{ ...fresh(), code: "east", names: inFour("East") }], told),
      insertStatement(dealer, [sakura()], told),
      insertStatement(aftersalesCampaign, [campaign()], told),
    ),
  );
  for (const [key, kind] of [
    ["test-form", "form"],
    ["busy-form", "form"],
    ["test-program", "program"],
  ] as const)
    await addFormKey(openDoor(database.pool), key, { tenant: tenant.code, name: "test", source: "web", kind });
}

const sakura = () => ({
  ...fresh(),
  code: "SAKURA",
  name: "Sakura & Sons",
  region: "east",
  street: "1-1",
  city: "Tokyo",
  postalCode: "100-0001",
  country: "JP",
  phone: null,
  email: null,
  zone: "Asia/Tokyo",
  postalAreas: ["1"],
  hours: [],
  holidays: [],
  customerChangeHours: 24,
});
const campaign = () => ({
  ...fresh(),
  code: "contact-request",
  names: inFour("Contact request"),
  drivenBy: "customer",
  models: [],
  startsOn: null,
  endsOn: null,
  isOpen: true,
});

let place: { database: TestDatabase; open: OpenHouse; reader: Database; ids: Map<string, string> };

test.before(async () => {
  const database = await freshDatabase();
  await migrate(database.config, house);
  await openTenant(database.config, house, {
    ...tenant,
    name: "Neo Motors Japan",
    country: "JP",
    defaultDealer: "SAKURA",
    isDemo: false,
  });
  const reader = openDatabase(database.program);
  await furnish(reader);
  const choice = { isProduction: true, host: "127.0.0.1", port: 0, secret, proxies: ["loopback"] };
  const open = await openHouse(choice, async () => database.config);
  await open.opened;
  const ids = new Map<string, string>();
  for (const key of ["test-form", "busy-form"]) ids.set(key, (await formKeyOf(openDoor(reader.pool), key))?.id ?? "");
  place = { database, open, reader, ids };
});

test.after(async () => {
  await place.open.close();
  await place.reader.close();
  await place.database.drop();
});

const address = (query = ""): string => new URL(`/forms/aftersales${query}`, place.open.address).href;
let visits = 0;
/** A token as a page gave it some time ago. */
const visited = (secondsAgo = 60, key = "test-form"): string =>
  formToken(machineMs() - secondsAgo * 1_000, `visit-${++visits}`, {
    secret,
    tenant: tenant.code,
    formKey: place.ids.get(key) ?? "",
  });
/** Posts what was typed the way a browser does: with the field that people cannot see. */
const send = (typed: Record<string, string>, from = "192.0.2.1"): Promise<Response> =>
  post({ website: "", ...typed }, from);
const post = (typed: Record<string, string>, from = "192.0.2.1"): Promise<Response> =>
  fetch(address(), {
    method: "POST",
    headers: { "x-forwarded-for": from },
    body: new URLSearchParams({ key: "test-form", lang: "ja", ...typed }),
  });
const leads = (): Promise<Record<string, unknown>[]> =>
  place.reader.as(asSystem(tenant, "to look at a test"), (tx) =>
    tx.query({ text: "select * from aftersales_lead order by created_at", values: [] }),
  );

test("the form opens to everybody, loads no script, and names the dealers", async () => {
  const page = await fetch(address("?key=test-form&lang=ru"));
  assert.equal(page.status, 200);
  assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  const text = await page.text();
  assert.match(text, /<html lang="ru">/);
  assert.match(text, /Sakura &amp; Sons/);
  assert.equal((await fetch(new URL("/forms/aftersales.css", place.open.address))).status, 200);
});

test("a form key that nobody gave out opens nothing, nor does a program's", async () => {
  for (const key of ["guessed", "test-program"]) {
    assert.equal((await fetch(address(`?key=${key}`))).status, 404);
    assert.equal((await send({ key, lastName: "佐藤", phone: "1", token: visited() })).status, 404);
  }
});

test("whoever reads the form's key from its page sends no lead past the form, in two hundred tries", async () => {
  const before = (await leads()).length;
  const intake = new URL("/api/v1/intake/aftersales-leads", place.open.address);
  const take = (key: string): Promise<Response> =>
    fetch(intake, {
      method: "POST",
      headers: { "content-type": "application/json", "x-form-key": key },
      body: JSON.stringify({ lastName: "佐藤", phone: "03-1234-5678" }),
    });
  for (const answer of await Promise.all(Array.from({ length: 200 }, () => take("test-form")))) {
    assert.equal(answer.status, 403);
    assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
    assert.equal(((await answer.json()) as { reason: string }).reason, "form-key-of-form");
  }
  assert.equal((await leads()).length, before);
  assert.equal((await take("test-program")).status, 201, "a program's key is for that");
});

test("a wish sent from the form is one lead of a dealer, also when the button is pressed twice", async () => {
  const before = (await leads()).length;
  const typed = {
    lastName: "佐藤",
    phone: "０３-1234-5678",
    preferredSlot1: "2030-11-30T10:00",
    vin: "not a vin",
    "consents.email": "yes",
    token: visited(),
  };
  const answers = await Promise.all([send(typed), send(typed)]);
  for (const answer of answers) {
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /Sakura &amp; Sons/);
  }
  const [lead, ...more] = (await leads()).slice(before);
  assert.equal(more.length, 0);
  assert.equal(lead?.dealer, "SAKURA");
  assert.equal(lead?.phone, "+81312345678");
  assert.deepEqual(lead?.preferred_slots, ["2030-11-30T01:00:00.000Z"]);
  assert.deepEqual(lead?.unrecognised, ["vin"]);
  const consents = lead?.consents as Record<string, boolean> | undefined;
  assert.equal(consents?.email, true);
  assert.equal(consents?.phone, false);
});

test("whatever is missing is asked for, and what was typed is still there", async () => {
  const before = (await leads()).length;
  const answer = await send({ email: "sato@", request: "車検 <b>", preferredSlot1: "soon", token: visited() });
  assert.equal(answer.status, 422);
  const page = await answer.text();
  for (const control of ["email", "preferredSlot1"]) assert.match(page, new RegExp(`<a href="#${control}">`));
  assert.match(page, /車検 &lt;b&gt;/);
  assert.equal((await leads()).length, before);
  const nameless = await (await send({ request: "車検", token: visited() })).text();
  for (const control of ["lastName", "email"]) assert.match(nameless, new RegExp(`<a href="#${control}">`));
});

test("a machine that fills the trap or is too fast creates nothing and loses nothing", async () => {
  const before = (await leads()).length;
  const typed = { lastName: "佐藤", email: "sato@example.jp" };
  const odds: Record<string, string>[] = [
    { website: "https://buy.example", token: visited() },
    { token: visited(1) },
    { token: "forged" },
    { token: visited(60, "busy-form") },
  ];
  const answers = [...odds.map((odd) => send({ ...typed, ...odd })), post({ ...typed, token: visited() }), post(typed)];
  for (const answer of await Promise.all(answers)) {
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /value="sato@example\.jp"/);
  }
  assert.equal((await leads()).length, before);
});

test("a form left open for a day is asked for again with all that was typed, and taken then", async (t) => {
  const later = stoppedClock(t);
  const before = (await leads()).length;
  const tokenOn = (page: string): string => /name="token" value="([^"]+)"/.exec(page)?.[1] ?? "";
  const opened = tokenOn(await (await fetch(address("?key=test-form"))).text());
  const typed = { lastName: "高橋", phone: "03-1234-5678", request: "車検" };
  later(25 * 3_600_000);
  const late = await send({ ...typed, token: opened });
  const page = await late.text();
  assert.equal(late.status, 422);
  assert.match(page, /value="高橋"/);
  assert.match(page, /車検<\/textarea>/);
  assert.equal((await leads()).length, before);
  later(3_000);
  const again = { ...typed, token: tokenOn(page) };
  for (const answer of [await send(again), await send(again)]) assert.equal(answer.status, 200);
  assert.equal((await leads()).length, before + 1, "and one page never makes two leads");
  const changed = await send({ ...again, request: "オイル交換" });
  assert.equal(changed.status, 422);
  assert.match(await changed.text(), /変更後の内容も送る場合.*オイル交換/s);
});

test("a contact that is neither a phone nor a mail address is asked again at its field, with what was typed", async () => {
  const before = (await leads()).length;
  const typed = { lastName: "佐藤", phone: "妻に聞いて", otherPhone: "12", request: "車検", token: visited() };
  const answer = await send({ ...typed, lang: "ru" });
  const page = await answer.text();
  assert.equal(answer.status, 422);
  for (const control of ["phone", "otherPhone"]) assert.match(page, new RegExp(`<a href="#${control}">Это не похоже`));
  for (const words of ['value="妻に聞いて"', 'value="12"', "車検</textarea>"]) assert.ok(page.includes(words), words);
  assert.equal((await leads()).length, before);
});

test("a change of language sends nothing and keeps what was typed", async () => {
  const before = (await leads()).length;
  const page = await (
    await send({ lastName: "佐藤", email: "sato@example.jp", showIn: "en", token: visited() })
  ).text();
  assert.match(page, /<html lang="en">/);
  assert.match(page, /value="佐藤"/);
  assert.equal((await leads()).length, before);
});

test("more than 60 wishes a minute from one address are asked to wait, and keep what they typed", async (t) => {
  const later = stoppedClock(t);
  const wish = (from: string): Promise<Response> => send({ lastName: "佐藤", showIn: "ja" }, from);
  const answers = await Promise.all(Array.from({ length: 61 }, () => wish("198.51.100.1")));
  assert.deepEqual(
    answers.map(({ status }) => status).filter((status) => status !== 200),
    [429],
  );
  const late = answers.find(({ status }) => status === 429);
  assert.equal(late?.headers.get("retry-after"), "60");
  assert.match((await late?.text()) ?? "", /1分ほど待って.*value="佐藤"/s);
  assert.equal((await wish("198.51.100.2")).status, 200, "somebody else does not wait");
  later(60_000);
  assert.equal((await wish("198.51.100.1")).status, 200);
});

test("more than 600 wishes a minute by one form are asked to wait, from wherever they come", async (t) => {
  const later = stoppedClock(t);
  const before = (await leads()).length;
  const wish = (nth: number, key = "busy-form"): Promise<Response> =>
    send({ key, email: "sato@example.jp", token: visited(60, key) }, `203.0.113.${Math.floor(nth / 50)}`);
  for (let first = 0; first < 600; first += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, nth) => wish(first + nth)));
    for (const { status } of answers) assert.equal(status, 422, "they name nobody");
  }
  const late = await wish(600);
  assert.deepEqual([late.status, late.headers.get("retry-after")], [429, "60"]);
  assert.match(await late.text(), /お申し込みが集中.*value="sato@example\.jp"/s);
  assert.equal((await wish(650, "test-form")).status, 422, "another form does not wait");
  later(60_000);
  assert.equal((await wish(650)).status, 422);
  assert.equal((await leads()).length, before);
});
