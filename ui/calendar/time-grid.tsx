import { type CSSProperties, type RefObject, useEffect, useRef } from "react";
import { useWords } from "#ui/words/words.tsx";
import { Block, Ghost } from "./block.tsx";
import styles from "./calendar.module.css";
import { isOpenAt } from "./carry.ts";
import { FreeRows } from "./free-rows.tsx";
import { type GridColumn, type Laid, laidIn } from "./grid-look.ts";
import { More } from "./more.tsx";
import { rows } from "./rows-style.ts";
import { closedRows, minuteOf, type Scale } from "./scale.ts";
import { useDrag } from "./use-drag.ts";
import { type GridProps, useGrid } from "./use-grid.ts";

/**
 * Columns of quarter hours with blocks in them: walked with the arrows, moved with `m` and the arrows, with a mouse or with a
 * finger after a long press. It has one tab stop.
 */
export function TimeGrid(props: GridProps) {
  const root = useRef<HTMLDivElement>(null);
  const { columns, blocks, label, zone, nowMs, least } = props;
  const laid = columns.map((column) => laidIn(column, blocks, least));
  const grid = useGrid(props, root, laid);
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
        style={{ "--columns": columns.length, "--rows": scale.rows } as CSSProperties}
        onKeyDown={grid.onKeyDown}
        onBlur={({ relatedTarget, currentTarget }) =>
          currentTarget.contains(relatedTarget) ? undefined : grid.leave(relatedTarget)
        }
      >
        <Axis scale={scale} zone={zone} />
        {columns.map((column, n) => (
          <Column key={column.id} {...{ column, n, grid, props, drag, nowMs }} laid={laid[n]} isFirst={n === 0} />
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
    <div className={styles.axis} aria-hidden>
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
  laid: Laid | undefined;
  isFirst: boolean;
};

function Column({ column, n, grid, props, drag, nowMs, laid, isFirst }: ColumnProps) {
  const { scale, windows, canTake, isToday, note } = column;
  const { onNew } = props;
  const now = scale.rowOf(nowMs);
  const isNowHere = isToday && now > 0 && now < scale.rows;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid; a column is its row, since it is walked as one
    // biome-ignore lint/a11y/useFocusableInteractive: its blocks are focused
    <div role="row" className={styles.column} data-today={isToday || undefined}>
      {/* biome-ignore lint/a11y/useSemanticElements: see the grid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its blocks are focused */}
      <div role="rowheader" className={styles.title} aria-label={note ? `${column.spoken}, ${note}` : column.spoken}>
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
        {note ? (
          <p className={styles.note} aria-hidden>
            {note}
          </p>
        ) : null}
        {onNew && canTake ? <FreeRows column={column} n={n} grid={grid} onNew={onNew} /> : null}
        {laid?.placed.map((one) => (
          <Block key={one.block.id} placed={one} grid={grid} drag={drag} props={props} />
        ))}
        {laid?.more.map((one) => (
          <More key={one.id} more={one} column={n} grid={grid} props={props} />
        ))}
        {grid.carried?.column === n ? (
          <Ghost
            {...{ column, carried: grid.carried, blocks: props.blocks }}
            text={grid.carriedText(grid.carried)}
            isOutside={!isOpenAt(props.columns, grid.carried)}
          />
        ) : null}
        {isNowHere ? (
          <div className={styles.now} data-first={isFirst || undefined} style={{ top: `calc(var(--row) * ${now})` }} />
        ) : null}
      </div>
    </div>
  );
}
