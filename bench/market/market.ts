import pg from "pg";
import { house, known } from "#apps/house.ts";
import type { Person } from "#platform/access/index.ts";
import { asSystem } from "#platform/access/index.ts";
import { addFormKey, openDoor, openSession } from "#platform/accounts/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Database } from "#platform/db/database.ts";
import { openTenant } from "#platform/db/migrate.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord, Role } from "#platform/record/index.ts";

/** A market of 500 dealers in eight regions, so that a region has a 10,000th page too, and who looks at it. */
export const market = { code: "market", schema: "t_market" };
export const marketZone = "Asia/Tokyo";
export const dealersInAll = 500;
const regions = 8;
export const dealerOf = (nth: number): string => `M${String(nth).padStart(3, "0")}`;
export const marketForm = "market-form";
const names = (text: string) => ({ en: text, ja: text, zh: text, ru: text });

async function put(db: Database, name: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const record = known.get(name) as AnyRecord;
  await db.as(asSystem(market, "fills the market"), (tx) =>
    tx.finish(
      insertStatement(
        record,
        rows.map((row) => begin(record, row, tx.at, marketZone)),
        { move: "create", by: null },
      ),
    ),
  );
}

/** Who looks: a profile each, and the token that the API knows them by. */
export type Looker = { person: Person; authorization: string };
export type Lookers = Record<"advisor" | "area-manager" | "hq", Looker>;

const dealer = (_: unknown, nth: number) => ({
  ...{ code: dealerOf(nth), name: `Dealer ${nth}`, region: `r${nth % regions}`, street: "1", city: "Tokyo" },
  ...{ postalCode: "100-0001", country: "JP", phone: "+81312345678", email: "desk@example.com", zone: marketZone },
  ...{ postalAreas: [String(nth + 100)], hours: [], holidays: [], customerChangeHours: 24 },
});

/** Opens the market with its dealers, one car, and one advisor, area manager and person of headquarters. */
export async function openMarket(config: pg.PoolConfig, db: Database): Promise<Lookers> {
  await openTenant(config, house, {
    ...market,
    name: "Market",
    country: "JP",
    defaultDealer: dealerOf(0),
    isDemo: true,
  });
  await put(
    db,
    "region",
    Array.from({ length: regions }, (_, n) => ({ code: `r${n}`, names: names(`Region ${n}`) })),
  );
  await put(db, "dealer", Array.from({ length: dealersInAll }, dealer));
  const campaigns = ["contact-request", "service-due", "recall", "warranty-end", "spontaneous-dealer"];
  await put(
    db,
    "aftersales-campaign",
    campaigns.map((code) => ({ code, names: names(code), drivenBy: "customer", models: [], isOpen: true })),
  );
  await put(db, "vehicle", [{ id: newId(), vin: "ZN9DEMX10MARKET01", vinKind: "vin" }]);
  const region = Array.from({ length: Math.ceil(dealersInAll / regions) }, (_, n) => dealerOf(n * regions));
  const door = openDoor(db.pool);
  await addFormKey(door, marketForm, { tenant: market.code, name: "market", source: "website", kind: "program" });
  const looker = async (role: Role, place: Partial<Person>): Promise<Looker> => {
    const [staff, profile] = [newId(), newId()];
    const email = `${role}@market.example`;
    const { dealer: own = null, region: its = null, dealers = [] } = place;
    await put(db, "staff", [
      { id: staff, name: role, email, language: "en", isActive: true, dealers: own ? [own] : [] },
    ]);
    await put(db, "staff-profile", [{ id: profile, staff, role, dealer: own, region: its, dealers: own ? [own] : [] }]);
    await addAccount(config, staff, email);
    const person: Person = {
      ...{
        kind: "person",
        tenant: market.code,
        schema: market.schema,
        userId: staff,
        userName: role,
        profileId: profile,
      },
      ...{ role, dealer: own, region: its, dealers },
    };
    return { person, authorization: `Bearer ${await openSession(door, staff, "token")}` };
  };
  return {
    advisor: await looker("advisor", { dealer: dealerOf(0), dealers: [dealerOf(0)] }),
    "area-manager": await looker("area-manager", { region: "r0", dealers: region }),
    hq: await looker("hq", {}),
  };
}

async function addAccount(config: pg.PoolConfig, staff: string, email: string): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  await client.query("insert into marque.account (id, tenant, email) values ($1, $2, $3)", [staff, market.code, email]);
  await client.end();
}
