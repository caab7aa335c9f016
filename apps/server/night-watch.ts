import { Temporal } from "temporal-polyfill";
import { asSystem } from "#platform/access/index.ts";
import { allTenants, type Door, type Tenant } from "#platform/accounts/index.ts";
import { machineNow } from "#platform/clocks/clock.ts";
import type { Database } from "#platform/db/database.ts";
import type { Day, Instant } from "#platform/record/index.ts";
import { forEachAlone, sayingOnce } from "./say-once.ts";

/** What is looked after once a night of a tenant; it may take long, and must do no harm when it is done again. */
export type Nightly = (db: Database, tenant: Tenant) => Promise<void>;

const everyMs = 600_000;

/**
 * Works at three in the night, on the clocks of each tenant's default dealer and by the machine's time, beside everything else:
 * no sweep and no mail waits for it. A server that does not run at that hour leaves it for the next night.
 */
export class NightWatch {
  readonly #db: Database;
  readonly #door: Door;
  readonly #work: readonly Nightly[];
  /** By tenant, the day on which it was looked after last. */
  readonly #done = new Map<string, Day>();
  readonly #log = sayingOnce(console.error);
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
        .then(this.#log.went)
        .catch((error: unknown) => this.#log.failed("the night watch tries again:", error));
    }, everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#turn;
  }

  /** Looks after every tenant where it is three o'clock at `at`, unless it did this night. */
  async look(at: Instant): Promise<void> {
    await forEachAlone(await allTenants(this.#door), async (tenant) => {
      const there = Temporal.Instant.from(at).toZonedDateTimeISO(await this.#zoneOf(tenant));
      const day = there.toPlainDate().toString();
      if (there.hour !== 3 || this.#done.get(tenant.code) === day) return;
      for (const work of this.#work) await work(this.#db, tenant);
      this.#done.set(tenant.code, day);
    });
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
