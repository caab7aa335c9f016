import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { announce } from "#ui/data/notices.ts";
import { useKeys } from "#ui/keys/keys.ts";
import { useWords } from "#ui/words/words.tsx";
import { carriedTo, isOpenAt } from "./carry.ts";
import {
  type Carried,
  type Cell,
  type GridBlock,
  type GridColumn,
  type GridStop,
  type Laid,
  stepFrom,
  stopsOf,
} from "./grid-look.ts";
import { directionOf, nextStop } from "./walk.ts";

export type GridProps = {
  label: string;
  columns: readonly GridColumn[];
  blocks: readonly GridBlock[];
  zone: string;
  nowMs: number;
  open?: string | undefined;
  onOpen: (id: string) => void;
  /** Somebody asks for something new in a column from a moment on; nothing where they may not. */
  onNew?: ((column: string, atMs: number) => void) | undefined;
  /** `isBeside`: it was carried out of the opening hours on purpose, so it goes beside the plan. */
  onMove: (id: string, column: string, atMs: number, isBeside: boolean) => void;
  /** The lowest a block is painted, in quarter hours. */
  least: number;
};

const cursor = "[data-cursor]";
/** The block, or the count that it is one of. */
const blockNode = (id: string): string => `[data-block="${CSS.escape(id)}"], [data-holds~="${CSS.escape(id)}"]`;

/** What the keyboard does to a calendar: one tab stop, arrows, taking up and dropping. */
export function useGrid(props: GridProps, root: RefObject<HTMLElement | null>, laid: readonly Laid[]) {
  const { columns, blocks, onMove, onNew } = props;
  const { t, time } = useWords();
  const [focused, setFocused] = useState<string>();
  const [cell, setCell] = useState<Cell>();
  const [carried, setCarried] = useState<Carried>();
  const wanted = useKeptFocus(root);
  const stops = stopsOf(columns, laid);
  const stopOf = (id: string | undefined): GridStop | undefined =>
    id === undefined ? undefined : stops.find(({ holds }) => holds.includes(id));
  const tabStop = stopOf(focused) ?? stopOf(props.open) ?? stops[0];
  const timeText = ({ column, row }: Cell): string => {
    const atMs = columns[column]?.scale.atRow(row);
    return atMs === undefined ? "" : time(new Date(atMs).toISOString(), props.zone);
  };
  const placeText = (at: Cell): string =>
    t("grid.place", { time: timeText(at), column: columns[at.column]?.spoken ?? "" });
  const carriedText = (at: Cell): string =>
    isOpenAt(columns, at) ? placeText(at) : t("grid.place.beside", { place: placeText(at) });
  const take = (): void => {
    const block = blocks.find(({ id }) => id === focused);
    const stop = stops.find(({ id }) => id === focused);
    if (!block?.canMove || !stop || !isWithin(root.current)) return;
    setCarried({ id: block.id, column: stop.column, row: Math.round(stop.row), how: "keys" });
    announce(t("grid.taken-up", { name: block.name }));
  };
  useKeys([{ key: "m", label: "grid.move", run: take }]);

  const drop = ({ id, column, row, how }: Carried): void => {
    setCarried(undefined);
    const to = columns[column];
    const stop = stops.find((one) => one.id === id);
    if (!to || (stop?.column === column && Math.round(stop.row) === row)) return;
    onMove(id, to.id, to.scale.atRow(row), how === "keys" && !isOpenAt(columns, { column, row }));
  };
  const carryByKey = (event: KeyboardEvent, now: Carried): void => {
    if (event.key === "Escape") {
      setCarried(undefined);
      announce(t("grid.left"));
    } else if (event.key === "Enter") drop(now);
    else if (directionOf(event.key)) {
      const next = carriedTo(columns, now, event.key, event.shiftKey);
      if (next) setCarried({ ...now, ...next });
      announce(next ? carriedText(next) : t("grid.edge"));
    } else if (event.key !== "Tab") return;
    event.preventDefault();
    event.stopPropagation();
  };
  const moveCursor = (from: Cell, key: string): void => {
    setCell(stepFrom(columns, from, key));
    wanted.current = cursor;
  };
  const walk = (event: KeyboardEvent): void => {
    const direction = directionOf(event.key);
    const isOnCursor = (event.target as Element).matches(cursor);
    if (isOnCursor && event.key === "Escape" && tabStop) wanted.current = blockNode(tabStop.id);
    else if (!direction) return;
    else if (onNew && (event.shiftKey || isOnCursor || !tabStop)) {
      const from =
        isOnCursor && cell ? cell : tabStop ? { column: tabStop.column, row: tabStop.row } : firstCell(props);
      moveCursor(from, event.key);
    } else {
      const next = tabStop && nextStop(stops, tabStop, direction);
      if (next) wanted.current = blockNode(next.id);
    }
    event.preventDefault();
    setFocused((now) => (wanted.current?.startsWith("[data-block") ? idIn(wanted.current, stops) : now));
    if (wanted.current) root.current?.querySelector<HTMLElement>(wanted.current)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    if (carried?.how === "keys") carryByKey(event, carried);
    else walk(event);
  };
  return {
    carried,
    setCarried,
    drop,
    onKeyDown,
    placeText,
    carriedText,
    timeText,
    tabStop: tabStop?.id,
    cell: cell ?? (tabStop ? undefined : firstCell(props)),
    focus: (id: string) => {
      setFocused(id);
      wanted.current = blockNode(id);
    },
    focusCursor: () => {
      wanted.current = cursor;
    },
    leave: (to: EventTarget | null) => {
      if (carried?.how === "keys") setCarried(undefined);
      if (to !== null) wanted.current = undefined;
    },
  };
}

const idIn = (selector: string, stops: readonly { id: string }[]): string | undefined =>
  stops.find(({ id }) => blockNode(id) === selector)?.id;
const isWithin = (root: HTMLElement | null): boolean => root?.contains(document.activeElement) ?? false;

/** Where somebody begins on an empty calendar: the first column that takes something, at its first open quarter hour. */
function firstCell({ columns }: GridProps): Cell {
  const column = Math.max(
    0,
    columns.findIndex(({ canTake }) => canTake),
  );
  const { scale, windows } = columns[column] ?? {};
  return { column, row: scale && windows?.[0] ? scale.rowOf(windows[0].fromMs) : 0 };
}

/** A block that was painted elsewhere, by whomever, keeps the focus it had; where it has gone, the calendar keeps it. */
function useKeptFocus(root: RefObject<HTMLElement | null>): RefObject<string | undefined> {
  const wanted = useRef<string>(undefined);
  useLayoutEffect(() => {
    if (wanted.current === undefined || document.querySelector("[role=dialog][aria-modal=true]")) return;
    const node =
      root.current?.querySelector<HTMLElement>(wanted.current) ??
      root.current?.querySelector<HTMLElement>("[tabindex='0']");
    const isLost = document.activeElement === document.body;
    if (node && node !== document.activeElement && isLost) node.focus({ preventScroll: true });
    else if (wanted.current === cursor && node?.matches(cursor)) node.focus();
  });
  return wanted;
}
