import { Thread, type ThreadLimits } from "./thread.ts";
import { Waiting } from "./waiting.ts";
import { type Job, type Work, WorkRefused } from "./work.ts";

/** How much a room does at once. Times are milliseconds of the machine. */
export type RoomLimits = ThreadLimits & {
  threads: number;
  /** The longest deadline of any work, whatever its own is. */
  mostMs: number;
  /** How many jobs may wait, of all and of one owner, and for how long. */
  waiting: number;
  waitingOfOne: number;
  waitMs: number;
  /** After how long without a job a thread ends: what it has loaded is large. */
  idleMs: number;
};
const usual: RoomLimits = {
  threads: 2,
  mostMs: 60_000,
  memoryMb: 256,
  startMs: 5 * 60_000,
  waiting: 100,
  waitingOfOne: 20,
  waitMs: 30_000,
  idleMs: 60_000,
};

/** `standIns` are modules that do work in place of its own, by the name of the work. */
export type RoomChoice = Partial<RoomLimits> & { standIns?: Readonly<Record<string, URL>> };

/**
 * Where work is done off the main thread, by threads that are started when they are needed and stopped at the deadline of
 * their work or when they take too much memory. Owners come in turn, and one alone never holds every thread.
 */
export class WorkRoom {
  readonly #limits: RoomLimits;
  readonly #standIns: Readonly<Record<string, URL>>;
  readonly #threads = new Map<Thread, NodeJS.Timeout | undefined>();
  readonly #waiting = new Waiting();
  #isClosed = false;

  constructor({ standIns = {}, ...limits }: RoomChoice = {}) {
    this.#limits = { ...usual, ...limits };
    this.#standIns = standIns;
  }

  /** How many threads there are. */
  get threads(): number {
    return this.#threads.size;
  }

  /**
   * What the work gives for `asked`, both copied between threads. Throws WorkRefused, or an error with the message of the one
   * that the work threw.
   */
  run<A, R>(work: Work<A, R>, owner: string, asked: A): Promise<R> {
    if (this.#isClosed || this.#isFull(owner)) return Promise.reject(new WorkRefused("too-busy"));
    const module = this.#standIns[work.name] ?? work.module;
    const deadlineMs = Math.min(work.deadlineMs, this.#limits.mostMs);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#refuse(job), this.#limits.waitMs);
      const job: Job = { work: { ...work, module, deadlineMs }, owner, asked, resolve, reject, late };
      this.#waiting.add(job);
      this.#fill();
    });
  }

  /** Ends every thread; what waits or is being done is refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const job of this.#waiting.all()) this.#refuse(job);
    await Promise.all([...this.#threads.keys()].map((thread) => thread.end()));
  }

  #refuse(job: Job): void {
    clearTimeout(job.late);
    if (this.#waiting.take(job)) job.reject(new WorkRefused("too-busy"));
  }

  #isFull(owner: string): boolean {
    return this.#waiting.size >= this.#limits.waiting || this.#waiting.of(owner) >= this.#limits.waitingOfOne;
  }

  /** Gives jobs to free threads, new ones where there are too few. */
  #fill(): void {
    const mostOfOne = Math.max(1, this.#limits.threads - 1);
    const running = (owner: string) => [...this.#threads.keys()].filter((thread) => thread.owner === owner).length;
    for (;;) {
      const free = [...this.#threads.keys()].find(({ isFree }) => isFree);
      if (!free && this.#threads.size >= this.#limits.threads) return;
      const job = this.#waiting.next((owner) => running(owner) < mostOfOne);
      if (!job) return;
      clearTimeout(job.late);
      const thread = free ?? this.#opened();
      clearTimeout(this.#threads.get(thread));
      thread.take(job);
    }
  }

  #opened(): Thread {
    const thread: Thread = new Thread(this.#limits, {
      freed: () => {
        const idle = setTimeout(() => void thread.end(), this.#limits.idleMs).unref();
        this.#threads.set(thread, idle);
        this.#fill();
      },
      gone: () => {
        clearTimeout(this.#threads.get(thread));
        this.#threads.delete(thread);
        if (!this.#isClosed) this.#fill();
      },
    });
    this.#threads.set(thread, undefined);
    return thread;
  }
}
