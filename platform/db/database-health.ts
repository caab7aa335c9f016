import type pg from "pg";
import { isFull } from "./disk-room.ts";
import type { FairPool } from "./fair-pool.ts";
import { lookEveryMs, Probe } from "./probe.ts";

/** How the database is, in one word. */
export type Health = "ok" | "slow" | "pool-empty" | "no-space" | "starting" | "away";

/** What each word means, in a sentence for whoever runs the server. */
export const healthWords: Readonly<Record<Health, string>> = {
  ok: "open",
  slow: "the database takes long to answer",
  "pool-empty": "every connection to the database is in use, and requests wait for one",
  "no-space": "no space left on the disk of the database: nothing can be saved until there is room again",
  starting: "the database starts or recovers",
  away: "the database does not answer",
};

const freshEveryLooks = 10;
const roomEveryLooks = 2;
/** Writes two megabytes and forgets them: who may do that may write again. */
const writeSomething =
  "rollback; begin; create temporary table room on commit drop as select repeat('room', 25) as filler from generate_series(1, 20000); rollback";

export type HealthParts = {
  config: pg.ClientConfig;
  pool: FairPool;
  /** The folder of the database's files, where they lie on this machine. */
  disk?: string | undefined;
  /** Told once what is wrong, and once that it is over. */
  say: (line: string) => void;
};

/**
 * Watches the database beside the pool, so that it is known at any moment how it is, whatever hangs. While it does not answer
 * the pool refuses at once; after a full disk it is tried by writing whether there is room again.
 */
export class DatabaseHealth {
  readonly #parts: HealthParts;
  readonly #kept: Probe;
  readonly #fresh: Probe;
  readonly #timer: NodeJS.Timeout;
  #looks = 0;
  #isDiskFull = false;
  #said: Health = "ok";

  constructor(parts: HealthParts) {
    this.#parts = parts;
    this.#kept = new Probe(parts.config, true);
    this.#fresh = new Probe(parts.config, false);
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
    this.#timer.unref();
  }

  /** How it is as far as is known now; nothing is asked and nothing waited for. */
  now(): Health {
    const { pool } = this.#parts;
    if (this.#isDiskFull || pool.isOutOfSpace) return "no-space";
    if (this.#kept.failures > 0 || this.#fresh.failures > 0) return this.#isStarting() ? "starting" : "away";
    if (pool.isEmpty()) return "pool-empty";
    return this.#kept.silentLooks > 0 ? "slow" : "ok";
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all([this.#kept.stop(), this.#fresh.stop()]);
  }

  #look(): void {
    this.#looks += 1;
    const answered = (): void => this.#judge();
    if (this.#parts.pool.isOutOfSpace && this.#looks % roomEveryLooks === 0)
      this.#kept.look(writeSomething, (code) => this.#tried(code));
    else this.#kept.look("select 1", answered);
    if (this.#kept.failures > 0 || this.#looks % freshEveryLooks === 0) this.#fresh.look("select 1", answered);
    this.#judge();
  }

  /** Refuses while the database does not answer, and lets everybody in again at its first answer. */
  #judge(): void {
    const { pool, disk } = this.#parts;
    const isAway = this.#kept.failures > 0 && this.#fresh.failures > 0;
    if (disk)
      void isFull(disk, isAway ? "start" : "write").then((is) => {
        this.#isDiskFull = is;
      });
    pool.refuse(isAway ? (this.now() === "no-space" ? "no-space" : "database-away") : undefined);
    this.#tell();
  }

  /** Who may not make temporary tables finds out by what is written next. */
  #tried(code: string): void {
    if (code === "" || code === mayNot) this.#parts.pool.isOutOfSpace = false;
    this.#judge();
  }

  #isStarting(): boolean {
    return this.#kept.refusedWith === stillStarting || this.#fresh.refusedWith === stillStarting;
  }

  /** A moment's hurry is no news; what does not go by itself is said once. */
  #tell(): void {
    const is = this.now();
    if (is === this.#said || is === "slow" || is === "pool-empty") return;
    this.#said = is;
    this.#parts.say(is === "ok" ? "the database is well again" : healthWords[is]);
  }
}

const stillStarting = "57P03";
const mayNot = "42501";
