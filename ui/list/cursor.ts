import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import type { AnyRow } from "#ui/data/records.ts";
import { useKeys } from "#ui/keys/keys.ts";
import { keyOf, type ListLook } from "./look.ts";

export type Cursor = {
  index: number;
  move: (step: number) => void;
  focus: () => void;
  /** A row that took the focus by the pointer or the Tab key is where the keys go on from. */
  stand: (id: string) => void;
  /** Presses the link of the row. */
  press: () => void;
};

/** Where in the list one is: moves with j and k, keeps its row when others come and go, and never loses the focus. */
export function useCursor(
  look: ListLook,
  rows: readonly AnyRow[],
  grid: RefObject<HTMLDivElement | null>,
  show: (index: number) => void,
  open: string | undefined,
): Cursor {
  const [id, setId] = useState(open);
  const last = useRef(0);
  const found = rows.findIndex((row) => keyOf(look.of, row) === (id ?? open));
  const index = found >= 0 ? found : Math.min(last.current, Math.max(rows.length - 1, 0));
  const [wish, setWish] = useState(0);
  const granted = useRef(0);
  // A row that leaves the list leaves its place to the one after it.
  useEffect(() => {
    last.current = index;
  });
  const linkOf = useCallback((): HTMLElement | undefined => {
    const row = rows[index];
    return (
      (row && grid.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(keyOf(look.of, row))}"]`)) ?? undefined
    );
  }, [rows, index, grid, look]);
  useEffect(() => {
    if (wish === granted.current) return undefined;
    show(index);
    // The row may have to be drawn first.
    const frame = requestAnimationFrame(() => {
      granted.current = wish;
      linkOf()?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [wish, index, linkOf, show]);
  const go = (to: number): void => {
    const row = rows[Math.max(0, Math.min(to, rows.length - 1))];
    if (!row) return;
    setId(keyOf(look.of, row));
    setWish((n) => n + 1);
  };
  const isInside = (): boolean => grid.current?.contains(document.activeElement) ?? false;
  // While a wished row waits for its frame the keys go on from it, also when the row that had the focus is out of sight by now.
  const isOnTheWay = wish !== granted.current;
  const move = (step: number): void => go(isInside() || isOnTheWay || open ? index + step : index);
  return { index, move, focus: () => go(index), stand: setId, press: () => linkOf()?.click() };
}

type ListKeys = {
  move: (step: number) => void;
  open: () => void;
  close: (() => void) | undefined;
  search: () => void;
};

/** The keys of a list. */
export function useListKeys({ move, open, close, search }: ListKeys): void {
  useKeys([
    { key: "j", label: "keys.next", run: () => move(1) },
    { key: "k", label: "keys.previous", run: () => move(-1) },
    { key: "Enter", label: "keys.open", run: open },
    ...(close ? [{ key: "Escape", label: "keys.close", run: close }] : []),
    { key: "/", label: "keys.search", run: search },
  ]);
}
