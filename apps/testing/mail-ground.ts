import pg from "pg";
import { house } from "#apps/house.ts";
import { type PlannedMail, planMails } from "#modules/mails/index.ts";
import { mailDesk } from "#modules/mails/mail.desk.ts";
import { asSystem, type System } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import { now } from "#platform/clocks/clock.ts";
import { sweep } from "#platform/clocks/sweep.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { type House, migrate, openTenant } from "#platform/db/migrate.ts";
import { MailWriter } from "#platform/mail/writer.ts";
import { copyOf, templateOf } from "#platform/testing/database.ts";
import { WorkRoom } from "#platform/workers/index.ts";

export const tenant = { code: "home", schema: "t_home" };
const rooms = ["network", "customers", "vehicles", "mails"];
const owns =
  /^(region|dealer|staff|staff-profile|list-entry|customer|customer-consent|vehicle.*|odometer.*|service-visit|mail.*|received-mail)$/;
/** What mails stand on, without those who cause them. */
const mailHouse: House = {
  records: house.records.filter(({ name }) => owns.test(name)),
  rooms: house.rooms.filter(({ room }) => rooms.includes(room)),
};
const names = `'{"en": "a", "ja": "a", "zh": "a", "ru": "a"}'`;
const dealerSql = (code: string): string =>
  `insert into dealer (version, created_at, code, name, region, street, city, postal_code, country, zone, postal_areas, hours, holidays, customer_change_hours)
   values (1, '${now()}', '${code}', '${code}', 'east', 's', 'c', '1', 'JP', 'Asia/Tokyo', '{}', '[]', '[]', 24);`;

const build = (): Promise<string> =>
  templateOf("marque_mails", async (config) => {
    await migrate(config, mailHouse);
    const opened = { name: "Home", country: "JP", defaultDealer: "ALDER", isDemo: true };
    await openTenant(config, mailHouse, { ...tenant, ...opened });
    const client = new pg.Client(config);
    await client.connect();
    await client.query(`set search_path = ${tenant.schema}, public;
      insert into region (version, created_at, code, names) values (1, '${now()}', 'east', ${names}); ${dealerSql("ALDER")} ${dealerSql("BIRCH")}`);
    await client.end();
  });

/** One tenant with a dealer, on a database of its own. */
export type MailGround = {
  config: pg.PoolConfig;
  db: Database;
  system: System;
  /** Where mails are read and written, and who writes them there. */
  room: WorkRoom;
  writer: MailWriter;
  /** Plans mails and lets the clock release them; gives their ids by cause. */
  due(mails: readonly Partial<PlannedMail>[]): Promise<Map<string, string>>;
  /** Asks the database as it is, past every policy. */
  sql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
};

export async function openMailGround(): Promise<MailGround> {
  const database = await copyOf(await build());
  const db = openDatabase({ ...database.program, max: 4 });
  const bare = new pg.Client(database.config);
  bare.on("error", () => undefined); // what goes wrong is thrown by the queries
  await bare.connect();
  await bare.query(`set search_path = ${tenant.schema}, public`);
  const system = asSystem(tenant, "a test of mails");
  const room = new WorkRoom();
  const sql: MailGround["sql"] = async (text, values = []) => (await bare.query(text, values)).rows as never;
  return {
    config: database.program,
    db,
    system,
    room,
    writer: new MailWriter(room),
    sql,
    due: async (mails) => {
      const planned = mails.map((one) => ({ ...sample(), ...one }));
      await db.as(system, (tx) => tx.finish(planMails(planned, tx.at)));
      await sweep(db, tenant, [mailDesk], now());
      const causes = planned.map(({ cause }) => cause);
      const rows = await sql<{ id: string; cause: string }>("select id, cause from mail where cause = any($1)", [
        causes,
      ]);
      return new Map(rows.map(({ id, cause }) => [cause, id]));
    },
    close: async () => {
      await room.close();
      await db.close();
      await bare.end();
      await database.drop();
    },
  };
}

/** A mail to somebody about an appointment that nobody else has. */
export function sample(): PlannedMail {
  const id = newId();
  return {
    kind: "appointment-confirmed",
    audience: "customer",
    cause: `appointment:${id}:0:appointment-confirmed:customer`,
    dealer: "ALDER",
    aboutRecord: "appointment",
    aboutId: id,
    toEmail: "hanako@example.org",
    toName: "佐藤 花子",
    language: "ja",
    sequence: 0,
    sendAt: now(),
  };
}
