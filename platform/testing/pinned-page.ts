import type { BrowserContext } from "playwright-core";
import { aheadMs } from "./pinned-clock.ts";

/** Runs in a page before any script of its own: what it reads of the device's clock is the tests' time. */
function shiftDate(ms: number): void {
  const machineMs = Date.now;
  const shiftedMs = (): number => machineMs() + ms;
  Object.defineProperty(performance, "timeOrigin", { value: performance.timeOrigin + ms });
  Date.now = shiftedMs;
  globalThis.Date = new Proxy(Date, {
    construct: (date, given, asked) => Reflect.construct(date, given.length === 0 ? [shiftedMs()] : given, asked),
  });
}

/** Pins the clock of every page that this browser context opens from now on. */
export const pinPages = (context: BrowserContext): Promise<unknown> => context.addInitScript(shiftDate, aheadMs);
