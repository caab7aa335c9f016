import type { WorkRefused } from "#platform/workers/index.ts";
import { Problem } from "./problem.ts";

/** Work that was not done, as a problem: where too much is asked at once the same may be asked again, else less. */
export function refusedWork({ because, message }: WorkRefused, field?: string): Problem {
  if (because === "too-busy") return new Problem(503, because, message, { headers: { "retry-after": "5" } });
  const reason = `takes-${because}`;
  return new Problem(422, reason, field ? `${field}: ${message}` : message, {
    field,
    ...(field ? { errors: [{ field, code: reason, message }] } : {}),
  });
}
