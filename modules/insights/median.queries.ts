import { bind, seePredicate } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Median } from "./numbers.answers.ts";
import { regionalMedian as record } from "./regional-median.record.ts";

export type { Median } from "./numbers.answers.ts";

/** The newest median of the reader's own region; null for who sees the whole market, and before the first was counted. */
export async function regionalMedian(tx: Transaction): Promise<Median | null> {
  if (tx.actor.kind !== "person" || tx.actor.dealers.length === 0) return null;
  const values: unknown[] = [];
  const see = seePredicate(record as never, tx.actor, values);
  const [found] = await tx.query<Median>({
    text: `select r.region, r.counted_on as "countedOn", r.counted, r.first_contact as "firstContact", r.management, r.fully_managed as "fullyManaged"
      from regional_median r where ${see} order by r.counted_on desc limit ${bind(values, 1)}`,
    values,
  });
  return found ?? null;
}
