import { Button } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { type RefObject, useCallback, useEffect, useMemo, useRef } from "react";
import { useCodeNames } from "#ui/data/choices.ts";
import type { AnyRow } from "#ui/data/records.ts";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import { CellContext, useCellTexts } from "./cell-text.ts";
import { compactBelow, fitting } from "./columns.ts";
import { type Cursor, useListKeys } from "./cursor.ts";
import { FilterBar } from "./filter-bar.tsx";
import { allRows, useRows } from "./list-query.ts";
import { type Asked, isFiltered, type ListState, noFilters, questionOf, useListState } from "./list-state.ts";
import { ListFailed, ListSkeleton, NothingFound, NothingYet } from "./list-states.tsx";
import { ListTop } from "./list-top.tsx";
import classes from "./list.module.css";
import { keyOf, type ListLook } from "./look.ts";
import { useMedia, useWidth } from "./media.ts";
import { useNewRows } from "./new-rows.ts";
import { Rows } from "./rows.tsx";
import { sortOf } from "./sorting.ts";
import { OpenRecord } from "./open-record.tsx";
import { ViewRail } from "./views.tsx";

/** A list of any record: views, filters, rows, and beside them the open record; all of it in the address. */
export function RecordList({ look }: { look: ListLook }) {
  const { state, change } = useListState(look);
  const isWide = useMedia("(min-width: 1280px)");
  const hasViews = Object.keys(look.of.list.views).length > 0;
  const names = useMemo(() => [...new Set([...look.columns.map(({ name }) => name), ...look.filters, ...look.of.list.columns])], [look]);
  const cells = useCellTexts(look.of, useCodeNames(look.of, names));
  const close = useCallback(() => change({ open: undefined }), [change]);
  const isOver = state.open !== undefined && !isWide;
  return (
    <CellContext value={cells}>
      <div className={classes.page} data-views={(hasViews && isWide) || undefined} data-open={state.open ? "" : undefined} data-over={isOver || undefined}>
        {hasViews && isWide && <ViewRail look={look} state={state} />}
        <List look={look} state={state} change={change} isWide={isWide} />
        {state.open && look.open && (
          <OpenRecord key={isWide ? "beside" : state.open} isOver={isOver} onClose={close} look={look}>
            {look.open(state.open, isWide ? close : undefined, isWide)}
          </OpenRecord>
        )}
      </div>
    </CellContext>
  );
}

type ListProps = { look: ListLook; state: ListState; change: (next: Asked, isStep?: boolean) => void; isWide: boolean };

/** At the top, with neither pointer nor focus in it, a list may show new rows by itself; else it waits to be asked. */
const isIdle = (part: HTMLElement | null, scroll: HTMLElement | null): boolean =>
  scroll !== null && part !== null && scroll.scrollTop === 0 && !part.matches(":hover") && !part.contains(document.activeElement);

/** With the record beside the list, j and k open the next one at once. */
function useFollowing({ look, state, change, isWide }: ListProps, rows: readonly AnyRow[], cursor: RefObject<Cursor | undefined>, searchRef: RefObject<HTMLInputElement | null>): void {
  const idAt = (index: number): string | undefined => {
    const row = rows[index];
    return row && keyOf(look.of, row);
  };
  const move = (step: number): void => {
    const now = cursor.current;
    if (!now) return;
    now.move(step);
    const next = idAt(Math.max(0, Math.min(now.index + step, rows.length - 1)));
    if (isWide && state.open && next) change({ open: next }, false);
  };
  const close = (): void => {
    change({ open: undefined });
    cursor.current?.focus();
  };
  useListKeys({
    cursor: { index: cursor.current?.index ?? 0, move, focus: () => cursor.current?.focus(), stand: () => undefined },
    open: () => change({ open: idAt(cursor.current?.index ?? 0) }),
    close: state.open ? close : undefined,
    search: () => searchRef.current?.focus(),
  });
}

function List(props: ListProps) {
  const { look, state, change, isWide } = props;
  const { t } = useWords();
  const question = questionOf(state).toString();
  const { data, error, isPending, isPlaceholderData, isFetchingNextPage, hasNextPage, fetchNextPage, refetch, dataUpdatedAt } = useRows(look.of.plural, question);
  const rows = useMemo(() => allRows(data?.pages), [data]);
  const [widthRef, width] = useWidth();
  const isCompact = width > 0 && width < compactBelow;
  const columns = useMemo(() => fitting(look.columns, width), [look, width]);
  const part = useRef<HTMLElement | null>(null);
  const scrollRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const cursor = useRef<Cursor>(undefined);
  const refresh = useCallback(() => {
    scrollRef.current?.scrollTo({ top: 0 });
    void refetch();
  }, [refetch]);
  const news = useNewRows(look, question, rows, () => isIdle(part.current, scrollRef.current), refresh);
  useFollowing(props, rows, cursor, searchRef);
  usePageTitle(state.view ? t(`${look.of.name}.view.${state.view}`) : t(`${look.of.name}.plural`));
  // Another question begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is the reason
  useEffect(() => void scrollRef.current?.scrollTo({ top: 0 }), [question]);
  const more = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  const onCursor = useCallback((next: Cursor) => {
    cursor.current = next;
  }, []);
  const count = data?.pages[0]?.count;
  const setPart = useCallback(
    (node: HTMLElement | null): void => {
      part.current = node;
      widthRef(node);
    },
    [widthRef],
  );
  return (
    <section ref={setPart} className={classes.list} aria-label={t(`${look.of.name}.plural`)} data-stale={isPlaceholderData || undefined}>
      <ListTop look={look} state={state} change={change} count={count} updatedAt={dataUpdatedAt} onRefresh={refresh} isCompact={isCompact} isWide={isWide} />
      <FilterBar look={look} state={state} change={change} searchRef={searchRef} isCompact={isCompact} />
      <div className={classes.rows}>
        {news.count > 0 && (
          <Button className={classes.news} size="compact-sm" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={news.take}>
            {t(`list.news.${look.of.name}`, { count: news.count })}
          </Button>
        )}
        {isPending && !error && <ListSkeleton isCompact={isCompact} />}
        {error && rows.length === 0 && <ListFailed look={look} error={error} onRetry={() => void refetch()} />}
        {data && rows.length === 0 && !error && (isFiltered(state) ? <NothingFound onClear={() => change(noFilters(look))} /> : <NothingYet look={look} view={state.view} />)}
        {rows.length > 0 && width > 0 && (
          <Rows
            look={look}
            rows={rows}
            columns={columns}
            isCompact={isCompact}
            sort={sortOf(look, state)}
            onSort={(sort) => change({ sort })}
            open={state.open}
            hasMore={hasNextPage}
            isBusy={isFetchingNextPage}
            total={count?.isExact ? count.value : -1}
            onMore={more}
            gridRef={gridRef}
            scrollRef={scrollRef}
            onCursor={onCursor}
          />
        )}
      </div>
    </section>
  );
}
