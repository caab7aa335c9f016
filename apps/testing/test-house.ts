import assert from "node:assert/strict";
import pg from "pg";
import { known } from "#apps/house.ts";
import { openHouse } from "#apps/server/open-house.ts";
import { mailSettingsFrom } from "#apps/server/settings-mail.ts";
import { asSystem } from "#platform/access/index.ts";
import { accountByEmail, addFormKey, openAccounts, openDoor, openSession } from "#platform/accounts/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now, plusMs, setTravelled } from "#platform/clocks/clock.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { asLogin } from "#platform/db/login.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement, keyOf } from "#platform/moves/statements.ts";
import type { Instant, Role } from "#platform/record/index.ts";
import { copyOf, type TestDatabase, templateOf } from "#platform/testing/database.ts";
import { type RoomChoice, WorkRoom } from "#platform/workers/index.ts";
import { type Voice, voiceAt } from "./voice.ts";

/** A server as the product opens it, with the demo world, on a database of its own. */
export type TestHouse = {
  /** Such as `http://127.0.0.1:40123`. */
  address(): string;
  /** A demo person by mail address, with a token; `profile` is chosen where somebody has several. */
  as(email: string, profile?: string): Promise<Voice>;
  token(email: string, profile?: string): Promise<string>;
  /** Whoever sends no token at all, but these headers. */
  stranger(headers?: Record<string, string>): Voice;
  /** Somebody's program, with a key of its own that has no limit, or with the one that is named. */
  form(key?: string): Voice;
  /** Moves everybody's time forward ("PT24H1M"), the way the demo's administrator does. */
  travel(duration: string): Promise<{ now: Instant; done: number }>;
  /** Rows as the database holds them, whoever may see them; `t` stands for the tenant's schema. */
  sql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  /** The database as the program opens it, with one connection of its own: whoever counts round trips works here. */
  database: Database;
  /** Writes rows of a record of SAKURA's company, the way the program does; gives their keys. */
  put(record: string, rows: Values[]): Promise<string[]>;
  /** Somebody new of SAKURA's company, with an account and one profile. */
  hire(email: string, role: Role, place?: { dealer?: string; region?: string }): Promise<Voice>;
  /** Connections of the program's own, `max` at most; whoever opens them closes them. */
  connect(max: number): Database;
  /** Closes the server and opens it again on the same rows. */
  restart(): Promise<void>;
  /** Closes the server and leaves its rows, for other houses to begin with. */
  leave(): Promise<TestDatabase>;
  close(): Promise<void>;
};

type Values = Record<string, unknown>;

/** The moment in `days` from now, on the demo's clock. */
export const inDays = (days: number): Instant => plusMs(now(), days * 86_400_000);

/** What test houses sign their links with. */
export const testSecret = "the secret of the tests, long enough";
type Env = Readonly<Record<string, string>>;
const open = (config: pg.PoolConfig, env: Env = {}, work: RoomChoice = {}) =>
  openHouse(
    {
      isProduction: false,
      host: "127.0.0.1",
      port: 0,
      secret: testSecret,
      mail: mailSettingsFrom(env).mail,
      proxies: ["loopback"],
      room: new WorkRoom(work),
    },
    async () => config,
  );

const programKey = "the program of the tests";

/** Loads the world once a test run; every house begins with a copy of it. */
const worldly = (): Promise<string> =>
  templateOf("marque_world", async (config) => {
    const house = await open(config);
    // A world that cannot be loaded ends the test instead of leaving its server behind.
    await house.opened.finally(() => house.close());
    const database = openDatabase({ ...asLogin(config), max: 1 });
    await addFormKey(openDoor(database.pool), programKey, {
      tenant: "neo-jp",
      name: "program of the tests",
      source: "website",
      kind: "program",
    });
    await database.close();
  });

/** A database with the fresh world, which no server works on. */
export const worldDatabase = async (): Promise<TestDatabase> => copyOf(await worldly());

/**
 * Opens a house; of the database named, else of the fresh world. `env` are settings of mail, such as SMTP_URL; `work` says what
 * is done off the main thread by stand-ins.
 */
export async function openTestHouse(template?: string, env: Env = {}, work: RoomChoice = {}): Promise<TestHouse> {
  const database = await copyOf(template ?? (await worldly()));
  setTravelled(0);
  let house = await open(database.config, env, work);
  await house.opened;
  const inside = insideOf(database);
  const api = (headers: Record<string, string>): Voice => voiceAt(() => `${house.address}/api/v1`, headers);
  const as: TestHouse["as"] = async (email, profile) =>
    api({ authorization: `Bearer ${await inside.token(email, profile)}` });
  return {
    address: () => house.address,
    token: inside.token,
    sql: inside.sql,
    put: inside.put,
    database: inside.database,
    as,
    hire: async (email, role, place = {}) => {
      await inside.hire(email, role, place);
      return as(email);
    },
    stranger: (headers = {}) => api(headers),
    form: (key = programKey) => api({ "x-form-key": key }),
    travel: async (duration) => {
      const admin = await as("admin@neo.demo");
      const { status, body } = await admin.post<{ now: Instant; done: number }>("/demo/clock", { advance: duration });
      assert.equal(status, 200, body.detail);
      return body;
    },
    restart: async () => {
      await house.close();
      setTravelled(0);
      house = await open(database.config, env, work);
      await house.opened;
    },
    leave: async () => {
      await house.close();
      await inside.close();
      return database;
    },
    connect: (max) => openDatabase({ ...database.program, max }),
    close: async () => {
      await house.close();
      await inside.close();
      await database.drop();
    },
  };
}

/** What a test does behind the doors: tokens without passwords, and rows as they are. */
function insideOf(database: TestDatabase) {
  const application = openDatabase({ ...database.program, max: 1 });
  const tenant = { code: "neo-jp", schema: "t_neo_jp" };
  const owner = new pg.Pool({ ...database.config, max: 2, options: `-c search_path=${tenant.schema},public` });
  owner.on("error", () => undefined); // a connection that the closing house cuts is of no interest
  const put: TestHouse["put"] = (name, rows) =>
    application.as(asSystem(tenant, "what a test needs"), async (tx) => {
      const record = known.get(name);
      assert.ok(record, `there is no record ${name}`);
      const begun = rows.map((row) => begin(record, { id: newId(), ...row }, tx.at, "UTC"));
      await tx.finish(insertStatement(record, begun, { move: "create", by: null }));
      return begun.map((row) => keyOf(record, row));
    });
  return {
    put,
    database: application,
    hire: async (
      email: string,
      role: Role,
      { dealer, region }: { dealer?: string; region?: string },
    ): Promise<void> => {
      const dealers = dealer ? [dealer] : [];
      const [id = ""] = await put("staff", [{ name: email, email, language: "en", isActive: true, dealers }]);
      await put("staff-profile", [{ staff: id, role, dealer: dealer ?? null, region: region ?? null, dealers }]);
      await openAccounts(openDoor(application.pool), [{ id, tenant: tenant.code, email }]);
    },
    token: async (email: string, profile?: string): Promise<string> => {
      const door = openDoor(application.pool);
      const account = await accountByEmail(door, email);
      assert.ok(account, `the demo has no ${email}`);
      return openSession(door, account.id, "token", profile ?? null);
    },
    sql: async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
      (await owner.query<T>(text, values)).rows,
    close: async (): Promise<void> => {
      await application.close();
      await owner.end();
    },
  };
}
