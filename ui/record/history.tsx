import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AnyRecord } from "#platform/record/index.ts";
import { api } from "#ui/data/api.ts";
import fields from "#ui/fields/fields.module.css";
import { wallTimeAt } from "#ui/fields/wall-time.ts";
import { useWords } from "#ui/words/words.tsx";
import styles from "./history.module.css";
import { EntryRow } from "./history-entry.tsx";
import { entriesOf, type HistoryEntry, type HistoryFilter, type HistoryItem, isShown } from "./history-groups.ts";
import page from "./record.module.css";

type Page = { items: HistoryItem[]; nextCursor: string | null };
/** `isShort`: without the filter, where there is little to choose from. */
type Shown = { record: AnyRecord; id: string; zone: string; origin: string; isShort?: boolean };

const filters: readonly HistoryFilter[] = ["all", "contacts", "changes"];

function useHistory({ plural }: AnyRecord, id: string) {
  return useInfiniteQuery({
    queryKey: [plural, "history", id],
    queryFn: async ({ pageParam, signal }) => {
      const cursor = pageParam === null ? "" : `&cursor=${encodeURIComponent(pageParam)}`;
      return (await api<Page>(`/${plural}/${id}/history?limit=50${cursor}`, { signal })).value;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** Everything that happened to a record, newest first, by day: sentences with the fields they changed (AL-22). */
export function History({ record, id, zone, origin, isShort = false }: Shown) {
  const { t, day } = useWords();
  const [filter, setFilter] = useState<HistoryFilter>("all");
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPending } = useHistory(record, id);
  const entries = entriesOf((data?.pages ?? []).flatMap((page) => page.items)).filter((entry) =>
    isShown(entry, filter),
  );
  return (
    <aside className={styles.history} aria-labelledby="history-title">
      <div className={styles.historyHead}>
        <h2 id="history-title">{t(`${record.name}.section.history`)}</h2>
        {isShort ? null : (
          <fieldset className={fields.chips} aria-label={t("record.history.filter")}>
            {filters.map((name) => (
              <button
                key={name}
                type="button"
                className={fields.chip}
                aria-pressed={filter === name}
                onClick={() => setFilter(name)}
              >
                {t(`record.history.${name}`)}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      {isPending ? <div className={page.skeleton} data-part="entries" /> : null}
      {error ? (
        <p className={styles.quiet} role="alert">
          {t("record.history.broken")}{" "}
          <Button size="compact-xs" variant="default" onClick={() => void refetch()}>
            {t("problem.again")}
          </Button>
        </p>
      ) : null}
      {daysOf(entries, zone).map(({ on, of }) => (
        <section key={on}>
          <h3 className={styles.historyDay}>{day(on)}</h3>
          <ol className={styles.entries}>
            {of.map((entry) => (
              <EntryRow key={entry.version} record={record} entry={entry} zone={zone} origin={origin} />
            ))}
          </ol>
        </section>
      ))}
      {!isPending && !error && entries.length === 0 ? <p className={styles.quiet}>{t("record.history.none")}</p> : null}
      {hasNextPage ? (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("record.history.more")}
        </Button>
      ) : null}
    </aside>
  );
}

type HistoryDay = { on: string; of: HistoryEntry[] };

/** Entries under the dealer's days. */
function daysOf(entries: readonly HistoryEntry[], zone: string): HistoryDay[] {
  const days: HistoryDay[] = [];
  for (const entry of entries) {
    const on = wallTimeAt(entry.at, zone).day;
    const last = days.at(-1);
    if (last?.on === on) last.of.push(entry);
    else days.push({ on, of: [entry] });
  }
  return days;
}
