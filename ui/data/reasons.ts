import type { Words } from "#ui/words/words.tsx";
import type { Problem } from "./api.ts";

/** What is wrong and how to mend it: the record's own words, else the shell's, else what the server wrote. */
export function reasonText({ t, has }: Words, problem: Problem, record?: string): string {
  const keys = [`${record}.refusal.${problem.reason}`, `problem.${problem.reason}`];
  const key = keys.find(has);
  if (key) return t(key);
  return problem.detail || t(problem.status >= 500 ? "problem.server-error" : "problem.refused");
}
