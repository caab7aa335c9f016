import type pg from "pg";
import { newId } from "#platform/clocks/chance.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { migrate, openTenant } from "#platform/db/migrate.ts";
import { copyOf, templateOf } from "#platform/testing/database.ts";
import { type Account, accountByEmail, type Door, openAccounts, openDoor, setPassword } from "./index.ts";

/** A password that anybody would call good. */
export const goodPassword = "four quiet herons over Lake Biwa";

export type House = { config: pg.PoolConfig; database: Database; door: Door; close(): Promise<void> };

async function build(config: pg.PoolConfig): Promise<void> {
  const house = { records: [], rooms: [] };
  await migrate(config, house);
  for (const code of ["neo-jp", "lumen"]) {
    const schema = `t_${code.replace("-", "_")}`;
    await openTenant(config, house, { code, schema, name: code, country: "JP", defaultDealer: "SAKURA", isDemo: true });
  }
}

/** A database of its own with two tenants and no staff. */
export async function openHouse(): Promise<House> {
  const { config, program, drop } = await copyOf(await templateOf("accounts", build));
  const database = openDatabase(program);
  const close = async (): Promise<void> => {
    await database.close();
    await drop();
  };
  return { config, database, door: openDoor(database.pool), close };
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
