import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test, { after } from "node:test";
import pg from "pg";
import { house, records } from "#apps/house.ts";
import { rolesIn } from "#platform/access/database-roles.ts";
import { tenantTables } from "#platform/access/policies.ts";
import { migrate, openTenant, tablesOf } from "#platform/db/migrate.ts";
import { databaseRoles, rolesSql } from "#platform/db/roles.ts";
import { printedSchema } from "#platform/print/pages.ts";
import { freshDatabase } from "#platform/testing/database.ts";
import { root } from "./run-tool.ts";

/** What people add to the printed tables by hand, because no declaration can say it; it must stand here to be allowed. */
const byHand: readonly string[] = [
  "aftersales_campaign_days",
  "aftersales_campaign_named",
  "aftersales_lead_category",
  "aftersales_lead_first_contact",
  "aftersales_lead_of_campaign",
  "aftersales_lead_of_customer",
  "aftersales_lead_of_vehicle",
  "aftersales_lead_ownership",
  "aftersales_lead_reason",
  "aftersales_lead_reopened_once",
  "aftersales_lead_sold",
  "appointment_advisor_taken",
  "appointment_bay_taken",
  "appointment_in_time",
  "appointment_of_customer",
  "appointment_of_lead",
  "appointment_one_open_of_lead",
  "appointment_placed",
  "appointment_times",
  "customer_by_email",
  "customer_by_other_phone",
  "customer_by_phone",
  "customer_consent_now",
  "customer_country",
  "customer_email_folded",
  "customer_named",
  "dealer_country",
  "list_entry_named",
  "list_entry_once",
  "mail_about",
  "mail_cause",
  "mail_due",
  "mail_handed_over",
  "mail_message_id",
  "mail_of_whom",
  "mail_one_address",
  "mail_sending",
  "mail_sent",
  "mail_template_version",
  "mail_untold",
  "odometer_reading_of",
  "received_mail_followed",
  "received_mail_once",
  "region_named",
  "regional_median_once",
  "service_visit_of",
  "service_work_named",
  "service_work_one_default",
  "sla_policy_limits",
  "staff_email",
  "staff_email_folded",
  "staff_profile_once",
  "staff_profile_place",
  "staff_profile_seen",
  "vehicle_by_plate",
  "vehicle_identity",
  "vehicle_model_named",
  "vehicle_ownership_days",
  "vehicle_ownership_of_customer",
  "vehicle_ownership_one_owner",
  "vehicle_vin",
  "vehicle_warranty_days",
  "vehicle_warranty_named",
  "vehicle_warranty_of",
];

const { config, drop } = await freshDatabase();
const client = new pg.Client(config);
const [migrated, fromPrinted] = ["t_migrated", "t_printed"];
after(async () => {
  await client.end();
  await drop();
});
await migrate(config, house);
await openTenant(config, house, {
  ...{ code: "migrated", schema: migrated, name: "Migrated", country: "JP" },
  ...{ defaultDealer: "SAKURA", isDemo: true },
});
await client.connect();
const ofSchema = (sql: string): string => sql.replaceAll(`${printedSchema}_`, `${fromPrinted}_`);
await client.query(`begin; ${rolesSql(rolesIn(fromPrinted))} commit`);
await client.query(`create schema ${fromPrinted}; grant all on schema ${fromPrinted} to ${databaseRoles.owner};
  set search_path = ${fromPrinted}, public; set role ${databaseRoles.owner}`);
await client.query(ofSchema(readFileSync(join(root, "printed/schema.sql"), "utf8")));
for (const table of tenantTables) await client.query(`create table ${table} (like ${migrated}.${table} including all)`);
await client.query(ofSchema(readFileSync(join(root, "printed/tenant.sql"), "utf8")));
await client.query("reset role");

const ofRecords = records.flatMap(tablesOf);
/** Each kind of thing a table has: its table, its own name, and all that makes it what it is, without the schema. */
const parts = {
  columns: `select c.relname as "table", a.attname as name, format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
      || ' identity ' || a.attidentity::text || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '') || coalesce(a.attacl::text, '') as says
    from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = $1::regnamespace and c.relname = any($2) and a.attnum > 0 and not a.attisdropped`,
  constraints: `select c.relname as "table", k.conname as name, pg_get_constraintdef(k.oid) || ' ' || k.convalidated as says
    from pg_constraint k join pg_class c on c.oid = k.conrelid where c.relnamespace = $1::regnamespace and c.relname = any($2)`,
  indexes: `select tablename as "table", indexname as name, indexdef as says
    from pg_indexes where schemaname = $1 and tablename = any($2)`,
  policies: `select tablename as "table", policyname as name, concat_ws(' | ', permissive, roles, cmd, qual, with_check) as says
    from pg_policies where schemaname = $1 and tablename = any($2)`,
  rights: `select relname as "table", relname as name, concat_ws(' | ', relrowsecurity, relforcerowsecurity, relowner::regrole, relacl) as says
    from pg_class where relnamespace = $1::regnamespace and relname = any($2)`,
} as const;
type Part = { table: string; name: string; says: string };

async function partsIn(schema: string, kind: keyof typeof parts): Promise<Map<string, string>> {
  await client.query(`set search_path = ${schema}, public`);
  // Rights and policies of what every tenant has beside its records are printed, its tables are not.
  const tables = kind === "rights" || kind === "policies" ? [...tenantTables, ...ofRecords] : ofRecords;
  const { rows } = await client.query<Part>(parts[kind], [schema, tables]);
  return new Map(
    rows.map(({ table, name, says }) => [
      `${table}.${name}`,
      says.replaceAll(`${schema}.`, "").replaceAll(`${schema}_`, ""),
    ]),
  );
}

/** What stands in the migrated tables and not in the printed ones, the other way round, and what differs. */
async function differences(kind: keyof typeof parts): Promise<string[]> {
  const [have, should] = [await partsIn(migrated, kind), await partsIn(fromPrinted, kind)];
  const names = [...new Set([...have.keys(), ...should.keys()])];
  return names.filter((name) => have.get(name) !== should.get(name)).sort();
}

for (const kind of ["columns", "policies", "rights"] as const) {
  test(`the migrations make the printed ${kind}, no more and no less`, async () => {
    assert.ok((await partsIn(migrated, kind)).size >= ofRecords.length);
    assert.deepEqual(await differences(kind), []);
  });
}

test("the migrations make the printed constraints and indexes, and beside them what is listed here", async () => {
  const more = [...(await differences("constraints")), ...(await differences("indexes"))].map(
    (name) => name.split(".")[1] ?? "",
  );
  assert.deepEqual([...new Set(more)].sort(), byHand);
});

test("a changed column, a lost policy, a loosened check and a right too many are found", async () => {
  const changes: [string, keyof typeof parts, string][] = [
    ["alter table aftersales_lead alter column source drop not null", "columns", "aftersales_lead.source"],
    ["alter table aftersales_lead alter column vin type varchar(40)", "columns", "aftersales_lead.vin"],
    ["drop policy clock on aftersales_lead_history", "policies", "aftersales_lead_history.clock"],
    ["alter table customer no force row level security", "rights", "customer.customer"],
    [
      "grant delete on aftersales_lead_history to t_migrated_hq",
      "rights",
      "aftersales_lead_history.aftersales_lead_history",
    ],
    ["alter table dealer drop constraint dealer_region_fkey", "constraints", "dealer.dealer_region_fkey"],
    ["drop index aftersales_lead_of_dealer", "indexes", "aftersales_lead.aftersales_lead_of_dealer"],
  ];
  for (const [sql, kind, found] of changes) {
    await client.query(`begin; set local search_path = ${migrated}, public; ${sql}`);
    const all = await differences(kind);
    await client.query("rollback");
    assert.ok(all.includes(found), sql);
  }
});
