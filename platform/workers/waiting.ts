import type { Job } from "./work.ts";

/** Jobs that wait for a thread; owners come in turn, whoever asked for most. */
export class Waiting {
  /** By owner, the one whose turn is next first. */
  readonly #jobs = new Map<string, Job[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  of(owner: string): number {
    return this.#jobs.get(owner)?.length ?? 0;
  }

  add(job: Job): void {
    const its = this.#jobs.get(job.owner) ?? [];
    its.push(job);
    this.#jobs.set(job.owner, its);
    this.#size += 1;
  }

  /** The next job of an owner that may have one done; its owner stands last from then on. */
  next(mayRun: (owner: string) => boolean): Job | undefined {
    for (const [owner, [job]] of this.#jobs) if (job && mayRun(owner) && this.take(job)) return job;
    return undefined;
  }

  /** Takes a job out; false where it waits no longer. */
  take(job: Job): boolean {
    const its = this.#jobs.get(job.owner) ?? [];
    const left = its.filter((one) => one !== job);
    if (left.length === its.length) return false;
    this.#jobs.delete(job.owner);
    if (left.length > 0) this.#jobs.set(job.owner, left);
    this.#size -= 1;
    return true;
  }

  all(): Job[] {
    return [...this.#jobs.values()].flat();
  }
}
