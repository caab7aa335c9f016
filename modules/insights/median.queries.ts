import { bind, seePredicate } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Day } from "#platform/record/index.ts";
import { regionalMedian as record } from "./regional-median.record.ts";

/** The middle dealer of a region: per mille of each service level, null where too few dealers stand behind it. */
export type Median = {
  region: string;
  countedOn: Day;
  counted: number;
  firstContact: number | null;
  management: number | null;
  fullyManaged: number | null;
};

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
