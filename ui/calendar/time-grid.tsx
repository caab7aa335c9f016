import { IconPlus } from "@tabler/icons-react";
import { type CSSProperties, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import styles from "./calendar.module.css";
import { type Carried, type Cell, type GridBlock, type GridColumn, type Placed, placedIn } from "./grid-look.ts";
import { closedRows, minuteOf, type Scale } from "./scale.ts";
import { useDrag } from "./use-drag.ts";
import { type GridProps, useGrid } from "./use-grid.ts";

const rows = (from: number, until: number): CSSProperties => ({
  top: `calc(var(--row) * ${from})`,
  height: `calc(var(--row) * ${until - from})`,
});

/**
 * Columns of quarter hours with blocks in them: walked with the arrows, moved with `m` and the arrows, with a mouse or with a
 * finger after a long press. It has one tab stop.
 */
export function TimeGrid(props: GridProps) {
  const root = useRef<HTMLDivElement>(null);
  const grid = useGrid(props, root);
  const { columns, blocks, label, zone, nowMs, least } = props;
  const drag = useDrag({ columns, root, carry: grid.setCarried, drop: grid.drop });
  useBeginInSight(root, props);
  const scale = columns[0]?.scale;
  if (!scale) return null;
  return (
    <div ref={root} className={styles.scroll} data-carrying={grid.carried !== undefined || undefined}>
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot have blocks across its rows at any moment */}
      <div
        role="grid"
        aria-label={label}
        className={styles.grid}
        style={{ "--columns": columns.length } as CSSProperties}
        onKeyDown={grid.onKeyDown}
        onBlur={({ relatedTarget, currentTarget }) =>
          currentTarget.contains(relatedTarget) ? undefined : grid.leave(relatedTarget)
        }
      >
        <Axis scale={scale} zone={zone} />
        {columns.map((column, n) => (
          <Column
            key={column.id}
            {...{ column, n, grid, props, drag, nowMs }}
            placed={placedIn(column, blocks, least)}
            isFirst={n === 0}
          />
        ))}
      </div>
    </div>
  );
}

/** Where the page begins: now, or when the day opens. */
function useBeginInSight(root: RefObject<HTMLDivElement | null>, { columns, nowMs }: GridProps): void {
  const days = columns.map(({ scale }) => scale.on).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where other days are shown, else the page would jump every minute
  useEffect(() => {
    const box = root.current;
    const today = columns.find(({ isToday }) => isToday);
    if (!box || !today) return;
    const share = today.scale.rowOf(nowMs) / today.scale.rows;
    box.scrollTop = share * box.scrollHeight - box.clientHeight / 3;
  }, [days]);
}

/** The hours at the left. */
function Axis({ scale, zone }: { scale: Scale; zone: string }) {
  const { time } = useWords();
  const hours = Array.from({ length: scale.rows }, (_, row) => row).filter(
    (row) => minuteOf(scale.atRow(row), zone) % 60 === 0,
  );
  return (
    <div className={styles.axis} aria-hidden style={{ "--rows": scale.rows } as CSSProperties}>
      {hours.map((row) => (
        <span key={row} style={{ top: `calc(var(--head) + var(--row) * ${row})` }}>
          {time(new Date(scale.atRow(row)).toISOString(), zone)}
        </span>
      ))}
    </div>
  );
}

type ColumnProps = {
  column: GridColumn;
  n: number;
  grid: ReturnType<typeof useGrid>;
  props: GridProps;
  drag: ReturnType<typeof useDrag>;
  nowMs: number;
  placed: readonly Placed[];
  isFirst: boolean;
};

function Column({ column, n, grid, props, drag, nowMs, placed, isFirst }: ColumnProps) {
  const { scale, windows, canTake, isToday } = column;
  const { onNew } = props;
  const now = scale.rowOf(nowMs);
  const isNowHere = isToday && now > 0 && now < scale.rows;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid; a column is its row, since it is walked as one
    // biome-ignore lint/a11y/useFocusableInteractive: its blocks are focused
    <div role="row" className={styles.column} data-today={isToday || undefined}>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its blocks are focused */}
      <div role="rowheader" className={styles.title} aria-label={column.spoken}>
        {column.title}
      </div>
      <div
        className={styles.body}
        data-column={column.id}
        style={{ height: `calc(var(--row) * ${scale.rows})` }}
        role="none"
      >
        {closedRows(scale, windows).map(({ from, until }) => (
          <div key={from} className={styles.closed} style={rows(from, until)} />
        ))}
        {onNew && canTake ? <FreeRows column={column} n={n} grid={grid} onNew={onNew} /> : null}
        {placed.map((one) => (
          <Block key={one.block.id} placed={one} grid={grid} drag={drag} props={props} />
        ))}
        {grid.carried?.column === n ? (
          <Ghost carried={grid.carried} column={column} blocks={props.blocks} text={grid.placeText(grid.carried)} />
        ) : null}
        {isNowHere ? (
          <div className={styles.now} data-first={isFirst || undefined} style={{ top: `calc(var(--row) * ${now})` }} />
        ) : null}
      </div>
    </div>
  );
}

type FreeProps = {
  column: GridColumn;
  n: number;
  grid: ReturnType<typeof useGrid>;
  onNew: (column: string, atMs: number) => void;
};

/** The empty quarter hours: one under the pointer, and one that the keyboard walks with Shift and the arrows. */
function FreeRows({ column, n, grid, onNew }: FreeProps) {
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

type BlockProps = {
  placed: Placed;
  grid: ReturnType<typeof useGrid>;
  drag: ReturnType<typeof useDrag>;
  props: GridProps;
};

function Block({ placed, grid, drag, props }: BlockProps) {
  const { block, from, until, lane, of } = placed;
  const isCarried = grid.carried?.id === block.id;
  const style = { ...rows(from, until), left: `${(lane / of) * 100}%`, width: `${100 / of}%` };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside is focused
    <div role="gridcell" className={styles.cell} style={style}>
      <button
        type="button"
        className={styles.block}
        data-block={block.id}
        data-tone={block.tone}
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

type GhostProps = { carried: Carried; column: GridColumn; blocks: readonly GridBlock[]; text: ReactNode };

/** Where a block that was taken up would be dropped. */
function Ghost({ carried, column, blocks, text }: GhostProps) {
  const node = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (carried.how === "keys") node.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [carried]);
  const block = blocks.find(({ id }) => id === carried.id);
  if (!block) return null;
  const from = column.scale.atRow(carried.row);
  const until = column.scale.rowOf(from + block.untilMs - block.fromMs);
  return (
    <div ref={node} className={styles.ghost} style={rows(carried.row, Math.max(until, carried.row + 2))} aria-hidden>
      <strong>{text}</strong>
      <span>{block.name}</span>
    </div>
  );
}
