// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the rows in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the link of a row and the button of a heading take the focus
import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useMemo,
} from "react";
import type { AnyRow } from "#ui/data/records.ts";
import { useWords } from "#ui/words/words.tsx";
import { templateOf } from "./columns.ts";
import { type Cursor, useCursor } from "./cursor.ts";
import { Heading } from "./heading.tsx";
import { type Column, keyOf, type ListLook } from "./look.ts";
import { useMedia } from "./media.ts";
import { Row } from "./row.tsx";
import classes from "./rows.module.css";

export type RowsProps = {
  look: ListLook;
  rows: readonly AnyRow[];
  columns: readonly Column[];
  isCompact: boolean;
  sort: string;
  onSort: (sort: string) => void;
  open: string | undefined;
  hasMore: boolean;
  isBusy: boolean;
  /** How many rows there are in all, -1 while nobody knows. */
  total: number;
  onMore: () => void;
  gridRef: RefObject<HTMLDivElement | null>;
  scrollRef: RefObject<HTMLDivElement | null>;
  onCursor: (cursor: Cursor) => void;
};

const headingPx = 32;

function useRowHeight(isCompact: boolean): number {
  const isTouch = useMedia("(pointer: coarse)");
  if (isCompact) return isTouch ? 60 : 52;
  return isTouch ? 44 : 32;
}

/** Draws only the rows in sight and the one the keyboard stands on. */
function useWindow({ rows, scrollRef, look }: RowsProps, height: number, current: { at: number }) {
  return useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => height,
    overscan: 10,
    scrollPaddingStart: headingPx,
    getItemKey: (index) => keyOf(look.of, rows[index] ?? {}) || index,
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(current.at, rows.length - 1)])]
        .filter((n) => n >= 0)
        .sort((a, b) => a - b),
  });
}

/** The next page is fetched before the last rows come into sight. */
function useMore(props: RowsProps, items: ReturnType<Virtualizer<HTMLDivElement, Element>["getVirtualItems"]>): void {
  const { rows, hasMore, isBusy, onMore } = props;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && !isBusy && last >= rows.length - 15) onMore();
  }, [last, rows.length, hasMore, isBusy, onMore]);
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 12, PageUp: -12, Home: -1e9, End: 1e9 };

/** The rows of a list as a grid that scrolls by itself under fixed headings. */
export function Rows(props: RowsProps) {
  const { look, rows, columns, isCompact, gridRef, scrollRef, onCursor } = props;
  const { t } = useWords();
  const height = useRowHeight(isCompact);
  const current = useMemo(() => ({ at: 0 }), []);
  const virtual = useWindow(props, height, current);
  const show = useCallback((index: number) => virtual.scrollToIndex(index, { align: "auto" }), [virtual]);
  const cursor = useCursor(look, rows, gridRef, show, props.open);
  current.at = cursor.index;
  useEffect(() => onCursor(cursor));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height is the reason to measure
  useEffect(() => virtual.measure(), [virtual, height]);
  const items = virtual.getVirtualItems();
  useMore(props, items);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    cursor.move(step);
  };
  const onFocus = (event: FocusEvent): void => {
    const id = event.target.getAttribute("data-row");
    if (id !== null) cursor.stand(id);
  };
  const style = {
    "--columns": isCompact ? "minmax(0, 1fr)" : templateOf(columns),
    "--row": `${height}px`,
  } as CSSProperties;
  return (
    <div ref={scrollRef} className={classes.scroll} style={style} data-compact={isCompact || undefined}>
      <div
        ref={gridRef}
        role="grid"
        aria-label={t(`${look.of.name}.plural`)}
        aria-rowcount={props.total < 0 ? -1 : props.total + 1}
        aria-busy={props.isBusy}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
      >
        <div role="rowgroup" className={classes.head}>
          <Heading look={look} columns={columns} sort={props.sort} onSort={props.onSort} isCompact={isCompact} />
        </div>
        <div role="rowgroup" className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, key, start }) => (
            <Row
              key={key}
              look={look}
              row={rows[index] ?? {}}
              at={index}
              top={start}
              columns={columns}
              isCompact={isCompact}
              isCurrent={index === cursor.index}
              isOpen={keyOf(look.of, rows[index] ?? {}) === props.open}
            />
          ))}
        </div>
      </div>
    </div>
  );
}
