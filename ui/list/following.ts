import type { RefObject } from "react";
import type { AnyRow } from "#ui/data/records.ts";
import { type Cursor, useListKeys } from "./cursor.ts";
import type { ListProps } from "./list-part.tsx";
import { keyOf } from "./look.ts";

type Reached = { cursor: RefObject<Cursor | undefined>; searchRef: RefObject<HTMLInputElement | null> };

/** The keys of the list. With the record beside it, j and k open the next one at once. */
export function useFollowing(props: ListProps, rows: readonly AnyRow[], { cursor, searchRef }: Reached): void {
  const { look, state, change, isBeside } = props;
  const at = (): number => cursor.current?.index ?? 0;
  const idAt = (index: number): string | undefined => {
    const row = rows[Math.max(0, Math.min(index, rows.length - 1))];
    return row && keyOf(look.of, row);
  };
  const move = (step: number): void => {
    const next = idAt(at() + step);
    cursor.current?.move(step);
    if (isBeside && state.open && next) change({ open: next }, false);
  };
  const close = (): void => {
    change({ open: undefined });
    cursor.current?.focus();
  };
  useListKeys({
    move,
    open: () => (look.open ? change({ open: idAt(at()) }) : cursor.current?.press()),
    close: state.open ? close : undefined,
    search: () => searchRef.current?.focus(),
  });
}
