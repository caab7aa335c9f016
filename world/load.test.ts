import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { house } from "#apps/house.ts";
import { desks } from "#apps/server/routes.ts";
import { mailListener } from "#modules/service/mail.listeners.ts";
import { asSystem } from "#platform/access/index.ts";
import { sweep } from "#platform/clocks/sweep.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { migrate } from "#platform/db/migrate.ts";
import { freshDatabase, type TestDatabase } from "#platform/testing/database.ts";
import { loadWorld } from "./load.ts";
import { markets } from "./world.ts";

const at = "2026-11-22T23:30:00.000Z";
let home: TestDatabase;
let owner: pg.Client;
let database: Database;

const ask = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query(text, values)).rows as T[];

before(async () => {
  home = await freshDatabase();
  await migrate(home.config, house);
  owner = new pg.Client(home.config);
  await owner.connect();
  await ask("set search_path = t_neo_jp, public");
  database = openDatabase(home.program);
});
after(async () => {
  await database.close();
  await owner.end();
  await home.drop();
});

const kill =
  "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";

test("a load that is cut off leaves no half of a world, and the next start loads it whole", async () => {
  const cut: Promise<unknown>[] = [];
  const say = (): void => void cut.push(ask(kill));
  await assert.rejects(loadWorld(home.config, say, at));
  await Promise.all(cut);
  assert.deepEqual(await ask("select count(*)::integer as n from t_neo_jp.region"), [{ n: 0 }]);
  await loadWorld(home.config, undefined, at);
  const counts =
    "select (select count(*) from t_neo_jp.aftersales_lead)::integer as jp, (select count(*) from t_neo_eu.aftersales_lead)::integer as eu";
  assert.deepEqual(await ask(counts), [{ jp: 5000, eu: 500 }]);
  await loadWorld(home.config, undefined, at);
  assert.deepEqual(await ask(counts), [{ jp: 5000, eu: 500 }]);
});

test("everybody of the staff may sign in, and each tenant's form and program have their keys", async () => {
  const missing = await ask(
    "select email from t_neo_jp.staff s where not exists (select from marque.account a where a.id = s.id and a.tenant = 'neo-jp')",
  );
  assert.deepEqual(missing, []);
  const keys = "select tenant, kind, source, per_minute from marque.form_key order by tenant, kind";
  const all = { source: "website", per_minute: 300 };
  assert.deepEqual(await ask(keys), [
    { tenant: "neo-eu", kind: "both", ...all },
    { tenant: "neo-eu", kind: "program", ...all },
    { tenant: "neo-jp", kind: "both", ...all },
    { tenant: "neo-jp", kind: "program", ...all },
  ]);
});

test("the clocks find nothing left to do in the world that was loaded", async () => {
  for (const { tenant } of markets) assert.equal(await sweep(database, tenant, desks, at), 0);
});

test("the mails of the demo are those its bookings cause: what left can be read, none is due, and none is planned twice", async () => {
  const mails = await ask<{ status: string; left: boolean; is_written: boolean; n: number }>(
    `select status, message_id is not null as "left", num_nonnulls(subject, text, html, calendar) = 4 as is_written, count(*)::integer as n
      from mail group by 1, 2, 3 order by 1`,
  );
  assert.deepEqual(
    mails.map(({ status, left, is_written }) => [status, left, is_written]),
    [
      ["maybe-sent", true, true],
      ["parked", true, true],
      ["planned", false, false],
      ["sent", true, true],
    ],
  );
  assert.deepEqual(await ask("select id from mail where status = 'planned' and send_at <= $1", [at]), []);
  const russian = await ask<{ text: string }>(
    "select text from mail where language = 'ru' and status = 'sent' limit 1",
  );
  assert.match(String(russian[0]?.text), /Здравствуйте/);
  assert.doesNotMatch(String(russian[0]?.text), /undefined|null|\{\{|\{%/);
  const [linked] = await ask<{ text: string }>(
    "select text from mail where status = 'sent' and audience = 'customer' and kind = 'appointment-confirmed' and useless_from > $1::timestamptz + interval '3 days' limit 1",
    [at],
  );
  assert.match(String(linked?.text), /https:\/\/marque\.example\/appointments\/c\/neo-jp\./);
  const count = async () => (await ask<{ n: number }>("select count(*)::integer as n from mail"))[0]?.n;
  const [before, planned] = [
    await count(),
    await ask<{ id: string }>("select id from appointment where dealer = 'SAKURA'"),
  ];
  const tenant = { code: "neo-jp", schema: "t_neo_jp" };
  for (const { id } of planned)
    await database.as(asSystem(tenant, "hearing again"), (tx) => mailListener.act(tx, { recordId: id } as never), at);
  assert.equal(await count(), before);
});

test("a customer is seen by the dealers with a lead, a visit or a car of theirs, and by no other", async () => {
  const wrong =
    await ask(`select c.name, c.dealers, t.dealers as counted from customer c cross join lateral (select array(
      select l.dealer from aftersales_lead l where l.customer = c.id union
      select s.dealer from vehicle_ownership o join service_visit s on s.vehicle = o.vehicle
        and s.visited_on >= o.starts_on and (o.ends_on is null or s.visited_on <= o.ends_on)
      where o.customer = c.id order by 1) as dealers) t where c.dealers <> t.dealers or cardinality(c.dealers) = 0`);
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    await ask("select o.id from vehicle_ownership o join customer c on c.id = o.customer where o.dealers <> c.dealers"),
    [],
  );
  assert.deepEqual(
    await ask("select o.id from customer_consent o join customer c on c.id = o.customer where o.dealers <> c.dealers"),
    [],
  );
});

test("odometers of the world never fall, and the ledger's newest words are the customer's consents", async () => {
  const falls = await ask(
    "select vehicle from (select vehicle, km, lag(km) over (partition by vehicle order by read_on, created_at) as was from odometer_reading) r where km < was",
  );
  assert.deepEqual(falls, []);
  const torn = await ask(`select c.id from customer c cross join lateral (
      select jsonb_object_agg(w.purpose, w.is_given) as said from (select distinct on (purpose) purpose, is_given from customer_consent
        where customer = c.id order by purpose, at desc, id desc) w) l where l.said <> c.consents`);
  assert.deepEqual(torn, []);
  assert.deepEqual(await ask("select id from customer_consent where at > $1", [at]), []);
});

test("every row has its history, and a lead's history stays with the dealer who has the lead", async () => {
  const keys = {
    region: "code",
    dealer: "code",
    staff: "id",
    customer: "id",
    customer_consent: "id",
    vehicle: "id",
    vehicle_ownership: "id",
    service_visit: "id",
    aftersales_lead: "id",
    mail: "id",
  };
  for (const [table, key] of Object.entries(keys)) {
    const isTold = `exists (select from ${table}_history h where h.record_id = r.${key} and h.field = 'created')`;
    assert.deepEqual(await ask(`select ${key} from ${table} r where not ${isTold}`), [], table);
  }
  assert.deepEqual(
    await ask(
      "select h.entry from aftersales_lead_history h join aftersales_lead l on l.id = h.record_id where h.dealer <> l.dealer",
    ),
    [],
  );
});
