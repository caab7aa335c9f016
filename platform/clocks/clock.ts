import type { Instant } from "#platform/record/index.ts";

/** The one clock of program and SQL: the machine's time plus the demo's travel. Transactions carry it to SQL as `marque.now`. */
let travelledMs = 0;

/** The moment it is in Marque, as UTC text. Leads, clocks and history follow it. */
export const now = (): Instant => new Date(Date.now() + travelledMs).toISOString();
/** The machine's own time: sessions, tokens, rate limits and idempotency keys follow it, so a leap signs nobody out. */
export const machineNow = (): Instant => new Date(Date.now()).toISOString();
export const machineMs = (): number => Date.now();
/** How far the demo has travelled, in milliseconds. */
export const travelled = (): number => travelledMs;
export const setTravelled = (ms: number): void => {
  travelledMs = ms;
};

/** The instant `ms` milliseconds after `at`. */
export const plusMs = (at: Instant, ms: number): Instant => new Date(Date.parse(at) + ms).toISOString();
