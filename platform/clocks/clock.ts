import type { Instant } from "#platform/record/index.ts";

/** The one clock of program and SQL: the machine's time plus the demo's travel. Transactions carry it to SQL as `marque.now`. */
let travelledMs = 0;
let readMs = (): number => Date.now();

/** The moment it is in Marque, as UTC text. Leads, clocks and history follow it. */
export const now = (): Instant => new Date(readMs() + travelledMs).toISOString();
/** The machine's own time: sessions, tokens, rate limits and idempotency keys follow it, so a leap signs nobody out. */
export const machineNow = (): Instant => new Date(readMs()).toISOString();
export const machineMs = (): number => readMs();
/** Where the machine's time is read, in milliseconds since 1970. Tests alone set it, so that they hold on any day. */
export const setMachineClock = (read: () => number): void => {
  readMs = read;
};
/** How far the demo has travelled, in milliseconds. */
export const travelled = (): number => travelledMs;
export const setTravelled = (ms: number): void => {
  travelledMs = ms;
};

/** The instant `ms` milliseconds after `at`. */
export const plusMs = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
