/**
 * Work that is done off the main thread: the default export of `module`, which takes one value and gives one, both of
 * which can be posted to a thread. It is stopped when it has used `deadlineMs` milliseconds of a processor.
 */
export type Work<A, R> = {
  readonly name: string;
  readonly module: URL;
  readonly deadlineMs: number;
  /** Never there: says what the work takes and gives. */
  readonly does?: (asked: A) => R;
};

/** Names work by the type of its function. */
export const workOf = <F extends (asked: never) => unknown>(
  name: string,
  module: URL,
  deadlineMs: number,
): Work<Parameters<F>[0], Awaited<ReturnType<F>>> => ({ name, module, deadlineMs });

/** Why work was not done: it ran past its deadline, past its memory, or there is no thread for it now. */
export type Because = "too-long" | "too-much-memory" | "too-busy";
const sentences: Readonly<Record<Because, string>> = {
  "too-long": "it takes too long",
  "too-much-memory": "it takes too much memory",
  "too-busy": "too much is asked at once",
};

/** Work was refused or stopped; what was asked is at fault, unless it is "too-busy". */
export class WorkRefused extends Error {
  readonly because: Because;
  constructor(because: Because) {
    super(sentences[because]);
    this.because = because;
  }
}

/** Work that waits for a thread or is done by one. `owner` is whose it is, such as a tenant's code. */
export type Job = {
  readonly work: Work<never, unknown>;
  readonly owner: string;
  readonly asked: unknown;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  /** Ends the waiting. */
  readonly late: NodeJS.Timeout;
};
