import type { ReactNode } from "react";
import { crowded, hourRows, lanesOf, lanesShown } from "./lanes.ts";
import type { Scale, Span } from "./scale.ts";
import type { Stop } from "./walk.ts";

/** A day, or whoever or whatever works on it, with its quarter hours below each other. */
export type GridColumn = {
  id: string;
  title: ReactNode;
  /** What it is called where it is spoken. */
  spoken: string;
  scale: Scale;
  /** When it is open; the rest is shaded. */
  windows: readonly Span[];
  /** Whether something can be put there. */
  canTake: boolean;
  isToday?: boolean;
  /** Why nobody is there on the whole day, in a word or two. */
  note?: string | undefined;
};
/** Something that takes time in a column. */
export type GridBlock = Span & {
  id: string;
  column: string;
  name: string;
  tone: string;
  canMove: boolean;
  content: ReactNode;
};
/** A quarter hour of a column, by number. */
export type Cell = { column: number; row: number };
/** A block that was taken up, and where it would be dropped. */
export type Carried = Cell & { id: string; how: "keys" | "pointer" };
/** Where a block is painted: rows from the top, and its share of the column's width. */
export type Placed = { block: GridBlock; from: number; until: number; lane: number; of: number };
/** What begins in an hour and has no room, and all that stands in that hour; it is met as one. */
export type MorePlaced = { id: string; row: number; hidden: readonly GridBlock[]; all: readonly GridBlock[] };
export type Laid = { placed: readonly Placed[]; more: readonly MorePlaced[] };

/** Where each block of a column is painted; none is lower than `least` rows, so that it can be read and met. */
export function laidIn(column: GridColumn, blocks: readonly GridBlock[], least: number): Laid {
  const own = blocks.filter((block) => block.column === column.id);
  const taken = own.map((block) => {
    const from = Math.min(column.scale.rowOf(block.fromMs), column.scale.rows - least);
    return { id: block.id, from, until: Math.max(column.scale.rowOf(block.untilMs), from + least) };
  });
  const lanes = lanesOf(taken);
  const placed = own.flatMap((block, n) => {
    const place = taken[n];
    const lane = lanes.get(block.id);
    if (!place || !lane || lane.lane >= lanesShown) return [];
    return [{ block, from: place.from, until: place.until, ...lane }];
  });
  const more = crowded(taken, lanes).map(({ row, ids }) => ({
    id: `more-${column.id}-${row}`,
    row,
    hidden: own.filter(({ id }) => ids.includes(id)),
    all: own.filter((_, n) => (taken[n]?.from ?? 0) < row + hourRows && (taken[n]?.until ?? 0) > row),
  }));
  return { placed, more };
}

/** Where the keyboard stops, column by column: each block that is seen, and each count of those that are not. */
export const stopsOf = (columns: readonly GridColumn[], laid: readonly Laid[]): GridStop[] =>
  laid.flatMap(({ placed, more }, column) => [
    ...placed.map(({ block }) => ({
      id: block.id,
      column,
      row: columns[column]?.scale.rowOf(block.fromMs) ?? 0,
      holds: [block.id],
    })),
    ...more.map(({ id, row, hidden }) => ({ id, column, row, holds: [id, ...hidden.map((block) => block.id)] })),
  ]);
/** A stop, and what is found there. */
export type GridStop = Stop & { holds: readonly string[] };

/** The cell one step on, in a column that takes something; the same cell at the edge. */
export function stepFrom(columns: readonly GridColumn[], { column, row }: Cell, key: string): Cell {
  if (key === "ArrowUp") return { column, row: Math.max(0, Math.ceil(row) - 1) };
  const rows = columns[column]?.scale.rows ?? 1;
  if (key === "ArrowDown") return { column, row: Math.min(rows - 1, Math.floor(row) + 1) };
  const on = key === "ArrowRight" ? 1 : -1;
  for (let next = column + on; columns[next]; next += on) if (columns[next]?.canTake) return { column: next, row };
  return { column, row };
}
