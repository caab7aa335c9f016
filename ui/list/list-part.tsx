import { useCallback, useEffect, useMemo, useRef } from "react";
import { usePageTitle } from "#ui/shell/focus.ts";
import { useWords } from "#ui/words/words.tsx";
import { compactBelow, fitting } from "./columns.ts";
import type { Cursor } from "./cursor.ts";
import { FilterBar } from "./filter-bar.tsx";
import { useFollowing } from "./following.ts";
import classes from "./list.module.css";
import { useRows } from "./list-query.ts";
import { type Asked, type ListState, questionOf, titleText } from "./list-state.ts";
import { ListEmpty, ListFailed, ListSkeleton } from "./list-states.tsx";
import { ListTop } from "./list-top.tsx";
import type { ListLook } from "./look.ts";
import { useWidth } from "./media.ts";
import { NewRows } from "./new-rows.tsx";
import { Rows } from "./rows.tsx";
import { sortOf } from "./sorting.ts";

export type ListProps = {
  look: ListLook;
  state: ListState;
  change: (next: Asked, isStep?: boolean) => void;
  /** The views stand at the left of the list, not above it. */
  hasRail: boolean;
  /** The record stands beside the list, not over it. */
  isBeside: boolean;
};
type Answer = ReturnType<typeof useRows>;

/** The parts of the page that keys and refreshing reach for, and the width that decides the shape of rows. */
function useParts(question: string) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const gridRef = useRef<HTMLDivElement>(null);
  const searchRef = useRef<HTMLInputElement>(null);
  const partRef = useRef<HTMLElement>(null);
  const cursor = useRef<Cursor>(undefined);
  const width = useWidth(partRef);
  // Another question begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question is the reason
  useEffect(() => void scrollRef.current?.scrollTo({ top: 0 }), [question]);
  return { scrollRef, gridRef, searchRef, partRef, cursor, width };
}

/** The list itself: what it is, search and filters, and its rows or why there are none. */
export function ListPart(props: ListProps) {
  const { look, state, change } = props;
  const { t } = useWords();
  const question = questionOf(state).toString();
  const answer = useRows(look.of.plural, question);
  const parts = useParts(question);
  const isCompact = parts.width < compactBelow;
  const refresh = (): void => {
    parts.scrollRef.current?.scrollTo({ top: 0 });
    answer.readAnew();
  };
  useFollowing(props, answer.rows, parts);
  usePageTitle(titleText(t, props));
  return (
    <section
      ref={parts.partRef}
      className={classes.list}
      aria-label={t(`${look.of.name}.plural`)}
      data-stale={answer.isPlaceholderData || undefined}
    >
      {/* Drawn once the width is known, in the shape that stays: a shape that turns over moves all that is below. */}
      {parts.width > 0 && (
        <>
          <ListTop {...props} answer={answer} onRefresh={refresh} isCompact={isCompact} />
          {look.about}
          <FilterBar look={look} state={state} change={change} searchRef={parts.searchRef} isCompact={isCompact} />
          <div className={classes.rows}>
            <NewRows look={look} question={question} rows={answer.rows} parts={parts} onTake={refresh} />
            <Body {...props} answer={answer} parts={parts} isCompact={isCompact} />
          </div>
        </>
      )}
    </section>
  );
}

type BodyProps = ListProps & { answer: Answer; parts: ReturnType<typeof useParts>; isCompact: boolean };

/** The five states of a list: loading, broken or forbidden, nothing yet, nothing found, rows. */
function Body({ look, state, change, answer, parts, isCompact }: BodyProps) {
  const { rows, count, error, isPending } = answer;
  const columns = useMemo(() => fitting(look.columns, parts.width), [look, parts.width]);
  const onCursor = useCallback(
    (next: Cursor) => {
      parts.cursor.current = next;
    },
    [parts.cursor],
  );
  if (error && rows.length === 0) return <ListFailed look={look} error={error} onRetry={() => void answer.refetch()} />;
  if (isPending) return <ListSkeleton isCompact={isCompact} />;
  if (rows.length === 0) return <ListEmpty look={look} state={state} change={change} />;
  return (
    <Rows
      look={look}
      rows={rows}
      columns={columns}
      isCompact={isCompact}
      sort={sortOf(look, state)}
      onSort={(sort) => change({ sort })}
      open={state.open}
      hasMore={answer.hasNextPage}
      isBusy={answer.isFetchingNextPage}
      total={count?.isExact ? count.value : -1}
      onMore={answer.more}
      gridRef={parts.gridRef}
      scrollRef={parts.scrollRef}
      onCursor={onCursor}
    />
  );
}
