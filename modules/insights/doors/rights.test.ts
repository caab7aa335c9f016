import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import type { TestHouse } from "#apps/testing/test-house.ts";
import type { Person } from "#platform/access/index.ts";
import { now } from "#platform/clocks/clock.ts";
import { countMedians, fewestDealers, medianOf } from "../count-medians.ts";
import { leadNumbers } from "../subjects.ts";
import { openNumbersHouse, type Told } from "./numbers-ground.ts";

let house: TestHouse;
const tenant = { code: "neo-jp", schema: "t_neo_jp" };
before(async () => {
  house = await openNumbersHouse(1500, 50, 5);
  await house.sql("update dealer set region = 'east' where code in (select code from dealer order by code limit 7)");
  await house.sql("truncate regional_median cascade");
  const policies = async () => [];
  await countMedians(house.database, tenant, leadNumbers(policies), now().slice(0, 10));
});
after(() => house.close());

const person = (role: Person["role"], place: Partial<Person>): Person => ({
  kind: "person",
  ...{
    tenant: tenant.code,
    schema: tenant.schema,
    userId: "00000000-0000-7000-8000-000000000001",
    userName: "Somebody",
  },
  ...{ profileId: "00000000-0000-7000-8000-000000000002", role, dealer: null, region: null, dealers: [] },
  ...place,
});
const seenOf = (who: Person, table: string): Promise<{ dealer: string }[]> =>
  house.database.as(who, (tx) =>
    tx.query({ text: `select distinct dealer from ${table} order by dealer`, values: [] }),
  );

test("under its database role a dealer finds no cell, no change of one and no median that is not its own", async () => {
  const advisor = person("advisor", { dealer: "SAKURA", dealers: ["SAKURA"] });
  await house.sql(
    "insert into aftersales_lead_count_change (dealer, assigned_on) values ('SAKURA', '2026-01-01'), ('FUJI', '2026-01-01')",
  );
  for (const table of ["aftersales_lead_count", "aftersales_lead_count_change"]) {
    const all = await house.sql<{ dealer: string }>(`select distinct dealer from ${table}`);
    assert.ok(all.length > 1, `${table} has others`);
    assert.deepEqual(await seenOf(advisor, table), [{ dealer: "SAKURA" }], table);
    assert.deepEqual(await seenOf(person("sales-staff", { dealer: "SAKURA", dealers: ["SAKURA"] }), table), [], table);
    assert.deepEqual(await seenOf(person("admin", {}), table), [], table);
    const region = await seenOf(person("area-manager", { region: "x", dealers: ["FUJI", "SAKURA"] }), table);
    assert.deepEqual(region, [{ dealer: "FUJI" }, { dealer: "SAKURA" }], table);
    assert.equal((await seenOf(person("hq", {}), table)).length, all.length, table);
  }
  const medians = await house.database.as(advisor, (tx) =>
    tx.query<{ region: string }>({ text: "select region from regional_median", values: [] }),
  );
  const [home] = await house.sql<{ region: string }>("select region from dealer where code = 'SAKURA'");
  assert.deepEqual(medians, [{ region: home?.region }]);
});

test("nobody but the clock writes a cell, and nobody takes a change of one away", async () => {
  const advisor = person("advisor", { dealer: "SAKURA", dealers: ["SAKURA"] });
  for (const text of [
    "update aftersales_lead_count set contacted_in_time = assigned",
    "insert into aftersales_lead_count select * from aftersales_lead_count",
    "delete from aftersales_lead_count",
    "delete from aftersales_lead_count_change",
    "update regional_median set management = 1000",
  ])
    for (const who of [advisor, person("hq", {})])
      await assert.rejects(
        house.database.as(who, (tx) => tx.query({ text, values: [] })),
        /permission denied/,
        text,
      );
});

test("a dealer reads its own numbers and the median of its region; another dealer's are not there", async () => {
  const advisor = await house.as("advisor@sakura.demo");
  const own = await advisor.get<Told & { dealers: { code: string }[] }>("/numbers/aftersales-leads?by=dealer");
  assert.deepEqual(
    own.body.lines.map(({ key }) => key),
    ["SAKURA"],
  );
  assert.deepEqual(
    own.body.dealers.map(({ code }) => code),
    ["SAKURA"],
  );
  assert.ok(own.body.median, "the region has a median");
  assert.doesNotMatch(JSON.stringify(own.body), /FUJI/);
  const foreign = await advisor.get("/numbers/aftersales-leads?dealer=FUJI");
  const unknown = await advisor.get("/numbers/aftersales-leads?dealer=NOWHERE");
  assert.deepEqual(
    [foreign.status, foreign.text.replaceAll(/"traceId":"[^"]*"/g, "")],
    [422, unknown.text.replaceAll(/"traceId":"[^"]*"/g, "")],
  );
  const area = await house.as("area-east@neo.demo");
  const region = await area.get<Told & { dealers: { code: string; region: string }[] }>(
    "/numbers/aftersales-leads?by=dealer",
  );
  assert.ok(region.body.lines.length > 1);
  assert.ok(region.body.dealers.every((dealer) => dealer.region === "east"));
});

test("who sees no lead sees no number of them, and a stranger is asked to sign in", async () => {
  const admin = await house.as("admin@neo.demo");
  for (const path of ["/numbers/aftersales-leads", "/numbers/aftersales-leads.csv"]) {
    assert.equal((await admin.get(path)).status, 403, path);
    assert.equal((await house.stranger().get(path)).status, 401, path);
  }
  const sla = {
    firstContactHours: 24,
    managementDays: 10,
    lifetimeDays: 60,
    firstContactTarget: 70,
    managementTarget: 70,
    fullyManagedTarget: 90,
    bookedCounts: [],
  };
  const advisor = await house.as("advisor@sakura.demo");
  assert.equal((await advisor.post("/sla-policies/rehearse", sla)).status, 403);
  assert.equal((await advisor.post("/sla-policies", { ...sla, name: "mine", holdsFrom: "2099-01-01" })).status, 403);
  assert.equal((await house.stranger().post("/sla-policies/rehearse", sla)).status, 401);
  const calls = await house.as("callcentre@neo.demo");
  assert.equal((await calls.get("/numbers/aftersales-leads.csv")).status, 403, "it may look, and not carry away");
});

test("a median of fewer than five dealers is not told, and the middle of five is", async () => {
  assert.equal(medianOf([1, 2, 3, 4]), null);
  assert.equal(medianOf([900, 100, 500, 300, 200]), 300);
  assert.equal(medianOf([100, 200, 300, 400, 500, 600]), 350);
  const rows = await house.sql<{ counted: number; management: number | null }>(
    "select counted, management from regional_median",
  );
  assert.ok(
    rows.some(({ counted }) => counted >= fewestDealers) && rows.some(({ counted }) => counted < fewestDealers),
  );
  for (const { counted, management } of rows) assert.equal(management === null, counted < fewestDealers);
});

test("a policy that would change what was promised already is refused", async () => {
  const hq = await house.as("hq@neo.demo");
  const sla = {
    name: "stricter",
    firstContactHours: 12,
    managementDays: 10,
    lifetimeDays: 60,
    firstContactTarget: 80,
    managementTarget: 70,
    fullyManagedTarget: 90,
    bookedCounts: [],
  };
  const early = await hq.post<{ reason: string; field: string }>("/sla-policies", {
    ...sla,
    holdsFrom: now().slice(0, 10),
  });
  assert.deepEqual([early.status, early.body.reason, early.body.field], [422, "holds-too-early", "holdsFrom"]);
  const long = await hq.post<{ field: string }>("/sla-policies", {
    ...sla,
    holdsFrom: "2099-01-01",
    managementDays: 90,
  });
  assert.deepEqual([long.status, long.body.field], [422, "managementDays"]);
  const [{ n } = { n: 0 }] = await house.sql<{ n: number }>("select count(*)::integer as n from sla_policy");
  assert.equal(n, 0);
});

test("a policy that does not hold yet judges nothing, also where days to come are asked", async () => {
  const hq = await house.as("hq@neo.demo");
  const inDays = (days: number): string => new Date(Date.parse(now()) + days * 86_400_000).toISOString().slice(0, 10);
  const before = await hq.get<Told>(`/numbers/aftersales-leads?from=${inDays(-40)}`);
  const published = await hq.post("/sla-policies", {
    name: "looser",
    holdsFrom: inDays(10),
    firstContactHours: 24,
    managementDays: 10,
    lifetimeDays: 60,
    firstContactTarget: 1,
    managementTarget: 1,
    fullyManagedTarget: 1,
    bookedCounts: ["fully-managed"],
  });
  assert.equal(published.status, 201, published.text);
  const after = await hq.get<Told>(`/numbers/aftersales-leads?from=${inDays(-40)}&to=${inDays(20)}`);
  assert.deepEqual(after.body.total.rates, before.body.total.rates);
  assert.ok(before.body.total.rates.every(({ part }) => part > 0));
});

test("who manages a region without dealers is told of none", async () => {
  await house.put("region", [{ code: "void", names: { en: "Void", ja: "Void", zh: "Void", ru: "Void" } }]);
  const nobody = await house.hire("void@neo.demo", "area-manager", { region: "void" });
  const { body } = await nobody.get<Told & { dealers: unknown[] }>("/numbers/aftersales-leads?by=dealer");
  assert.deepEqual([body.dealers, body.lines, body.total.counts.assigned], [[], [], 0]);
  assert.equal((await nobody.get("/numbers/aftersales-leads?dealer=FUJI")).status, 422);
  assert.equal((await nobody.get("/numbers/aftersales-leads?region=east")).status, 422);
});
