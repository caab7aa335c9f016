import { type Cell, type GridColumn, stepFrom } from "./grid-look.ts";

/** Whether somebody is there when something begins in this cell. */
export function isOpenAt(columns: readonly GridColumn[], { column, row }: Cell): boolean {
  const { scale, windows = [] } = columns[column] ?? {};
  const atMs = scale?.atRow(row);
  return atMs !== undefined && windows.some(({ fromMs, untilMs }) => fromMs <= atMs && atMs < untilMs);
}

/**
 * Where an arrow carries what was taken up: to the next cell, over columns that are closed then, and not out of the opening hours
 * unless `mayLeave`; undefined where they end. What is outside already is carried anywhere.
 */
export function carriedTo(
  columns: readonly GridColumn[],
  from: Cell,
  key: string,
  mayLeave: boolean,
): Cell | undefined {
  const next = stepFrom(columns, from, key);
  const isStill = next.column === from.column && next.row === from.row;
  if (mayLeave || isStill || isOpenAt(columns, next)) return next;
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const beyond = nextOpen(columns, next, key);
    if (beyond) return beyond;
  }
  return isOpenAt(columns, from) ? undefined : next;
}

/** The cell at the same height in the next column that is open then. */
function nextOpen(columns: readonly GridColumn[], from: Cell, key: string): Cell | undefined {
  let at = from;
  for (let next = stepFrom(columns, at, key); next.column !== at.column; next = stepFrom(columns, at, key)) {
    if (isOpenAt(columns, next)) return next;
    at = next;
  }
  return undefined;
}
