import { seePredicate } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import { columnsToRead, type Known } from "#platform/lists/index.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { appointment } from "./appointment.record.ts";

type Values = Record<string, unknown>;
const record = appointment as unknown as AnyRecord;

/** The appointments of a dealer that touch a time, with the names behind their references, the earliest first. */
export function listRows(
  tx: Transaction,
  known: Known,
  dealer: string,
  fromAt: Instant,
  untilAt: Instant,
): Promise<Values[]> {
  const values: unknown[] = [dealer, fromAt, untilAt];
  const seen = seePredicate(record, tx.actor, values);
  return tx.query({
    name: `appointment:calendar:${seen}`,
    text: `select ${columnsToRead(record, known, values)} from appointment r
      where r.dealer = $1 and ${seen} and r.ends_at > $2 and r.starts_at < $3 and r.starts_at > $2::timestamptz - interval '24 hours'
        and r.status <> 'cancelled' and r.status <> 'declined'
      order by r.starts_at, r.id limit 2000`,
    values,
  });
}
