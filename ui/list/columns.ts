import type { Column } from "./look.ts";

/** Below this width a row has two lines instead of columns. */
export const compactBelow = 600;
/** What a cell takes beyond its content, and the list at its edges. */
const cellPadding = 12;
const edges = 32;

/** The columns that fit: while there is too little room, the one that may leave first leaves. */
export function fitting(columns: readonly Column[], width: number): readonly Column[] {
  const kept = [...columns];
  const needed = (): number => kept.reduce((sum, column) => sum + column.width + cellPadding, edges);
  while (kept.length > 1 && needed() > width) {
    const most = Math.max(...kept.slice(1).map(({ leaves = 0 }) => leaves));
    kept.splice(
      kept.findLastIndex(({ leaves = 0 }, n) => n > 0 && leaves === most),
      1,
    );
  }
  return kept;
}

/** The same template for heading and rows, so that columns stand under each other and nothing moves with the content. */
export const templateOf = (columns: readonly Column[]): string =>
  columns
    .map(({ width, grows }) => (grows ? `minmax(${width + cellPadding}px, 1fr)` : `${width + cellPadding}px`))
    .join(" ");
