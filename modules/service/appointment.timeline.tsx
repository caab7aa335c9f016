import { useQuery } from "@tanstack/react-query";
import { api } from "#ui/data/api.ts";
import { wallTimeAt } from "#ui/fields/wall-time.ts";
import styles from "#ui/record/history.module.css";
import { EntryRow } from "#ui/record/history-entry.tsx";
import { entriesOf, type HistoryEntry, type HistoryItem } from "#ui/record/history-groups.ts";
import page from "#ui/record/record.module.css";
import { useWords } from "#ui/words/words.tsx";
import { appointment as record } from "./appointment.record.ts";

/** What the book keeps for itself: the fields beside it say the same in the words of the counter. */
const unsaid: ReadonlySet<string> = new Set([
  "sequence",
  "placement",
  "advisorUntilAt",
  "correctableUntilAt",
  "correctionDueAt",
  "finalAt",
]);

/** What happened, without what the book keeps for itself; an act that changed nothing else is no line of its own. */
export function saidEntries(items: readonly HistoryItem[]): HistoryEntry[] {
  return entriesOf(items)
    .map((entry) => ({ ...entry, changes: entry.changes.filter(({ field }) => !unsaid.has(field)) }))
    .filter(({ act, changes }) => changes.length > 0 || act !== "edit");
}

/** The last hundred changes of one appointment, newest first, in words. */
export function Timeline({ id, zone }: { id: string; zone: string }) {
  const { t, day } = useWords();
  const { data, isPending, error } = useQuery({
    queryKey: [record.plural, "history", id, "said"],
    queryFn: async ({ signal }) =>
      (await api<{ items: HistoryItem[] }>(`/${record.plural}/${id}/history?limit=100`, { signal })).value.items,
  });
  const days = Map.groupBy(saidEntries(data ?? []), ({ at }) => wallTimeAt(at, zone).day);
  return (
    <aside className={styles.history} aria-labelledby="history-title">
      <div className={styles.historyHead}>
        <h2 id="history-title">{t("appointment.section.history")}</h2>
      </div>
      {isPending ? <div className={page.skeleton} data-part="entries" /> : null}
      {error ? (
        <p className={styles.quiet} role="alert">
          {t("record.history.broken")}
        </p>
      ) : null}
      {[...days].map(([on, entries]) => (
        <section key={on}>
          <h3 className={styles.historyDay}>{day(on)}</h3>
          <ol className={styles.entries}>
            {entries.map((entry) => (
              <EntryRow key={entry.version} record={record as never} entry={entry} zone={zone} origin="lead" />
            ))}
          </ol>
        </section>
      ))}
    </aside>
  );
}
