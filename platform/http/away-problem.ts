import { type AwayReason, retryAfterSeconds } from "#platform/db/away.ts";
import { Problem } from "./problem.ts";

const details: Readonly<Record<AwayReason, string>> = {
  "database-away": "The database does not answer; try again in a moment.",
  busy: "Too much is asked at this moment, or another change holds this back; try again in a moment.",
  "no-space":
    "No space left on the disk: nothing can be saved until there is room again; reading goes on where it can.",
};

/** 503 with Retry-After: what was asked may be asked again. */
export const awayProblem = (reason: AwayReason): Problem =>
  new Problem(503, reason, details[reason], { headers: { "retry-after": String(retryAfterSeconds[reason]) } });
