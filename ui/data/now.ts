import { useSyncExternalStore } from "react";

/**
 * The server's clock as the page sees it: the `now` of the last answer plus the time that passed here since.
 * The page's own clock is never asked, so a wrong one does no harm and the demo's travel shows at once.
 */
let serverMs = performance.timeOrigin;
let heardAt = 0;
const listeners = new Set<() => void>();

/** Sets the clock from a server's answer. */
export function hearServerTime(at: string): void {
  serverMs = Date.parse(at);
  heardAt = performance.now();
  for (const listener of listeners) listener();
}

/** Milliseconds since 1970 by the server's clock. */
export const serverNow = (): number => serverMs + performance.now() - heardAt;

function subscribe(everyMs: number, listener: () => void): () => void {
  const timer = setInterval(listener, everyMs);
  listeners.add(listener);
  return () => {
    clearInterval(timer);
    listeners.delete(listener);
  };
}

/** The server's clock in steps of `everyMs`; the component renders again when a step is passed. */
export function useNow(everyMs: number): number {
  return useSyncExternalStore(
    (listener) => subscribe(Math.min(everyMs, 1_000), listener),
    () => serverNow() - (serverNow() % everyMs),
  );
}
