import { asSystem } from "#platform/access/index.ts";
import { allTenants, type Door, type Tenant } from "#platform/accounts/index.ts";
import { machineNow } from "#platform/clocks/clock.ts";
import type { Database } from "#platform/db/database.ts";
import type { Instant } from "#platform/record/index.ts";

/** What is looked after once a night of a tenant; it may take long, and must do no harm when it is done again. */
export type Nightly = (db: Database, tenant: Tenant) => Promise<void>;

const everyMs = 600_000;

/** The day and the hour that clocks in `zone` (IANA) show: "2026-11-24 03". */
const hourIn = (zone: string, at: Instant): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" })
    .format(Date.parse(at))
    .slice(0, 13);

/**
 * Works at three in the night, on the clocks of each tenant's default dealer and by the machine's time, beside everything else:
 * no sweep and no mail waits for it. A server that does not run at that hour leaves it for the next night.
 */
export class NightWatch {
  readonly #db: Database;
  readonly #door: Door;
  readonly #work: readonly Nightly[];
  /** By tenant, the hour in which it was looked after last. */
  readonly #done = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: { db: Database; door: Door; work: readonly Nightly[] }) {
    this.#db = parts.db;
    this.#door = parts.door;
    this.#work = parts.work;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#turn = this.#turn
        .then(() => this.look(machineNow()))
        .catch((error: unknown) =>
          console.error("the night watch tries again:", error instanceof Error ? error.message : error),
        );
    }, everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn;
  }

  /** Looks after every tenant where it is three o'clock at `at`, unless it did in this very hour. */
  async look(at: Instant): Promise<void> {
    for (const tenant of await allTenants(this.#door)) {
      const hour = hourIn(await this.#zoneOf(tenant), at);
      if (!hour.endsWith(" 03") || this.#done.get(tenant.code) === hour) continue;
      for (const work of this.#work) await work(this.#db, tenant);
      this.#done.set(tenant.code, hour);
    }
  }

  #zoneOf(tenant: Tenant): Promise<string> {
    return this.#db.as(asSystem(tenant, "what time it is at the default dealer"), async (tx) => {
      const [row] = await tx.query<{ zone: string }>({
        text: "select zone from dealer where code = $1",
        values: [tenant.defaultDealer],
      });
      return row?.zone ?? "UTC";
    });
  }
}
