import type { Desk } from "#platform/moves/desk.ts";
import { refused } from "./problem.ts";

type DatabaseError = Error & { code: string; constraint?: string };
const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && "code" in error && typeof error.code === "string";

/** What PostgreSQL says when somebody else was faster: an overlap, a row that is not as it was, a deadlock. */
const lostRaces = new Set(["23P01", "22012", "40P01"]);
/** Whether a change failed because another one came first; made again it finds what is there now. */
export const isLostRace = (error: unknown): boolean =>
  error instanceof CameSecond || (isDatabaseError(error) && lostRaces.has(error.code));

/** Thrown where a row was left out because it collides with another that came first. */
export class CameSecond extends Error {}

const mostTries = 8;

/** The reason under which a declared constraint of the record, or of a neighbour, refuses. */
function reasonOf({ record, neighbours = [] }: Desk, error: unknown): string | undefined {
  const constraint = isDatabaseError(error) ? error.constraint : undefined;
  return constraint && [record, ...neighbours].map(({ constraints }) => constraints?.[constraint]).find(Boolean);
}

/**
 * Makes a change again, a few times, when somebody else was faster. In the end a violated constraint refuses under the name that the
 * record gives it, and whatever else was lost is `undefined`: stale. Other errors are thrown as they are.
 */
export async function raced<T>(
  desk: Desk,
  attempt: () => Promise<T>,
  isAgain: (error: unknown) => boolean = () => false,
): Promise<T | undefined> {
  for (let left = mostTries - 1; ; left -= 1) {
    try {
      return await attempt();
    } catch (error) {
      const reason = reasonOf(desk, error);
      if (!reason && !isLostRace(error) && !isAgain(error)) throw error;
      if (left > 0) continue;
      if (reason) throw refused(reason);
      return undefined;
    }
  }
}
