import { Worker } from "node:worker_threads";
import { type Job, WorkRefused } from "./work.ts";

/** What a thread may use: memory in MiB, and milliseconds in which it must have loaded what it is to do. */
export type ThreadLimits = { memoryMb: number; startMs: number };
/** How often it is looked how long a job takes, and how much of the clock's time it may take for its processor time. */
const lookEveryMs = 100;
const wallTimes = 6;
type Message = { begun: true } | { did: never } | { fault: string };
type Told = { freed: () => void; gone: () => void };

/** A thread of the room, which does one job at a time. It sees none of the program's settings and secrets. */
export class Thread {
  readonly #worker: Worker;
  readonly #limits: ThreadLimits;
  readonly #told: Told;
  #job: Job | undefined;
  #timer: NodeJS.Timeout | undefined;
  #looking: NodeJS.Timeout | undefined;
  #isGone = false;

  constructor(limits: ThreadLimits, told: Told) {
    this.#limits = limits;
    this.#told = told;
    this.#worker = new Worker(new URL("./thread.worker.ts", import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
    });
    this.#worker.on("message", (message: Message) => this.#hear(message));
    this.#worker.on("error", (error) => this.#lost(error));
    this.#worker.on("exit", () => {
      this.#lost(new Error("the thread ended"));
      told.gone();
    });
    this.#worker.unref();
  }

  /** Whose job it does now. */
  get owner(): string | undefined {
    return this.#job?.owner;
  }

  /** Whether it may take a job. */
  get isFree(): boolean {
    return !this.#isGone && this.#job === undefined;
  }

  take(job: Job): void {
    this.#job = job;
    this.#worker.ref();
    this.#within(this.#limits.startMs, "too-busy");
    try {
      this.#worker.postMessage({ module: job.work.module.href, asked: job.asked });
    } catch (error) {
      this.#settle(({ reject }) => reject(error instanceof Error ? error : new Error(String(error))));
    }
  }

  /** Ends it at once, with what it does. */
  end(error: Error = new WorkRefused("too-busy")): Promise<unknown> {
    this.#lost(error);
    return this.#worker.terminate();
  }

  /**
   * A job is stopped when it has used its deadline of processor time, so that a busy machine refuses nobody's work; or after
   * a multiple of it by the clock, where it waits for something that never comes.
   */
  #watch(job: Job): void {
    const { deadlineMs } = job.work;
    this.#within(deadlineMs * wallTimes, "too-long");
    let before: number | undefined;
    this.#looking = setInterval(async () => {
      const { user, system } = await this.#worker.cpuUsage().catch(() => ({ user: 0, system: 0 })); // it has ended
      before ??= user + system;
      if (this.#job === job && (user + system - before) / 1000 >= deadlineMs)
        void this.end(new WorkRefused("too-long"));
    }, lookEveryMs);
  }

  #within(ms: number, because: "too-long" | "too-busy"): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.end(new WorkRefused(because)), ms);
  }

  #hear(message: Message): void {
    if (this.#job === undefined) return;
    if ("begun" in message) this.#watch(this.#job);
    else if ("did" in message) this.#settle(({ resolve }) => resolve(message.did));
    else this.#settle(({ reject }) => reject(new Error(message.fault)));
  }

  #settle(tell: (job: Job) => void): void {
    const job = this.#done();
    this.#worker.unref();
    if (job) tell(job);
    this.#told.freed();
  }

  /** The job, which is its own no more. */
  #done(): Job | undefined {
    clearTimeout(this.#timer);
    clearInterval(this.#looking);
    const job = this.#job;
    this.#job = undefined;
    return job;
  }

  #lost(error: unknown): void {
    this.#isGone = true;
    const job = this.#done();
    const isOutOfMemory = error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
    job?.reject(
      isOutOfMemory ? new WorkRefused("too-much-memory") : error instanceof Error ? error : new Error(String(error)),
    );
  }
}
