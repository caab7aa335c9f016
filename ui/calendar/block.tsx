import { type ReactNode, useEffect, useRef } from "react";
import styles from "./calendar.module.css";
import type { Carried, GridBlock, GridColumn, Placed } from "./grid-look.ts";
import { lanesShown } from "./lanes.ts";
import { rows } from "./rows-style.ts";
import type { useDrag } from "./use-drag.ts";
import type { GridProps, useGrid } from "./use-grid.ts";

type BlockProps = {
  placed: Placed;
  grid: ReturnType<typeof useGrid>;
  drag: ReturnType<typeof useDrag>;
  props: GridProps;
};

/** One block where it lies, as a button. */
export function Block({ placed, grid, drag, props }: BlockProps) {
  const { block, from, until, lane, of } = placed;
  const isCarried = grid.carried?.id === block.id;
  // Where more stand side by side than are shown, the count of the rest has the edge.
  const width = of > lanesShown ? `(100% - var(--more)) / ${lanesShown}` : `100% / ${of}`;
  const style = { ...rows(from, until), left: `calc(${lane} * (${width}))`, width: `calc(${width})` };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside is focused
    <div role="gridcell" className={styles.cell} style={style}>
      <button
        type="button"
        className={styles.block}
        data-block={block.id}
        data-tone={block.tone}
        data-beside={of > 1 || undefined}
        data-low={until - from < 3 || undefined}
        data-carried={isCarried || undefined}
        data-open={props.open === block.id || undefined}
        data-movable={block.canMove || undefined}
        tabIndex={grid.tabStop === block.id ? 0 : -1}
        aria-keyshortcuts={block.canMove ? "m" : undefined}
        onFocus={() => grid.focus(block.id)}
        onPointerDown={block.canMove ? (event) => drag.start(event, block.id) : undefined}
        onClick={() => (drag.wasDragged() || isCarried ? undefined : props.onOpen(block.id))}
      >
        {block.content}
      </button>
    </div>
  );
}

type GhostProps = {
  carried: Carried;
  column: GridColumn;
  blocks: readonly GridBlock[];
  text: ReactNode;
  isOutside: boolean;
};

/** Where a block that was taken up would be dropped. */
export function Ghost({ carried, column, blocks, text, isOutside }: GhostProps) {
  const node = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (carried.how === "keys") node.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [carried]);
  const block = blocks.find(({ id }) => id === carried.id);
  if (!block) return null;
  const from = column.scale.atRow(carried.row);
  const until = column.scale.rowOf(from + block.untilMs - block.fromMs);
  return (
    <div
      ref={node}
      className={styles.ghost}
      data-outside={isOutside || undefined}
      style={rows(carried.row, Math.max(until, carried.row + 2))}
      aria-hidden
    >
      <strong>{text}</strong>
      <span>{block.name}</span>
    </div>
  );
}
