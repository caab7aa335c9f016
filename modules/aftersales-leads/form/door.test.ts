import assert from "node:assert/strict";
import test from "node:test";
import { house } from "#apps/house.ts";
import { type OpenHouse, openHouse } from "#apps/server/open-house.ts";
import { aftersalesCampaign } from "#modules/aftersales-leads/campaign.record.ts";
import { dealer, region } from "#modules/network/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { addFormKey, openDoor } from "#platform/accounts/index.ts";
import { machineMs, now } from "#platform/clocks/clock.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { migrate, openTenant } from "#platform/db/migrate.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { freshDatabase, type TestDatabase } from "#platform/testing/database.ts";
import { formToken } from "./index.ts";

const secret = "the secret of a house that lives for one test";
const tenant = { code: "neo-jp", schema: "t_neo_jp" };
const inFour = (text: string) => ({ en: text, ja: text, zh: text, ru: text });
const fresh = () => ({ version: 1, createdAt: now() });

/** One tenant with one dealer, one campaign and one form key. */
async function furnish(database: Database): Promise<void> {
  const told = { move: "create", by: null };
  await database.as(asSystem(tenant, "to furnish a test"), (tx) =>
    tx.finish(
      insertStatement(region, [{ ...fresh(), code: "east", names: inFour("East") }], told),
      insertStatement(dealer, [sakura()], told),
      insertStatement(aftersalesCampaign, [campaign()], told),
    ),
  );
  await addFormKey(openDoor(database.pool), "test-form", { tenant: tenant.code, name: "test", source: "web" });
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

let place: { database: TestDatabase; open: OpenHouse; reader: Database };

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
  const choice = { isProduction: true, host: "127.0.0.1", port: 0, secret };
  const open = await openHouse(choice, async () => database.config);
  await open.opened;
  place = { database, open, reader };
});

test.after(async () => {
  await place.open.close();
  await place.reader.close();
  await place.database.drop();
});

const address = (query = ""): string => new URL(`/forms/aftersales${query}`, place.open.address).href;
let visits = 0;
/** A token as a page gave it some time ago. */
const visited = (secondsAgo = 60): string =>
  formToken(machineMs() - secondsAgo * 1_000, { nonce: `visit-${++visits}`, secret });
const send = (typed: Record<string, string>): Promise<Response> =>
  fetch(address(), { method: "POST", body: new URLSearchParams({ key: "test-form", lang: "ja", ...typed }) });
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

test("a form key that nobody gave out opens nothing", async () => {
  assert.equal((await fetch(address("?key=guessed"))).status, 404);
  assert.equal((await send({ key: "guessed", lastName: "佐藤", phone: "1", token: visited() })).status, 404);
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
  ];
  for (const odd of odds) {
    const answer = await send({ ...typed, ...odd });
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /value="sato@example\.jp"/);
  }
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

test("more than 60 wishes a minute from one address are asked to wait, and keep what they typed", async () => {
  const answers = await Promise.all(Array.from({ length: 70 }, () => send({ lastName: "佐藤", showIn: "ja" })));
  const late = answers.find(({ status }) => status === 429);
  assert.match((await late?.text()) ?? "", /1分ほど待って.*value="佐藤"/s);
});
