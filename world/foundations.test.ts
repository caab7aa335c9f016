import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { house } from "#apps/house.ts";
import { consentsNow } from "#modules/customers/customer.queries.ts";
import { customer } from "#modules/customers/index.ts";
import { openCustomer, writeCustomers } from "#modules/customers/open-customer.ts";
import { dealerAreas } from "#modules/network/dealer.queries.ts";
import { profilesOf } from "#modules/network/staff.queries.ts";
import { customersBehind, refreshCustomerDealers, showCustomer } from "#modules/vehicles/customer-dealers.queries.ts";
import { serviceVisit, vehicle, vehicleOwnership } from "#modules/vehicles/index.ts";
import { addReading } from "#modules/vehicles/odometer-reading.queries.ts";
import { isOwner, vehicleFacts } from "#modules/vehicles/vehicle.queries.ts";
import { endWindow } from "#modules/vehicles/vehicle-ownership.queries.ts";
import { type Actor, asSystem, type Person } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { type Database, openDatabase, type Transaction } from "#platform/db/database.ts";
import { migrate, openTenant } from "#platform/db/migrate.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import { refold } from "#platform/search/refold.ts";
import { freshDatabase, type TestDatabase } from "#platform/testing/database.ts";
import { loadTenant } from "./load.ts";
import { marketJp } from "./market-jp.ts";
import { settled } from "./rows.ts";
import { tenantWorldOf } from "./world.ts";

const at = "2026-11-22T03:00:00.000Z";
const { tenant } = marketJp;
const system: Actor = asSystem(tenant, "a test of the foundations");
const someone = (dealer: string): Person => ({
  kind: "person",
  tenant: tenant.code,
  schema: tenant.schema,
  userId: newId(),
  userName: "Somebody",
  profileId: newId(),
  role: "advisor",
  dealer,
  region: null,
  dealers: [dealer],
});
const [sakura, fuji] = [someone("SAKURA"), someone("FUJI")];
const demoVin = "ZN9DEMX10SAKURA01";
const tanaka = { phone: "+819012340001", email: "ichiro.tanaka@mail.example" };

let home: TestDatabase;
let database: Database;
const as = <T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> => database.as(actor, work, at);
const rows = <T>(actor: Actor, text: string, values: unknown[] = []): Promise<T[]> =>
  as(actor, (tx) => tx.query<T>({ text, values }));
const behind = async (phones: string[], email: string | null = null) =>
  (await as(system, (tx) => customersBehind(tx, { phones, email })))[0] ?? null;
const likely = () => behind([tanaka.phone]);

before(async () => {
  home = await freshDatabase();
  await migrate(home.config, house);
  await openTenant(home.config, house, tenant);
  database = openDatabase(home.program);
  await loadTenant(database, tenantWorldOf({ ...marketJp, customers: 12, leads: 10 }, at, 1).tables, tenant);
});
after(async () => {
  await database.close();
  await home.drop();
});

test("a VIN as somebody types it finds the car with its model, warranties and kilometres", async () => {
  const facts = await as(sakura, (tx) => vehicleFacts(tx, { vin: "ｚｎ９ｄｅｍｘ１０－sakura 01" }));
  assert.equal(facts?.vin, demoVin);
  assert.deepEqual([facts?.model, facts?.modelName], ["sports-f25", "ネオ スポーツ F25"]);
  assert.equal(facts?.warrantyName, "新車保証 3年");
  assert.ok(
    (facts?.currentWarrantyStartsOn ?? "9") <= "2026-11-22" && (facts?.currentWarrantyEndsOn ?? "") >= "2026-11-22",
  );
  assert.ok((facts?.averageKmPerYear ?? 0) > 1000 && (facts?.odometerKm ?? 0) > 1000);
  assert.equal(facts?.owners.length, 1);
  assert.equal(await as(sakura, (tx) => vehicleFacts(tx, { vin: "ZN9DEMX10SAKURA99" })), null);
});

test("another dealer sees what the car is, and nothing of whose it is", async () => {
  const [seen, foreign] = await Promise.all(
    [sakura, fuji].map((who) => as(who, (tx) => vehicleFacts(tx, { vin: demoVin }))),
  );
  assert.deepEqual({ ...foreign, owners: seen?.owners }, seen);
  assert.deepEqual(foreign?.owners, []);
  assert.deepEqual(await rows(fuji, "select id from customer where phone = $1", [tanaka.phone]), []);
});

test("a frame number finds its car with and without the hyphen, and is one car", async () => {
  const add = (vin: string): Promise<unknown> =>
    as(sakura, (tx) =>
      tx.query(
        insertStatement(vehicle, [settled(vehicle, { id: newId(), vin, vinKind: "frame" }, at)], {
          move: "create",
          by: null,
        }),
      ),
    );
  await add("ZVW30-1849201");
  const found = await as(fuji, (tx) => vehicleFacts(tx, { vin: "zvw301849201" }));
  assert.equal(found?.vin, "ZVW30-1849201");
  await assert.rejects(add("ZVW301849201"), { code: "23505" });
});

test("the same phone or mail points to the customer and to the workshop that last had the car", async () => {
  const byPhone = await likely();
  const byMail = await behind([], "Ichiro.Tanaka@mail.example");
  assert.deepEqual(byMail, byPhone);
  assert.equal(byPhone?.lastWorkshop, "SAKURA");
  assert.equal(await behind(["+819000000000"]), null);
});

test("a new customer has a word in the ledger on each of the eight purposes", async () => {
  const said = {
    name: "Anna Weber",
    firstName: "Anna",
    lastName: "Weber",
    firstNameReading: null,
    lastNameReading: null,
    phone: null,
    otherPhone: null,
    email: "Anna@Weber.example",
    language: "de",
    country: "Deutschland",
    state: null,
    city: null,
    postalCode: "80 331",
    consents: { email: true },
  };
  const opened = openCustomer(said, {
    dealer: "FUJI",
    at,
    source: "website",
    wording: (purpose) => `You may use my ${purpose}.`,
  });
  const { id } = opened;
  await as(fuji, (tx) => tx.finish(...writeCustomers([opened])));
  const [kept] = await rows<Record<string, unknown>>(
    fuji,
    `select email, country, postal_code as "postalCode", dealers from customer where id = $1`,
    [id],
  );
  assert.deepEqual(kept, { email: "anna@weber.example", country: "DE", postalCode: "80331", dealers: ["FUJI"] });
  const consents = (await as(system, (tx) => consentsNow(tx, [id]))).get(id);
  assert.equal(consents?.email, true);
  assert.equal(Object.values(consents ?? {}).filter((isGiven) => isGiven).length, 1);
  assert.deepEqual(await rows(fuji, "select count(*)::integer as n from customer_consent where customer = $1", [id]), [
    { n: 8 },
  ]);
});

test("a dealer sees the customer with the car as long as it has a lead or a visit of theirs", async () => {
  const { id = "" } = (await likely()) ?? {};
  const seen = () => rows(fuji, "select customer from vehicle_ownership where customer = $1", [id]);
  await as(system, (tx) => tx.query(showCustomer(id, "FUJI")));
  assert.equal((await seen()).length, 1);
  await as(system, (tx) => tx.query(refreshCustomerDealers(id)));
  assert.equal((await seen()).length, 0);
  assert.deepEqual(await rows(fuji, "select entry from customer_history where record_id = $1", [id]), []);
  const facts = await as(sakura, (tx) => vehicleFacts(tx, { vin: demoVin }));
  const visit = settled(
    serviceVisit,
    { id: newId(), vehicle: facts?.id, dealer: "FUJI", visitedOn: "2026-11-21", works: "Annual service" },
    at,
  );
  await as(system, (tx) => tx.query(insertStatement(serviceVisit, [visit], { move: "create", by: null })));
  await as(system, (tx) => tx.query(refreshCustomerDealers(id)));
  assert.equal((await seen()).length, 1);
  assert.equal((await rows(fuji, "select entry from customer_history where record_id = $1", [id])).length, 1);
});

test("an odometer that fell is refused without a reason", async () => {
  const facts = await as(sakura, (tx) => vehicleFacts(tx, { vin: demoVin }));
  const reading = { vehicle: facts?.id ?? "", km: 10, readOn: "2026-11-22" };
  const by = { id: sakura.userId, name: sakura.userName };
  const refused = await as(sakura, (tx) => addReading(tx, { ...reading, reason: null }, by));
  assert.deepEqual(refused, { refused: "odometer-fell", field: "km" });
  const added = await as(sakura, (tx) => addReading(tx, { ...reading, reason: "new instrument" }, by));
  assert.ok("id" in added);
  assert.equal((await as(sakura, (tx) => vehicleFacts(tx, { vin: demoVin })))?.odometerKm, 10);
});

test("windows of ownership never overlap; the day of the hand-over is the next owner's", async () => {
  const { id: customer = "" } = (await likely()) ?? {};
  const facts = await as(sakura, (tx) => vehicleFacts(tx, { vin: demoVin }));
  const car = facts?.id ?? "";
  const own = (startsOn: string): Promise<unknown> =>
    as(system, (tx) =>
      tx.query(
        insertStatement(
          vehicleOwnership,
          [settled(vehicleOwnership, { id: newId(), vehicle: car, customer, startsOn, dealers: ["SAKURA"] }, at)],
          { move: "create", by: null },
        ),
      ),
    );
  assert.equal(await as(sakura, (tx) => isOwner(tx, { vehicle: car, customer })), true);
  await assert.rejects(own("2026-11-01"), { code: "23P01" });
  await as(system, (tx) => endWindow(tx, { vehicle: car, customer, endedOn: "2026-11-01", at }));
  const ended = await as(sakura, (tx) => vehicleFacts(tx, { vin: demoVin }));
  assert.deepEqual([ended?.ownershipEndedOn, ended?.owners], ["2026-11-01", []]);
  assert.equal(await as(sakura, (tx) => isOwner(tx, { vehicle: car, customer })), false);
  await own("2026-11-01");
  const told = await rows<{ move: string }>(
    sakura,
    "select h.move from vehicle_ownership_history h join vehicle_ownership o on o.id = h.record_id where o.vehicle = $1 and h.field = 'endsOn'",
    [car],
  );
  assert.deepEqual(told, [{ move: "edit" }]);
});

test("who has two hats has two profiles, and an area manager the dealers of the region", async () => {
  const idOf = async (email: string): Promise<string> =>
    (await rows<{ id: string }>(system, "select id from staff where email = $1", [email]))[0]?.id ?? "";
  const [twoHats, area] = [await idOf("twohats@sakura.demo"), await idOf("area-east@neo.demo")];
  const hats = await as(system, (tx) => profilesOf(tx, twoHats));
  assert.deepEqual(hats?.profiles.map(({ role }) => role).sort(), ["advisor", "sales-staff"]);
  const east = await as(system, (tx) => profilesOf(tx, area));
  assert.deepEqual(east?.profiles[0]?.dealers, ["HINODE", "MINATO", "SAKURA", "TSUBAKI"]);
});

test("an advisor sees the colleagues of the own dealer and every dealer's areas", async () => {
  const colleagues = await rows<{ dealers: string[] }>(fuji, "select distinct dealers from staff");
  assert.deepEqual(colleagues, [{ dealers: ["FUJI"] }]);
  assert.equal((await rows(fuji, "select id from staff_profile where dealer is distinct from 'FUJI'")).length, 0);
  assert.equal((await as(fuji, dealerAreas)).length, 12);
});

test("search texts that an older folding made are made anew behind everything else, once", async () => {
  assert.equal(await refold(database, tenant, customer), 0, "a new market is folded from the start");
  const texts = () => rows<{ text: string }>(system, "select id, search_text as text from customer order by id");
  const right = await texts();
  await rows(
    system,
    "update customer set search_text = 'of before' where id <> (select min(id::text)::uuid from customer)",
  );
  await rows(system, "update search_fold set version = version - 1");
  const stopped = AbortSignal.abort();
  assert.equal(await refold(database, tenant, customer, stopped), 0);
  assert.equal(await refold(database, tenant, customer), right.length - 1);
  assert.deepEqual(await texts(), right);
  await rows(system, "update customer set search_text = 'of somebody else'");
  assert.equal(await refold(database, tenant, customer), 0, "it is done once");
});
