import type { Desk } from "#platform/moves/desk.ts";
import { refused } from "./problem.ts";

type DatabaseError = Error & { code: string; constraint?: string };
const isDatabaseError = (error: unknown): error is DatabaseError =>
  error instanceof Error && "code" in error && typeof error.code === "string";

/** What PostgreSQL says when somebody else was faster: an overlap, a row that is not as it was, a deadlock. */
const lostRaces = new Set(["23P01", "22012", "40P01"]);
/** Whether a change failed because another one came first; made again it finds what is there now. */
export const isLostRace = (error: unknown): boolean => isDatabaseError(error) && lostRaces.has(error.code);

/** Gives a violated constraint the name under which its record refuses; throws every other error as it is. */
export const refusedByConstraint =
  ({ record, neighbours = [] }: Desk) =>
  (error: unknown): never => {
    const constraint = isDatabaseError(error) ? error.constraint : undefined;
    const reasons = [record, ...neighbours].map(({ constraints }) => constraint && constraints?.[constraint]);
    const reason = reasons.find((one) => one !== undefined && one !== "");
    throw reason ? refused(reason) : error;
  };
