import { columnOf } from "#platform/db/columns.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { type Actor, scopeOf } from "./actor.ts";

/** SQL text with its values, numbered from $1. */
export type Sql = { text: string; values: unknown[] };

/** Adds a value and gives its placeholder. */
export const bind = (values: unknown[], value: unknown): string => {
  values.push(value);
  return `$${values.length}`;
};

/**
 * The explicit predicate that every query of the record carries beside row-level security, so that an index serves it.
 * One dealer is an equality, several an array: an array of one costs 25 times as much.
 */
export function seePredicate(record: AnyRecord, actor: Actor, values: unknown[], alias = "r"): string {
  const scope = scopeOf(record, actor);
  if (scope === undefined) return "false";
  if (scope === "all") return "true";
  if (actor.kind === "system") return "true";
  const { dealer, dealers, region } = record.belongsTo ?? {};
  const codes = scope === "own dealer" ? [actor.dealer ?? ""] : actor.dealers;
  if (dealer) {
    const column = `${alias}.${columnOf(dealer)}`;
    return codes.length === 1 ? `${column} = ${bind(values, codes[0])}` : `${column} = any(${bind(values, codes)})`;
  }
  if (dealers) return `${alias}.${columnOf(dealers)} && ${bind(values, codes)}::text[]`;
  if (region) return `${alias}.${columnOf(region)} = ${bind(values, actor.region)}`;
  return "false";
}
