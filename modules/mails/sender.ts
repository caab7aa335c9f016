import type pg from "pg";
import { asSystem } from "#platform/access/index.ts";
import { type Database, openDatabase, type Transaction } from "#platform/db/database.ts";
import type { Transport, Verdict } from "#platform/mail/transport.ts";
import { log } from "#platform/secrets/log.ts";
import { WorkRefused } from "#platform/workers/index.ts";
import { briefly, discreet } from "./briefly.ts";
import { type Desk, prepared, type Ready } from "./hand-over.ts";
import { anyMailDue, type HeldMail, mailById, nextMail } from "./mail.queries.ts";
import { moved } from "./mail-move.ts";
import { doubtUnderWay, faultOf, markOf, stepOf } from "./mail-steps.ts";
import { SenderLock } from "./sender-lock.ts";

type Tenant = { code: string; schema: string };
/** A mail that stands in "sending", and the bytes to hand over. */
type Taken = { tenant: Tenant; row: HeldMail; bytes: Buffer; secrets: readonly string[] };
/** What became of a mail and is not written down yet. */
type Unmarked = { tenant: Tenant; row: HeldMail; verdict: Verdict };

const patienceMs = 30_000;
/** Too much is written at once: no mail's fault, it waits. */
const isForLater = (error: unknown): boolean => error instanceof WorkRefused && error.because === "too-busy";

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
  readonly #lock: SenderLock;
  #unmarked: Unmarked | undefined;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #told = "";

  constructor(parts: SenderParts) {
    this.#parts = parts;
    this.#db = openDatabase({ ...parts.config, max: 1, idleTimeoutMillis: 0 }, "background");
    this.#lock = new SenderLock(this.#db.pool);
  }

  start(): void {
    this.#soon(0);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#turn;
    this.#parts.transport.close();
    await this.#lock.giveUp().catch(() => undefined); // a connection that is lost has lost its lock with it
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
  #leads(): Promise<boolean> {
    return this.#lock.take(async () => {
      await this.#settle();
      for (const tenant of await this.#parts.tenants()) await this.#within(tenant, doubtUnderWay);
    });
  }

  /** Sends what is due in one tenant; false when the mail server is away. */
  async #sendAll(tenant: Tenant): Promise<boolean> {
    if (!(await this.#isAnyDue(tenant))) return true;
    for (;;) {
      const away = await this.#parts.transport.ready();
      if (away !== null) this.#tell(`the mail server cannot be used, mails wait: ${away}`);
      if (away !== null || this.#isStopped) break;
      const next = await this.#takeNext(tenant);
      if (next === "none") return true;
      if (next === "moved-on") continue;
      const { row, bytes, secrets } = next;
      const verdict = await this.#parts.transport.send({ from: this.#parts.desk.from.email, to: row.toEmail }, bytes);
      this.#unmarked = {
        tenant,
        row,
        verdict: row.audience === "staff" ? briefly(verdict) : discreet(verdict, secrets),
      };
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
        if (!this.#lock.isHeld()) throw new Error("another sender may be at work");
        return this.#markAndMove(tx, tenant, row, ready);
      });
    } catch (error) {
      if (!held || !this.#lock.isHeld() || isForLater(error)) throw error;
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
    const marks = last ? [markOf(last.row, last.verdict, tx)] : [];
    const step = row && ready && stepOf(row, ready, tx);
    await tx.finish(...marks, ...(step ? [step.statement] : []));
    this.#unmarked = undefined;
    if (!step || !ready) return "none";
    return "bytes" in ready ? { tenant, row: step.after, bytes: ready.bytes, secrets: ready.secrets } : "moved-on";
  }

  /** Writes down what became of the last mail, where that was not done with the next one. */
  async #settle(): Promise<void> {
    const last = this.#unmarked;
    if (last) await this.#within(last.tenant, async (tx) => void (await tx.finish(markOf(last.row, last.verdict, tx))));
    this.#unmarked = undefined;
  }

  /** A letter that cannot be written must not stop those behind it. */
  #park(tenant: Tenant, id: string, error: unknown): Promise<void> {
    const { answer, log } = faultOf(id, error);
    if (log !== null) this.#tell(log);
    return this.#within(tenant, async (tx) => {
      const [row] = await tx.query<HeldMail>(mailById(id));
      if (row?.status === "due") await tx.finish(moved(row, "park", tx, { answer }).statement);
    });
  }

  #within<T>(tenant: Tenant, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#db.as(asSystem(tenant, "mails on their way"), work);
  }

  /** Says a thing once until another one is said. */
  #tell(line: string): void {
    if (line !== this.#told) (this.#parts.say ?? log)(line);
    this.#told = line;
  }
}
