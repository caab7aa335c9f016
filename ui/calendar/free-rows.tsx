import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import styles from "./calendar.module.css";
import type { Cell, GridColumn } from "./grid-look.ts";
import { rows } from "./rows-style.ts";
import type { useGrid } from "./use-grid.ts";

type FreeProps = {
  column: GridColumn;
  n: number;
  grid: ReturnType<typeof useGrid>;
  onNew: (column: string, atMs: number) => void;
};

/** The empty quarter hours: one under the pointer, and one that the keyboard walks with Shift and the arrows. */
export function FreeRows({ column, n, grid, onNew }: FreeProps) {
  const { t } = useWords();
  const [under, setUnder] = useState<number>();
  const rowAt = (event: { clientY: number; currentTarget: Element }): number => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    return Math.min(
      column.scale.rows - 1,
      Math.max(0, Math.floor(((event.clientY - top) / height) * column.scale.rows)),
    );
  };
  const cell: Cell | undefined = grid.cell?.column === n ? grid.cell : undefined;
  const ask = (row: number): void => onNew(column.id, column.scale.atRow(Math.floor(row)));
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keyboard has the cell below */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard has the cell below */}
      <div
        className={styles.free}
        onPointerMove={(event) => event.pointerType === "mouse" && setUnder(rowAt(event))}
        onPointerLeave={() => setUnder(undefined)}
        onClick={(event) => ask(rowAt(event))}
      />
      {under !== undefined && !grid.carried ? (
        <div className={styles.under} style={rows(under, under + 2)} aria-hidden>
          <IconPlus size={13} /> {grid.timeText({ column: n, row: under })}
        </div>
      ) : null}
      {cell ? (
        // biome-ignore lint/a11y/useSemanticElements: see the grid
        // biome-ignore lint/a11y/useFocusableInteractive: the button inside is focused
        <div role="gridcell" className={styles.cell} style={rows(cell.row, cell.row + 2)}>
          <button
            type="button"
            data-cursor
            tabIndex={grid.tabStop === undefined ? 0 : -1}
            className={styles.cursor}
            onFocus={grid.focusCursor}
            onClick={() => ask(cell.row)}
            aria-label={t("grid.new", { place: grid.placeText(cell) })}
          >
            <IconPlus size={13} aria-hidden /> {grid.timeText(cell)}
          </button>
        </div>
      ) : null}
    </>
  );
}
