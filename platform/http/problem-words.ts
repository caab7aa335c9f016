import type { AnyRecord } from "#platform/record/index.ts";
import type { Labels, Language } from "./languages.ts";
import type { Problem } from "./problem.ts";
import type { Policy } from "./route.ts";

/** What people run into; what only a program does wrong (400, 415, 428, its keys) is told to programmers, in English. */
const met = new Set([401, 403, 404, 412, 422, 503]);
const isForPrograms = (reason: string): boolean => reason === "invalid-input" || reason.startsWith("idempotency");

const recordOf = (policy: Policy | undefined): AnyRecord | undefined =>
  policy && ("on" in policy ? policy.on : "sees" in policy ? policy.sees : undefined);

/**
 * What is wrong and how to mend it, in the reader's language: the record's own words for the reason, else the house's, the same
 * that the pages show. Undefined where there are none: then the problem's own detail stands.
 */
export function problemWords(
  { status, reason }: Problem,
  policy: Policy | undefined,
  language: Language,
  labels: Labels | undefined,
): string | undefined {
  if (!labels || !met.has(status) || isForPrograms(reason)) return undefined;
  const record = recordOf(policy)?.name;
  const keys = [`${record}.refusal.${reason}`, `problem.${reason}.why`, `problem.${reason}`];
  return keys.map((key) => labels(language, key)).find((words) => words !== undefined);
}
