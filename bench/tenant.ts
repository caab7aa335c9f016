import pg from "pg";
import { house, known } from "#apps/house.ts";
import { asSystem, type Person } from "#platform/access/index.ts";
import { addFormKey, openDoor, openSession } from "#platform/accounts/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Database } from "#platform/db/database.ts";
import { migrate, openTenant } from "#platform/db/migrate.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";

export const tenant = { code: "bench", schema: "t_bench" };
export const zone = "Asia/Tokyo";
/** The one kind of work. */
export const work = { code: "service", minutes: 60, advisorMinutes: 15 };
const formKey = "bench-form";
export const formHeaders = { "content-type": "application/json", "x-form-key": formKey };

const names = (text: string) => ({ en: text, ja: text, zh: text, ru: text });
const place = {
  street: "1",
  city: "Tokyo",
  postalCode: "100-0001",
  country: "JP",
  phone: "+81312345678",
  email: "desk@example.com",
  zone,
  hours: [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opens: "09:00", closes: "18:00" })),
  holidays: [],
  customerChangeHours: 24,
};
export const dealerCode = (nth: number): string => `D${String(nth).padStart(3, "0")}`;

/** Writes rows of a record the way the program does, history and outbox included. */
export async function put(db: Database, name: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const record = known.get(name);
  if (!record) throw new Error(`no record ${name}`);
  await db.as(asSystem(tenant, "fills the bench"), (tx) => {
    const begun = rows.map((row) => begin(record, row, tx.at, zone));
    return tx.finish(insertStatement(record, begun, { move: "create", by: null }));
  });
}

const staff = newId();
/** An advisor of a dealer as the server makes them of a session; the token is that of the first dealer's. */
export const advisorOf = (dealer: string): Person => ({
  ...{ kind: "person", tenant: tenant.code, schema: tenant.schema, userId: staff, userName: "Bench" },
  ...{ profileId: newId(), role: "advisor", dealer, region: null, dealers: [dealer] },
});

/** Opens a tenant of 100 dealers, open from Monday to Saturday, with one advisor at the first; gives the advisor's token. */
export async function benchTenant(config: pg.PoolConfig, db: Database): Promise<string> {
  await migrate(config, house);
  await openTenant(config, house, { ...tenant, name: "Bench", country: "JP", defaultDealer: "D000", isDemo: true });
  await put(db, "region", [{ code: "east", names: names("East") }]);
  const dealer = (_: unknown, i: number) => ({
    ...place,
    code: dealerCode(i),
    name: `Dealer ${i}`,
    region: "east",
    postalAreas: [String(i + 100)],
  });
  await put(db, "dealer", Array.from({ length: 100 }, dealer));
  await put(db, "aftersales-campaign", [
    { code: "contact-request", names: names("Contact"), drivenBy: "customer", models: [], isOpen: true },
  ]);
  await put(db, "service-work", [
    { ...work, names: names("Service"), needs: ["lift"], isDefault: true, position: 1, isActive: true },
  ]);
  const isHere = { language: "en", isActive: true, dealers: ["D000"] };
  await put(db, "staff", [{ id: staff, name: "Bench", email: "bench@example.com", ...isHere }]);
  await put(db, "staff-profile", [{ id: newId(), staff, role: "advisor", dealer: "D000", dealers: ["D000"] }]);
  return openDoors(config, db);
}

/** The account of the advisor and the key of the web form. */
async function openDoors(config: pg.PoolConfig, db: Database): Promise<string> {
  const client = new pg.Client(config);
  await client.connect();
  await client.query("insert into marque.account (id, tenant, email) values ($1, $2, 'bench@example.com')", [
    staff,
    tenant.code,
  ]);
  await client.end();
  const door = openDoor(db.pool);
  await addFormKey(door, formKey, { tenant: tenant.code, name: "bench", source: "website", kind: "program" });
  return openSession(door, staff, "token");
}
