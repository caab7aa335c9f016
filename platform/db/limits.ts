/** For whom something is asked: a person who waits, the program beside them, or work that may take its time. */
export type Pace = "people" | "rehearsal" | "background" | "unhurried";

/** How long a lock, and a statement with its locks, may take before PostgreSQL refuses it, and how long a place in the pool is waited for. */
export type Limits = { lockMs: number; statementMs: number; placeMs: number };

/** A person is told within seconds that the house is busy; counting from nothing and loading a world take what they need. */
export const limits: Readonly<Record<Pace, Limits>> = {
  people: { lockMs: 2_000, statementMs: 10_000, placeMs: 5_000 },
  rehearsal: { lockMs: 2_000, statementMs: 60_000, placeMs: 5_000 },
  background: { lockMs: 2_000, statementMs: 60_000, placeMs: 10_000 },
  unhurried: { lockMs: 30_000, statementMs: 1_800_000, placeMs: 30_000 },
};

/** Whose share of a pool work takes: people's is that of their tenant, the program's own stands beside all of them. */
export const shareOf = (pace: Pace, schema: string): string =>
  pace === "people" || pace === "rehearsal" ? schema : pace;

/** How often a pool looks at what it lent. Its beats are counted, since a program that was held up itself has not waited. */
export const beatMs = 250;
export const beats = (ms: number): number => Math.ceil(ms / beatMs);

/** A connection that is opened takes longer than this only where nobody answers. */
export const connectMs = 5_000;
/** Locks of a transaction that its program forgot, or that a stopped program holds, are free after this. */
const idleInTransactionMs = 60_000;
/** PostgreSQL notices as often that whoever asked has gone, and asks no further. */
const clientCheckMs = 2_000;

/** The limits as options of a connection. */
export const limitOptions = (pace: Pace): string =>
  Object.entries({
    lock_timeout: limits[pace].lockMs,
    statement_timeout: limits[pace].statementMs,
    idle_in_transaction_session_timeout: idleInTransactionMs,
    client_connection_check_interval: clientCheckMs,
  })
    .map(([name, ms]) => `-c ${name}=${ms}`)
    .join(" ");

/** The limits of a transaction whose pace is not its connection's. */
export const limitSettings = (pace: Pace): string =>
  `; set local lock_timeout = ${limits[pace].lockMs}; set local statement_timeout = ${limits[pace].statementMs}`;
