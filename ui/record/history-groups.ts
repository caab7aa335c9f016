import type { Instant } from "#platform/record/index.ts";

/** One changed field, as the API tells it. `field` is "created" for the creation itself. */
export type HistoryItem = {
  at: Instant;
  user: { id: string; name: string } | null;
  /** The move, or "create", "edit", or what a clock did ("overdue"). */
  move: string;
  /** The version of the record that the act made. */
  version: number;
  field: string;
  oldValue: unknown;
  newValue: unknown;
};
/** What one act of one person changed: a sentence and its rows. */
export type HistoryEntry = {
  version: number;
  at: Instant;
  who: string | null;
  act: string;
  changes: readonly HistoryItem[];
};
export type HistoryFilter = "all" | "contacts" | "changes";

/** Puts what one act wrote (it made one version) into one entry; the order stays. */
export function entriesOf(items: readonly HistoryItem[]): HistoryEntry[] {
  const entries = new Map<number, HistoryEntry & { changes: HistoryItem[] }>();
  for (const item of items) {
    const known = entries.get(item.version);
    if (known) known.changes.push(item);
    else
      entries.set(item.version, {
        version: item.version,
        at: item.at,
        who: item.user?.name ?? null,
        act: item.move,
        changes: [item],
      });
  }
  return [...entries.values()];
}

const contacts = ["attempt", "withdraw-attempt"];
/** Contacts are attempts and their withdrawal; changes are everything else. */
export const isShown = (entry: HistoryEntry, filter: HistoryFilter): boolean =>
  filter === "all" || contacts.includes(entry.act) === (filter === "contacts");
