import type { Field } from "#platform/record/index.ts";
import { useCodeName, useListedName } from "#ui/data/choices.ts";

/** The name of an entry of an open list ("service-reminder" of "lead-source"). */
export function ListedName({ list, code }: { list: string; code: string }) {
  return useListedName(list, code);
}

/** The name behind a trade code ("SAKURA" of "dealer"). */
export function CodeName({ of, code }: { of: string; code: string }) {
  return useCodeName(pluralOf(of), code);
}

export const pluralOf = (record: string): string => `${record}s`;

/** Whether the value is a code whose name has to be looked up. */
export const isCoded = (field: Field): boolean => field.kind === "listed" || field.kind === "code";
