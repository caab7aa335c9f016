import pg from "pg";
import { house, known } from "#apps/house.ts";
import type { DemoAccount } from "#apps/server/demo-routes.ts";
import { asSystem } from "#platform/access/index.ts";
import { addFormKey, openAccounts, openDoor } from "#platform/accounts/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { openDatabase } from "#platform/db/database.ts";
import { openTenant } from "#platform/db/migrate.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";

const T = { code: "neo-jp", schema: "t_neo_jp" };
const E = { code: "lumen-eu", schema: "t_lumen_eu" };
const N = (s: string) => ({ en: s, ja: s, zh: s, ru: s });

export async function loadWorld(config: pg.PoolConfig): Promise<DemoAccount[]> {
  const db = openDatabase(config);
  const door = openDoor(db.pool);
  const exists = await door.query({ text: "select code from tenant", values: [] });
  const accounts = ["advisor@sakura.demo", "admin@neo.demo"].map((email) => ({ email, name: email, role: "advisor", place: "x", tenant: "neo-jp" }));
  if (exists.length > 0) { await db.close(); return accounts; }
  await openTenant(config, house, { code: "neo-jp", schema: T.schema, name: "Neo", country: "JP", defaultDealer: "SAKURA", isDemo: true });
  await openTenant(config, house, { code: "lumen-eu", schema: E.schema, name: "Lumen", country: "DE", defaultDealer: "LUMEN", isDemo: true });
  const put = (t: typeof T, name: string, rows: any[]) => db.as(asSystem(t, "w"), (tx) => tx.finish(insertStatement(known.get(name)!, rows.map((r) => begin(known.get(name)!, r, tx.at, "UTC")), { move: "create", by: null })));
  const D = { street: "1", city: "Tokyo", postalCode: "100-0001", country: "JP", phone: "+81312345678", email: "a@b.co", zone: "Asia/Tokyo", hours: [1,2,3,4,5,6].map((weekday) => ({ weekday, opens: "09:00", closes: "18:00" })), holidays: [] };
  for (const [t, prefix] of [[T, "neo"], [E, "lumen"]] as const) {
    await put(t, "region", [{ code: "east", names: N("East") }, { code: "west", names: N("West") }]);
    await put(t, "list-entry", [["no-sale-reason","other","other"],["no-sale-reason","not-owner","car-gone"],["no-sale-reason","price","offer"],["no-sale-reason","recontact","not-interested-now"]].map(([list, code, category], i) => ({ id: newId(), list, code, names: N(code!), category, position: i + 1, isActive: true })));
    await put(t, "aftersales-campaign", ["contact-request", "spontaneous-dealer", "service-reminder"].map((code) => ({ code, names: N(code), drivenBy: code === "service-reminder" ? "hq" : "customer", models: [], isOpen: true })));
  }
  await put(T, "dealer", [{ code: "SAKURA", name: "Sakura", region: "east", postalAreas: ["1"], ...D }, { code: "KIKU", name: "Kiku", region: "east", postalAreas: ["27"], ...D }, { code: "FUJI", name: "Fuji", region: "west", postalAreas: ["4", "272"], ...D }]);
  await put(E, "dealer", [{ code: "LUMEN", name: "Lumen", region: "east", postalAreas: ["1"], ...D, country: "DE", zone: "Europe/Berlin" }]);
  const people: [typeof T, string, [string, string | null, string | null][]][] = [
    [T, "advisor@sakura.demo", [["advisor", "SAKURA", null]]],
    [T, "manager@sakura.demo", [["store-manager", "SAKURA", null]]],
    [T, "advisor@fuji.demo", [["advisor", "FUJI", null]]],
    [T, "area-east@neo.demo", [["area-manager", null, "east"]]],
    [T, "hq@neo.demo", [["hq", null, null]]],
    [T, "callcentre@neo.demo", [["call-centre", null, null]]],
    [T, "admin@neo.demo", [["admin", null, null]]],
    [T, "twohats@sakura.demo", [["advisor", "SAKURA", null], ["store-manager", "SAKURA", null]]],
    [E, "advisor@lumen.demo", [["advisor", "LUMEN", null]]],
  ];
  for (const [t, email, profiles] of people) {
    const id = newId();
    const dealers = profiles.flatMap(([, d]) => (d ? [d] : []));
    await put(t, "staff", [{ id, name: email, email, language: "ja", isActive: true, dealers }]);
    await put(t, "staff-profile", profiles.map(([role, dealer, region]) => ({ id: newId(), staff: id, role, dealer, region, dealers: dealer ? [dealer] : [] })));
    await openAccounts(door, [{ id, tenant: t.code, email }]);
  }
  const owner = newId(); const car = newId();
  await put(T, "customer", [{ id: owner, kind: "person", name: "佐藤 花子", lastName: "佐藤", firstName: "花子", phone: "+819011112222", dealers: ["SAKURA"] }]);
  await put(T, "vehicle", [{ id: car, vin: "ZN9DEMX10SAKURA01", vinKind: "vin" }]);
  await put(T, "vehicle-ownership", [{ id: newId(), vehicle: car, customer: owner, startsOn: "2024-01-01", dealers: ["SAKURA"] }]);
  await addFormKey(door, "demo-form", { tenant: "neo-jp", name: "demo", source: "website" });
  await db.close();
  return accounts;
}
