import type { Instant } from "#platform/record/index.ts";

/** One changed field, as the API tells it. `field` is "created" for the creation itself. */
export type HistoryItem = {
  at: Instant;
  user: { id: string; name: string } | null;
  move: string | null;
  field: string;
  oldValue: unknown;
  newValue: unknown;
};
/** What one act of one person changed: a sentence and its rows. */
export type HistoryEntry = {
  key: string;
  at: Instant;
  who: string | null;
  act: string;
  changes: readonly HistoryItem[];
};
export type HistoryFilter = "all" | "contacts" | "changes";

/** Puts items that one act wrote (same moment, person and move) into one entry; the order stays. */
export function entriesOf(items: readonly HistoryItem[]): HistoryEntry[] {
  const entries: (HistoryEntry & { changes: HistoryItem[] })[] = [];
  for (const item of items) {
    const act = actOf(item);
    const last = entries.at(-1);
    if (last && last.at === item.at && last.act === act && last.who === (item.user?.name ?? null)) last.changes.push(item);
    else entries.push({ key: `${item.at} ${act} ${entries.length}`, at: item.at, who: item.user?.name ?? null, act, changes: [item] });
  }
  return entries;
}

const actOf = ({ field, move }: HistoryItem): string => (field === "created" ? "create" : (move ?? "edit"));

const contacts = ["attempt", "withdraw-attempt"];
/** Contacts are attempts and their withdrawal; changes are everything else. */
export const isShown = (entry: HistoryEntry, filter: HistoryFilter): boolean =>
  filter === "all" || contacts.includes(entry.act) === (filter === "contacts");
