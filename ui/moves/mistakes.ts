import type { AnyRecord } from "#platform/record/index.ts";
import type { Problem } from "#ui/data/problem.ts";
import { reasonText } from "#ui/data/reasons.ts";
import type { Words } from "#ui/words/words.tsx";

/** One thing that is wrong, at a field of the dialog or at none. */
export type MoveMistake = { name: string | undefined; text: string };

/** A refusal as lines: one for the reason, or one per field where the server named several. */
export function mistakesOf(
  words: Words,
  record: Pick<AnyRecord, "name">,
  problem: Problem | null,
  names: readonly string[],
): MoveMistake[] {
  if (problem === null) return [];
  const shown = (field: string | undefined): string | undefined => (field && names.includes(field) ? field : undefined);
  const inputs = problem.errors.filter(({ field }) => names.includes(field));
  if (inputs.length === 0) return [{ name: shown(problem.field), text: reasonText(words, problem, record.name) }];
  return inputs.map(({ field, code, message }) => {
    const key = [`${record.name}.refusal.${code}`, `problem.fault.${code}`].find((one) => words.has(one));
    return { name: field, text: key ? words.t(key) : message };
  });
}
