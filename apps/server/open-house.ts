import type pg from "pg";
import { addForm } from "#modules/aftersales-leads/form/form.routes.ts";
import { addUnsubscribe } from "#modules/mails/unsubscribe.routes.ts";
import { profilesOf, profilesOfAll } from "#modules/network/staff.queries.ts";
import { addAppointmentLink } from "#modules/service/link/link.routes.ts";
import { allTenants, openDoor } from "#platform/accounts/index.ts";
import { type Database, openDatabase } from "#platform/db/database.ts";
import { DatabaseHealth } from "#platform/db/database-health.ts";
import { asLogin } from "#platform/db/login.ts";
import { migrate } from "#platform/db/migrate.ts";
import type { Opening } from "#platform/http/route.ts";
import { addRoutes, plainServer } from "#platform/http/serve.ts";
import { StreamWatch } from "#platform/http/stream-watch.ts";
import { Live } from "#platform/outbox/live.ts";
import { renumberRestored } from "#platform/outbox/restored.ts";
import { refold } from "#platform/search/refold.ts";
import { WorkRoom } from "#platform/workers/index.ts";
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
  /** Where work is done off the main thread; a room of its own where none is given. Closing the house closes it. */
  room?: WorkRoom;
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
    streams?: StreamWatch;
    accounts: readonly DemoAccount[];
    close: (() => Promise<void>)[];
  } = { accounts: [], close: [] };
  const app = await plainServer(opening, choice.proxies);
  addHealth(app, opening);
  const isDemo = !choice.isProduction;
  const room = choice.room ?? new WorkRoom();
  parts.close.push(() => room.close());
  app.addHook("onResponse", async (request, reply) => {
    if (request.method !== "GET" && request.method !== "HEAD" && reply.statusCode < 400) parts.clockwork?.hearSoon();
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
      room,
      watch: () => must(parts.streams),
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
    const setUp = await databaseOf();
    const stage = (text: string): void => {
      opening.stage = text;
      say(`${text}…`);
    };
    stage("bringing the schema up to date");
    await migrate(setUp, house, undefined, choice.secret);
    const config = asLogin(setUp, choice.secret);
    const db = openDatabase(config);
    parts.close.unshift(() => db.close());
    for (const tenant of await allTenants(openDoor(db.pool)))
      if (await renumberRestored(db, tenant))
        say(`${tenant.code}: the events come from another PostgreSQL and were numbered anew; every one will be heard`);
    if (isDemo) {
      const { loadWorld } = await import("#world/load.ts");
      stage("loading the demo world");
      const links = { publicUrl: choice.mail?.publicUrl ?? address, secret: choice.secret, room };
      parts.accounts = await loadWorld(setUp, stage, undefined, links);
    }
    const health = new DatabaseHealth({ config, pool: db.pool, disk: choice.disk, say });
    parts.close.push(() => health.stop());
    const background = db.paced("background");
    const live = new Live(background, known);
    const clockwork = new Clockwork({ db: background, door: openDoor(db.pool), desks, listeners, live, known, daily });
    const streams = new StreamWatch({ db: background, door: openDoor(db.pool), profilesOfAll });
    Object.assign(parts, { live, clockwork, streams });
    parts.close.push(() => clockwork.stop());
    parts.close.push(async () => streams.stop());
    await clockwork.start();
    parts.close.push(refoldAll(db.paced("unhurried")));
    const watch = new NightWatch({ db: db.paced("unhurried"), door: openDoor(db.pool), work: nightly });
    watch.start();
    parts.close.push(() => watch.stop());
    const mails = await openMails(choice, { config, db, address, room });
    parts.close.push(() => mails.stop());
    await pages;
    opening.open = { db, known, profilesOf, labels, health };
  })();
  const close = async (): Promise<void> => {
    for (const part of [...parts.close].reverse()) await part();
  };
  return { address, opened, accounts: () => parts.accounts, close };
}

/** Makes search texts anew that an older folding made, behind everything else; gives what stops it. */
function refoldAll(db: Database): () => Promise<void> {
  const stopping = new AbortController();
  const searched = house.records.filter(({ search }) => search);
  const done = (async () => {
    for (const tenant of await allTenants(openDoor(db.pool)))
      for (const record of searched) await refold(db, tenant, record, stopping.signal);
  })().catch((error: unknown) =>
    say(`search texts are folded anew at the next start: ${error instanceof Error ? error.message : error}`),
  );
  return async () => {
    stopping.abort();
    await done;
  };
}

function must<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("asked before the house was open");
  return part;
}
