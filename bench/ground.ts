import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { lockFolder, removeEmbedded, startEmbedded } from "#platform/db/embedded.ts";
import { asLogin } from "#platform/db/login.ts";
import { type BareDoor, bareDoor, type HttpDoor, httpDoor } from "./door.ts";
import { benchTenant, tenant } from "./tenant.ts";

/** What every part of the bench stands on: a durable database of its own with the bench's tenant, and the doors to it. */
export type Ground = {
  config: pg.PoolConfig;
  /** The database as the program opens it. */
  db: Database;
  /** The API, in a process of its own, and the header of the first dealer's advisor. */
  api: HttpDoor;
  authorization: string;
  bare: BareDoor;
  /** Rows as they are, whoever may see them; without schema the tenant's tables. */
  sql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  stop(): Promise<void>;
};

export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), "marque-bench-"));
  const lock = lockFolder(folder);
  const embedded = await startEmbedded({ folder });
  const config = { host: embedded.socketFolder, user: embedded.user, database: embedded.database };
  const db = openDatabase(asLogin(config));
  const token = await benchTenant(config, db);
  const server = fork(join(import.meta.dirname, "server.ts"), {
    env: { ...process.env, MARQUE_BENCH_PG: JSON.stringify(config) },
  });
  const [address] = (await once(server, "message")) as [string];
  const [api, bare] = [httpDoor(address), bareDoor(config)];
  const owner = new pg.Pool({ ...config, max: 1, options: `-c search_path=${tenant.schema},public` });
  owner.on("error", () => undefined); // the database ends before the last idle connection does
  return {
    ...{ config, db, api, bare, authorization: `Bearer ${token}` },
    sql: async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await owner.query<T>(text, values)).rows,
    stop: async () => {
      api.close();
      server.disconnect();
      await once(server, "exit");
      await Promise.all([db.close(), bare.close(), owner.end()]);
      await embedded.stop();
      lock.release();
      removeEmbedded(folder);
    },
  };
}
