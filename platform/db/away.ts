import pg from "pg";

/** Why the database cannot serve now: it does not answer, it is held up by others, or its disk is full. */
export type AwayReason = "database-away" | "busy" | "no-space";

/** How long whoever asked should wait before asking again, in seconds. */
export const retryAfterSeconds: Readonly<Record<AwayReason, number>> = { "database-away": 2, busy: 1, "no-space": 10 };

const sentences: Readonly<Record<AwayReason, string>> = {
  "database-away": "the database does not answer",
  busy: "the database is busy",
  "no-space": "no space left on the disk of the database",
};

/** The database did not answer, or not in time; `cause` says how the driver put it. Whether a change was made is not known. */
export class DatabaseAway extends Error {
  readonly reason: AwayReason;
  constructor(reason: AwayReason, cause?: unknown) {
    super(sentences[reason], { cause });
    this.name = "DatabaseAway";
    this.reason = reason;
  }
}

/** SQLSTATEs, and what the machine says of its own disk, by what they mean to whoever asked; the first that matches counts. */
const meanings: readonly (readonly [RegExp, AwayReason])[] = [
  [/^(53100|ENOSPC)$/, "no-space"],
  [/^(55P03|57014|40001|40P01|53\w{3})$/, "busy"],
  [/^(08\w{3}|57P\w{2}|25P03|25P04|58000|58030)$/, "database-away"],
];
const codeOf = (error: Error): string => ("code" in error ? String(error.code) : "");

/** Why the database could not do what was asked, also where the error is the cause of another; undefined for any other error. */
export function awayReason(error: unknown): AwayReason | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof DatabaseAway) return error.reason;
  const code = codeOf(error);
  const own = meanings.find(([codes]) => codes.test(code))?.[1];
  const within = error instanceof AggregateError ? error.errors : [error.cause];
  return own ?? within.map(awayReason).find((reason) => reason !== undefined);
}

/**
 * Whether PostgreSQL refused a statement and goes on with the connection: then its transaction left nothing. What ends a
 * connection says nothing sure of what was done on it.
 */
export const isRefusedByDatabase = (error: unknown): boolean =>
  error instanceof pg.DatabaseError &&
  !/^(08|57P|25P03|25P04)/.test(error.code ?? "") &&
  error.severity !== "FATAL" &&
  error.severity !== "PANIC";
