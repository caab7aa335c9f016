import type pg from "pg";
import { addForm } from "#modules/aftersales-leads/form/form.routes.ts";
import { addUnsubscribe } from "#modules/mails/unsubscribe.routes.ts";
import { profilesOf } from "#modules/network/staff.queries.ts";
import { addAppointmentLink } from "#modules/service/link/link.routes.ts";
import { openDoor } from "#platform/accounts/index.ts";
import { openDatabase } from "#platform/db/database.ts";
import { DatabaseHealth } from "#platform/db/database-health.ts";
import { migrate } from "#platform/db/migrate.ts";
import type { Opening } from "#platform/http/route.ts";
import { addRoutes, plainServer } from "#platform/http/serve.ts";
import { Live } from "#platform/outbox/live.ts";
import { house, known } from "../house.ts";
import { buildPages } from "./build-pages.ts";
import { Clockwork } from "./clockwork.ts";
import type { DemoAccount } from "./demo-routes.ts";
import { addHealth } from "./health-route.ts";
import { labels } from "./labels.ts";
import { openMails, withdrawMarketing } from "./mails.ts";
import { NightWatch } from "./night-watch.ts";
import { daily, desks, foundations, listeners, nightly, routes } from "./routes.ts";
import { say } from "./say.ts";
import type { MailSettings } from "./settings-mail.ts";
import { startingPage } from "./starting-page.ts";
import { addWebFiles } from "./web-files.ts";

export type HouseChoice = {
  isProduction: boolean;
  host: string;
  port: number;
  secret: string;
  mail?: MailSettings;
  proxies?: readonly string[];
  /** The folder of the database's files, where the house runs its own database. */
  disk?: string;
};
export type OpenHouse = {
  address: string;
  /** Settles when the world is loaded and every page answers. */
  opened: Promise<void>;
  accounts(): readonly DemoAccount[];
  close(): Promise<void>;
};

/** Listens at once, telling the stage to whoever comes early, and opens when database, migrations and world are there. */
export async function openHouse(choice: HouseChoice, databaseOf: () => Promise<pg.PoolConfig>): Promise<OpenHouse> {
  const opening: Opening = { stage: "starting the database", page: startingPage, isDemo: !choice.isProduction };
  const parts: {
    clockwork?: Clockwork;
    live?: Live;
    accounts: readonly DemoAccount[];
    close: (() => Promise<void>)[];
  } = { accounts: [], close: [] };
  const app = await plainServer(opening, choice.proxies);
  addHealth(app, opening);
  const isDemo = !choice.isProduction;
  app.addHook("onResponse", async (request, reply) => {
    if (request.method !== "GET" && reply.statusCode < 400) parts.clockwork?.hearSoon();
  });
  addRoutes(
    app,
    opening,
    routes({
      isDemo,
      isSecure: choice.isProduction,
      byMail: Boolean(choice.mail?.smtp),
      accounts: () => parts.accounts,
      clockwork: () => must(parts.clockwork),
      live: () => must(parts.live),
    }),
  );
  await addForm(app, opening, foundations, { secret: choice.secret, defaultKey: isDemo ? "demo-form" : null });
  await addUnsubscribe(app, opening, { secret: choice.secret, withdraw: withdrawMarketing });
  await addAppointmentLink(app, opening, { secret: choice.secret });
  await addWebFiles(app);
  const address = await app.listen({ host: choice.host, port: choice.port });
  parts.close.push(() => app.close());
  const pages = buildPages(say);
  pages.catch(() => undefined); // told when the house waits for them below
  const opened = (async () => {
    const config = await databaseOf();
    const stage = (text: string): void => {
      opening.stage = text;
      say(`${text}…`);
    };
    stage("bringing the schema up to date");
    await migrate(config, house);
    if (isDemo) {
      const { loadWorld } = await import("#world/load.ts");
      stage("loading the demo world");
      const links = { publicUrl: choice.mail?.publicUrl ?? address, secret: choice.secret };
      parts.accounts = await loadWorld(config, stage, undefined, links);
    }
    const db = openDatabase(config);
    parts.close.unshift(() => db.close());
    const health = new DatabaseHealth({ config, pool: db.pool, disk: choice.disk, say });
    parts.close.push(() => health.stop());
    const background = db.paced("background");
    const live = new Live(background, known);
    const clockwork = new Clockwork({ db: background, door: openDoor(db.pool), desks, listeners, live, daily });
    Object.assign(parts, { live, clockwork });
    parts.close.push(() => clockwork.stop());
    await clockwork.start();
    const watch = new NightWatch({ db: db.paced("unhurried"), door: openDoor(db.pool), work: nightly });
    watch.start();
    parts.close.push(() => watch.stop());
    const mails = await openMails(choice, { config, db, address });
    parts.close.push(() => mails.stop());
    await pages;
    opening.open = { db, known, profilesOf, labels, health };
  })();
  const close = async (): Promise<void> => {
    for (const part of [...parts.close].reverse()) await part();
  };
  return { address, opened, accounts: () => parts.accounts, close };
}

function must<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("asked before the house was open");
  return part;
}
