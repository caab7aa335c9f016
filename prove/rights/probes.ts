import type { Role } from "#platform/record/index.ts";
import { expected, type Line } from "./expected.ts";

/** How a row stands to who asks: of the own dealer, of another of the region, of another region, of another company. */
export const relations = ["own", "other dealer", "other region", "other tenant"] as const;
export type Relation = (typeof relations)[number];
export const acts = ["select", "insert", "update", "delete"] as const;
export type Act = (typeof acts)[number];
/** Who asks: a job title, or the program itself. */
export type Asker = Role | "clock";
/** What of a record a statement is about: its rows, their history, its cells, what changes add to them. */
export type Part = "rows" | "history" | "cells" | "count changes";

const named = (list: string | undefined, who: Asker): boolean => (list ?? "").split(" ").includes(who);

function reads(line: Line, who: Asker, relation: Relation): boolean {
  if (relation === "other tenant") return false;
  if (who === "clock" || named(line.tenant, who)) return true;
  if (relation === "other region") return false;
  return named(line.region, who) || (relation === "own" && named(line.dealer, who));
}

/** Whether the statement must be let through, by the handwritten line of the record alone. */
export function isAllowed(record: string, part: Part, who: Asker, relation: Relation, act: Act): boolean {
  const line = expected[record];
  if (!line) throw new Error(`prove/rights/expected.ts has no line for ${record}`);
  if (!reads(line, who, relation)) return false;
  if (act === "select") return true;
  const opens = who === "clock" || named(line.opens, who);
  const changes = !line.isLedger && (who === "clock" || named(line.changes, who));
  if (part === "cells") return who === "clock";
  if (part === "count changes") return act === "insert" ? opens || changes : act === "delete" && who === "clock";
  if (act === "delete") return false;
  if (part === "history") return act === "insert" && (opens || changes);
  return act === "insert" ? opens : changes;
}
