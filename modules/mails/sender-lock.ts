import type { FairPool } from "#platform/db/fair-pool.ts";

/** The number of the lock that lets one process of a database send. */
const sendingLock = 4601;

/**
 * The right to send, which one process of a database has: it lives on the very connection that takes and marks mails, and
 * goes with it when that one is lost. The pool has that one connection only.
 */
export class SenderLock {
  readonly #pool: FairPool;
  #connections = 0;
  /** The number of the connection that holds the lock. */
  #lockedOn = 0;

  constructor(pool: FairPool) {
    this.#pool = pool;
    pool.on("connect", () => {
      this.#connections += 1;
    });
  }

  /** Whether it is held, as far as is known without asking. */
  isHeld(): boolean {
    return this.#lockedOn > 0 && this.#lockedOn === this.#connections;
  }

  /** Makes sure of it, or takes it where it is free; whoever gets it anew first does `onTaken`. */
  async take(onTaken: () => Promise<void>): Promise<boolean> {
    if (this.isHeld()) {
      await this.#ask("select true as is");
      if (this.isHeld()) return true;
    }
    if (!(await this.#ask(`select pg_try_advisory_lock(${sendingLock}) as is`))) return false;
    const on = this.#connections;
    await onTaken();
    this.#lockedOn = on;
    return this.isHeld();
  }

  /** Gives the right away at once; a connection that is being closed keeps its locks for a moment longer. */
  async giveUp(): Promise<void> {
    if (!this.isHeld()) return;
    this.#lockedOn = 0;
    await this.#ask(`select pg_advisory_unlock(${sendingLock}) as is`);
  }

  async #ask(text: string): Promise<boolean> {
    const line = await this.#pool.lend("sender", "background");
    try {
      const { rows } = await line.send<{ is: boolean }>(text);
      return rows[0]?.is === true;
    } finally {
      line.giveBack();
    }
  }
}
