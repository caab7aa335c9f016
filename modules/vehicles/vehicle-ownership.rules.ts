import type { Day } from "#platform/record/index.ts";

/** A window of ownership; `endsOn` is empty while it lasts. */
export type OwnershipWindow = { id: string; version: number; customer: string; startsOn: Day; endsOn: Day | null };

/**
 * Which window ends when somebody says that a car was handed on (AL-39), and on which day. A customer who is known ends
 * only a window of their own; of somebody unknown, it is the window that lasts. A day before the window began counts as
 * its first. Null: there is nothing to end.
 */
export function endOfOwnership(
  windows: readonly OwnershipWindow[],
  said: { customer: string | null; endedOn: Day },
): { window: OwnershipWindow; endsOn: Day } | null {
  const lasting = windows.filter((window) => window.endsOn === null);
  const window = lasting.find(({ customer }) => said.customer === null || customer === said.customer);
  if (!window) return null;
  const isTooEarly = said.endedOn < window.startsOn;
  return { window, endsOn: isTooEarly ? window.startsOn : said.endedOn };
}
