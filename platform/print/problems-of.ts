import type { Route } from "#platform/http/route.ts";

/** The statuses of every refusal that an operation can meet: by method, path and policy, and what its own description adds. */
export function problemsOf({ method, path, policy, described }: Route): number[] {
  const isChange = method !== "GET";
  const isForSome = "sees" in policy || "makes" in policy || "roles" in policy || "formKey" in policy;
  const statuses = [
    ...(isChange ? [400, 413, 415] : []),
    ...("open" in policy ? [] : [401]),
    // a cookie does not count for a change that another site's page asks for
    ...(isForSome || (isChange && !("open" in policy)) ? [403] : []),
    ...(path.includes("{") ? [404] : []),
    ...(described.changes ? [412, 428] : []),
    421, // the demo answers to this machine's own names alone
    422, // a parameter that is given twice
    ...("formKey" in policy ? [429] : []),
    500,
    503,
    ...(described.problems ?? []),
  ];
  return [...new Set(statuses)].sort((one, other) => one - other);
}
