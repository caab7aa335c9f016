import { asSystem } from "#platform/access/index.ts";
import { allTenants, type Door, type Tenant } from "#platform/accounts/index.ts";
import { machineMs, machineNow, now, plusMs, setTravelled, travelled } from "#platform/clocks/clock.ts";
import { earliestDue, sweep } from "#platform/clocks/sweep.ts";
import { addUp } from "#platform/counts/add-up.ts";
import { type Counted, isCounted } from "#platform/counts/cells.ts";
import { restMs } from "#platform/counts/pace.ts";
import type { Database } from "#platform/db/database.ts";
import type { Known } from "#platform/lists/index.ts";
import type { Desk } from "#platform/moves/desk.ts";
import type { Live } from "#platform/outbox/live.ts";
import { type Listener, relayAll } from "#platform/outbox/relay.ts";
import type { Day, Instant } from "#platform/record/index.ts";
import { forEachAlone, sayingOnce } from "./say-once.ts";

const slowEveryMs = 5_000;
const fastEveryMs = 1_000;
const liveEveryMs = 250;
/** Listeners hear of a change this much later at most, and are not called more often than that. */
const hearEveryMs = 250;
const dayMs = 86_400_000;
/** How many of a tenant's newest events stay for pages that were away. */
const eventsKept = 50_000;

/** What is done once on each day (of UTC) of a tenant; it must do nothing when it is asked again. */
export type Daily = (db: Database, tenant: Tenant, day: Day) => Promise<void>;

/** What turns by itself: due moves, other modules' listeners, live changes, and what is thrown away when it is old. */
export class Clockwork {
  readonly #db: Database;
  readonly #door: Door;
  readonly #desks: readonly Desk[];
  readonly #listeners: readonly Listener[];
  readonly #live: Live;
  readonly #known: Known;
  readonly #counted: readonly Counted[];
  readonly #daily: readonly Daily[];
  /** The last day that each tenant's daily work was done for. */
  readonly #dayDone = new Map<string, Day>();
  readonly #log = sayingOnce(console.error);
  #isStopped = false;
  #turn: Promise<unknown> = Promise.resolve();
  #sweepTimer: NodeJS.Timeout | undefined;
  #liveTimer: NodeJS.Timeout | undefined;
  #hearTimer: NodeJS.Timeout | undefined;
  #isAskedAgain = false;
  #cleanedMs = 0;
  /** By tenant, until when nothing is added up. */
  readonly #restsUntilMs = new Map<string, number>();

  constructor(parts: {
    db: Database;
    door: Door;
    desks: readonly Desk[];
    listeners: readonly Listener[];
    live: Live;
    known: Known;
    daily?: readonly Daily[];
  }) {
    this.#db = parts.db;
    this.#door = parts.door;
    this.#desks = parts.desks;
    this.#listeners = parts.listeners;
    this.#live = parts.live;
    this.#known = parts.known;
    this.#daily = parts.daily ?? [];
    this.#counted = parts.desks.map(({ record }) => record).filter(isCounted);
  }

  /** Reads how far the demo has travelled, and begins to turn. */
  async start(): Promise<void> {
    const [row] = await this.#door.query<{ ms: number }>({ text: "select travelled_ms as ms from travel", values: [] });
    setTravelled(row?.ms ?? 0);
    this.#sweepSoon(0);
    this.#liveSoon();
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#sweepTimer);
    clearTimeout(this.#liveTimer);
    clearTimeout(this.#hearTimer);
    await this.#turn.catch(() => undefined);
  }

  /**
   * Travels forward by `ms` milliseconds: the clock is set and kept first, then everything that became due happens, each at
   * its own moment. Gives the new time and how many moves were made, when all of it is stored.
   */
  travel(ms: number): Promise<{ now: Instant; done: number }> {
    return this.#inTurn(async () => {
      await this.#relayAll(); // what was written before the travel is heard at its own time
      const target = travelled() + ms;
      await this.#door.query({
        text: "insert into travel (is_it, travelled_ms) values (true, $1) on conflict (is_it) do update set travelled_ms = excluded.travelled_ms",
        values: [target],
      });
      setTravelled(target);
      return { done: await this.#sweepAll(), now: now() };
    });
  }

  /** Something was written in this process: other modules hear of it soon, not only when the sweeper comes by. */
  hearSoon(): void {
    if (this.#isStopped) return;
    if (this.#hearTimer !== undefined) {
      this.#isAskedAgain = true;
      return;
    }
    this.#hearTimer = setTimeout(() => {
      this.#inTurn(() => this.#relayAll()).then(
        () => this.#heard(),
        () => this.#heard(), // the sweeper tells again, and says why not
      );
    }, hearEveryMs / 5);
  }

  #heard(): void {
    if (this.#isStopped) return;
    this.#hearTimer = setTimeout(() => {
      this.#hearTimer = undefined;
      if (this.#isAskedAgain) this.hearSoon();
      this.#isAskedAgain = false;
    }, hearEveryMs);
  }

  /** Tells the listeners; what they did may be due at once, such as a mail. */
  async #relayAll(): Promise<void> {
    await forEachAlone(await allTenants(this.#door), async (tenant) => {
      if ((await this.#tell(tenant)) > 0) await sweep(this.#db, tenant, this.#desks, now());
    });
  }

  /** One after the other: a travel never overtakes the sweeper, so nothing due is left locked by it. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work, work);
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async #sweepAll(): Promise<number> {
    let done = 0;
    await forEachAlone(await allTenants(this.#door), async (tenant) => {
      done += await sweep(this.#db, tenant, this.#desks, now());
      await this.#tell(tenant);
      await this.#beginDay(tenant);
    });
    return done;
  }

  async #beginDay(tenant: Tenant): Promise<void> {
    const day = now().slice(0, 10);
    if (this.#dayDone.get(tenant.code) === day) return;
    for (const work of this.#daily) await work(this.#db, tenant, day);
    this.#dayDone.set(tenant.code, day);
  }

  /** Lets every listener hear what is new, and adds up what changed of the counts; gives how much the listeners acted on. */
  async #tell(tenant: Tenant): Promise<number> {
    const acted = await relayAll(this.#db, tenant, this.#listeners, this.#known);
    const startedMs = machineMs();
    if (startedMs >= (this.#restsUntilMs.get(tenant.code) ?? 0)) {
      for (const record of this.#counted) await addUp(this.#db, tenant, record);
      this.#restsUntilMs.set(tenant.code, machineMs() + restMs(machineMs() - startedMs));
    }
    return acted;
  }

  #sweepSoon(inMs: number): void {
    if (this.#isStopped) return;
    this.#sweepTimer = setTimeout(() => {
      this.#inTurn(async () => {
        await this.#sweepAll();
        await this.#cleanUp();
        return this.#pause();
      }).then(
        (pauseMs) => {
          this.#log.went();
          this.#sweepSoon(pauseMs);
        },
        (error: unknown) => {
          this.#log.failed("the sweeper tries again:", error);
          this.#sweepSoon(slowEveryMs);
        },
      );
    }, inMs);
  }

  /** Every second while something is due soon, else every five. */
  async #pause(): Promise<number> {
    const soon = plusMs(now(), slowEveryMs);
    const due = await Promise.all(
      (await allTenants(this.#door)).map((tenant) => earliestDue(this.#db, tenant, this.#desks)),
    );
    return due.some((at) => at !== null && at <= soon) ? fastEveryMs : slowEveryMs;
  }

  #liveSoon(): void {
    if (this.#isStopped) return;
    this.#liveTimer = setTimeout(() => {
      this.#pollLive().then(
        () => this.#liveSoon(),
        () => this.#liveSoon(),
      );
    }, liveEveryMs);
  }

  async #pollLive(): Promise<void> {
    await forEachAlone(this.#live.tenants(), (tenant) => this.#live.poll(tenant));
  }

  /** Once an hour: answers kept for repeated requests live 24 hours of machine time, the newest events stay. */
  async #cleanUp(): Promise<void> {
    if (machineMs() - this.#cleanedMs < dayMs / 24) return;
    this.#cleanedMs = machineMs();
    for (const tenant of await allTenants(this.#door)) await this.#cleanTenant(tenant);
  }

  #cleanTenant(tenant: Tenant): Promise<unknown> {
    return this.#db.as(asSystem(tenant, "what is old is thrown away"), (tx) =>
      tx.finish(
        { text: "delete from idempotency where kept_at < $1", values: [plusMs(machineNow(), -dayMs)] },
        {
          text: "delete from outbox where entry < (select max(entry) from outbox) - $1 and (tx, entry) <= all (select tx, entry from listener)",
          values: [eventsKept],
        },
      ),
    );
  }
}
