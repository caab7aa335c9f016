import pg from "pg";
import { newId } from "#platform/clocks/chance.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { migrate, openTenant } from "#platform/db/migrate.ts";
import { type Account, accountByEmail, type Door, openAccounts, openDoor, setPassword } from "./index.ts";

/** A password that anybody would call good. */
export const goodPassword = "four quiet herons over Lake Biwa";

export type House = { config: pg.PoolConfig; database: Database; door: Door; close(): Promise<void> };
const testServer = process.env.ACC_HOST;
let n = 0;
/** A database of its own with two tenants and no staff. */
export async function openHouse(): Promise<House> {
  const admin = new pg.Client({ host: testServer, user: "postgres", database: "postgres" });
  await admin.connect();
  const name = `acc_${process.pid}_${n++}`;
  await admin.query(`create database ${name}`);
  await admin.end();
  const config = { host: testServer, user: "postgres", database: name };
  const house = { records: [], rooms: [] };
  await migrate(config, house);
  for (const code of ["neo-jp", "lumen"]) {
    const schema = `t_${code.replace("-", "_")}`;
    await openTenant(config, house, { code, schema, name: code, country: "JP", defaultDealer: "SAKURA", isDemo: true });
  }
  const database = openDatabase(config);
  return { config, database, door: openDoor(database.pool), close: () => database.close() };
}

/** Opens an account with the good password. */
export async function newcomer(house: House, email: string, tenant = "neo-jp"): Promise<Account> {
  await openAccounts(house.door, [{ id: newId(), tenant, email }]);
  const account = await accountByEmail(house.door, email);
  if (!account) throw new Error(`${email} has no account`);
  const refusal = await setPassword(house.door, account, goodPassword);
  if (refusal) throw new Error(refusal);
  return (await accountByEmail(house.door, email)) ?? account;
}
