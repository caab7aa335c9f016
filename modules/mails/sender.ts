import type pg from "pg";
import { asSystem } from "#platform/access/index.ts";
import { type Database, openDatabase, type Statement, type Transaction } from "#platform/db/database.ts";
import type { Transport, Verdict } from "#platform/mail/transport.ts";
import { isRefusal } from "#platform/moves/decide.ts";
import { briefly } from "./briefly.ts";
import { type Desk, prepared, type Ready } from "./hand-over.ts";
import { anyMailDue, type HeldMail, mailById, mailsUnderWay, nextMail } from "./mail.queries.ts";
import { decided, moved } from "./mail-move.ts";

type Tenant = { code: string; schema: string };
/** A mail that stands in "sending", and the bytes to hand over. */
type Taken = { tenant: Tenant; row: HeldMail; bytes: Buffer };
/** What became of a mail and is not written down yet. */
type Unmarked = { tenant: Tenant; row: HeldMail; verdict: Verdict };

/** The number of the lock that lets one process of a database send. */
const sendingLock = 4601;
const patienceMs = 30_000;

export type SenderParts = {
  config: pg.PoolConfig;
  tenants: () => Promise<readonly Tenant[]>;
  desk: Desk;
  transport: Transport;
  /** What becomes a mail just before mails are looked for, in the one process that sends. */
  plan?: () => Promise<void>;
  /** How long to wait when nothing is due, in milliseconds of the machine. */
  pauseMs?: number;
  say?: (line: string) => void;
};

/**
 * Hands mails over, one after the other, and is the only one of its database that does: the lock lives on the very
 * connection that takes and marks mails, so whoever gets it next sees everything that its forerunner wrote.
 */
export class MailSender {
  readonly #parts: SenderParts;
  readonly #db: Database;
  #connections = 0;
  /** The number of the connection that holds the lock. */
  #lockedOn = 0;
  #unmarked: Unmarked | undefined;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #told = "";

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#db = openDatabase({ ...parts.config, max: 1, idleTimeoutMillis: 0 });
    this.#db.pool.on("connect", () => {
      this.#connections += 1;
    });
  }

  start(): void {
    this.#soon(0);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#turn;
    this.#parts.transport.close();
    await this.#db.close();
  }

  #soon(inMs: number): void {
    if (this.#isStopped) return;
    this.#timer = setTimeout(() => {
      this.#turn = this.sendDue().then(
        (pauseMs) => this.#soon(pauseMs),
        (error: unknown) => {
          this.#tell(`mails wait: ${error instanceof Error ? error.message : error}`);
          this.#soon(this.#parts.pauseMs ?? patienceMs / 6);
        },
      );
    }, inMs);
  }

  /** Sends everything that is due, if this process may; gives how long to wait before asking again. */
  async sendDue(): Promise<number> {
    const pauseMs = this.#parts.pauseMs ?? 1000;
    if (!(await this.#leads())) return pauseMs;
    await this.#parts.plan?.().catch((error: unknown) => this.#tell(`mails could not be planned: ${error}`));
    for (const tenant of await this.#parts.tenants()) {
      if (!(await this.#sendAll(tenant))) return patienceMs;
    }
    return pauseMs;
  }

  /** Whether this process is the one that sends. With the lock come the mails that nobody can vouch for any more. */
  async #leads(): Promise<boolean> {
    const { pool } = this.#db;
    if (this.#hasLock()) {
      await pool.query("select 1");
      if (this.#hasLock()) return true;
    }
    const text = "select pg_try_advisory_lock($1) as is";
    const { rows } = await pool.query<{ is: boolean }>({ text, values: [sendingLock] });
    if (!rows[0]?.is) return false;
    const on = this.#connections;
    await this.#settle();
    for (const tenant of await this.#parts.tenants()) await this.#doubtUnderWay(tenant);
    this.#lockedOn = on;
    return this.#hasLock();
  }

  /** The lock went with its connection when that one was lost. */
  #hasLock(): boolean {
    return this.#lockedOn > 0 && this.#lockedOn === this.#connections;
  }

  #doubtUnderWay(tenant: Tenant): Promise<void> {
    return this.#within(tenant, async (tx) => {
      const rows = await tx.query<HeldMail>(mailsUnderWay);
      const doubts = rows.map((row) =>
        moved(row, "doubt", tx, { answer: "the sender ended while this mail was under way" }),
      );
      if (doubts.length > 0) await tx.finish(...doubts.map(({ statement }) => statement));
    });
  }

  /** Sends what is due in one tenant; false when the mail server is away. */
  async #sendAll(tenant: Tenant): Promise<boolean> {
    if (!(await this.#isAnyDue(tenant))) return true;
    for (;;) {
      const away = await this.#parts.transport.ready();
      if (away !== null) this.#tell(`the mail server cannot be reached, mails wait: ${away}`);
      if (away !== null || this.#isStopped) break;
      const next = await this.#takeNext(tenant);
      if (next === "none") return true;
      if (next === "moved-on") continue;
      const { row, bytes } = next;
      const verdict = await this.#parts.transport.send({ from: this.#parts.desk.from.email, to: row.toEmail }, bytes);
      this.#unmarked = { tenant, row, verdict: row.audience === "staff" ? briefly(verdict) : verdict };
    }
    await this.#settle();
    return this.#isStopped;
  }

  #isAnyDue(tenant: Tenant): Promise<boolean> {
    return this.#within(tenant, async (tx) => (await tx.query(anyMailDue(tx.at))).length > 0);
  }

  /** Writes down what became of the last mail and takes the next, in one transaction. */
  async #takeNext(tenant: Tenant): Promise<Taken | "moved-on" | "none"> {
    let held: HeldMail | undefined;
    try {
      return await this.#within(tenant, async (tx) => {
        const [row] = await tx.query<HeldMail>(nextMail(tx.at));
        held = row;
        const ready = row && (await prepared(this.#parts.desk, tx, row));
        if (!this.#hasLock()) throw new Error("another sender may be at work");
        return this.#markAndMove(tx, tenant, row, ready);
      });
    } catch (error) {
      if (!held || !this.#hasLock()) throw error;
      await this.#settle();
      await this.#park(tenant, held.id, error);
      return "moved-on";
    }
  }

  async #markAndMove(
    tx: Transaction,
    tenant: Tenant,
    row?: HeldMail,
    ready?: Ready,
  ): Promise<Taken | "moved-on" | "none"> {
    const last = this.#unmarked;
    const marks = last ? this.#markOf(last, tx) : [];
    if (!row || !ready) {
      await tx.finish(...marks);
      this.#unmarked = undefined;
      return "none";
    }
    const move = "bytes" in ready ? "take" : "drop" in ready ? "drop" : "park";
    const facts = "bytes" in ready ? { handed: ready.handed } : "park" in ready ? { answer: ready.park } : {};
    const { statement, after } = moved(row, move, tx, facts, "drop" in ready ? { because: ready.drop } : {});
    await tx.finish(...marks, statement);
    this.#unmarked = undefined;
    return "bytes" in ready ? { tenant, row: after, bytes: ready.bytes } : "moved-on";
  }

  /** Writes down what became of the last mail, where that was not done with the next one. */
  async #settle(): Promise<void> {
    const last = this.#unmarked;
    if (last) await this.#within(last.tenant, async (tx) => void (await tx.finish(...this.#markOf(last, tx))));
    this.#unmarked = undefined;
  }

  /** A letter that cannot be written must not stop those behind it. */
  #park(tenant: Tenant, id: string, error: unknown): Promise<void> {
    const said = error instanceof Error ? error.message : String(error);
    // What the database says names its parts and is of use to nobody who reads mails.
    const isOfDatabase = error instanceof Error && "severity" in error;
    if (isOfDatabase) this.#tell(`mail ${id} cannot be kept: ${said}`);
    const answer = isOfDatabase ? "it cannot be kept" : `it cannot be written: ${said}`.slice(0, 900);
    return this.#within(tenant, async (tx) => {
      const [row] = await tx.query<HeldMail>(mailById(id));
      if (row?.status === "due") await tx.finish(moved(row, "park", tx, { answer }).statement);
    });
  }

  #markOf({ row, verdict }: Unmarked, tx: Transaction): Statement[] {
    if ("accepted" in verdict) return [moved(row, "accept", tx, { answer: verdict.accepted }).statement];
    if ("doubtful" in verdict) return [moved(row, "doubt", tx, { answer: verdict.doubtful }).statement];
    const facts = { answer: verdict.refused };
    const isOver = verdict.isForGood || isRefusal(decided(row, "refuse", tx, facts));
    return [moved(row, isOver ? "park" : "refuse", tx, facts).statement];
  }

  #within<T>(tenant: Tenant, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#db.as(asSystem(tenant, "mails on their way"), work);
  }

  /** Says a thing once until another one is said. */
  #tell(line: string): void {
    if (line !== this.#told) (this.#parts.say ?? console.error)(line);
    this.#told = line;
  }
}
