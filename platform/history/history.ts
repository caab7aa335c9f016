import { bind, seePredicate } from "#platform/access/index.ts";
import { historyOf } from "#platform/db/columns.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";

/** One change of one field: who (null: the system), when, by which move, from what to what (AL-22). */
export type HistoryItem = {
  at: Instant;
  user: { id: string; name: string } | null;
  move: string;
  version: number;
  field: string;
  oldValue: unknown;
  newValue: unknown;
};

type Stored = Omit<HistoryItem, "user"> & { entry: number; userId: string | null; userName: string | null };

/** The history of a record, newest first, as far as the actor sees the record. The cursor is the last entry seen. */
export async function historyPage(
  tx: Transaction,
  record: AnyRecord,
  key: string,
  page: { limit: number; before?: number | undefined },
): Promise<{ items: HistoryItem[]; nextCursor: string | null }> {
  const values: unknown[] = [key];
  const scoped = record.belongsTo ? seePredicate(record, tx.actor, values) : "true";
  const before = page.before === undefined ? "true" : `r.entry < ${bind(values, page.before)}`;
  const rows = await tx.query<Stored>({
    text: `select entry, at, move, version, user_id as "userId", user_name as "userName", field, old_value as "oldValue", new_value as "newValue"
      from ${historyOf(record)} r where r.record_id = $1 and ${scoped} and ${before} order by r.entry desc limit ${page.limit + 1}`,
    values,
  });
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ entry: _, userId, userName, ...item }) => ({
      ...item,
      user: userId === null ? null : { id: userId, name: userName ?? "" },
    })),
    nextCursor: rows.length > page.limit && last ? String(last.entry) : null,
  };
}
