import { type PointerEvent as ReactPointerEvent, type RefObject, useRef } from "react";
import type { Carried, Cell, GridColumn } from "./grid-look.ts";

const mouseSlackPx = 4;
const fingerSlackPx = 10;
const longPressMs = 350;
const edgePx = 44;

type Drag = {
  columns: readonly GridColumn[];
  root: RefObject<HTMLElement | null>;
  carry: (carried: Carried | undefined) => void;
  drop: (carried: Carried) => void;
};

/** The cell under a point, in the nearest column that takes something; `grabbed` is how many rows below its top a block is held. */
function cellAt({ columns, root }: Drag, x: number, y: number, grabbed: number): Cell | undefined {
  let nearest: { far: number; cell: Cell } | undefined;
  for (const node of root.current?.querySelectorAll<HTMLElement>("[data-column]") ?? []) {
    const column = columns.findIndex(({ id }) => id === node.dataset.column);
    const found = columns[column];
    if (!found?.canTake) continue;
    const { left, right, top, height } = node.getBoundingClientRect();
    const far = x < left ? left - x : Math.max(0, x - right);
    const row = Math.round((y - top) / (height / found.scale.rows) - grabbed);
    const cell = { column, row: Math.min(found.scale.rows - 1, Math.max(0, row)) };
    if (!nearest || far < nearest.far) nearest = { far, cell };
  }
  return nearest?.cell;
}

/** At its edges the page scrolls along. */
function scrollAlong(root: HTMLElement | null, x: number, y: number): void {
  if (!root) return;
  const { top, bottom, left, right } = root.getBoundingClientRect();
  root.scrollBy(
    x > right - edgePx ? 12 : x < left + edgePx ? -12 : 0,
    y > bottom - edgePx ? 12 : y < top + edgePx ? -12 : 0,
  );
}

/**
 * Takes blocks up with a pointer: a mouse after a few pixels, a finger after a long press, so that a short touch still scrolls.
 * Esc leaves the block where it was. `wasDragged` tells a click that it ended a drag.
 */
export function useDrag(drag: Drag) {
  const latest = useRef(drag);
  latest.current = drag;
  const dragged = useRef(false);
  const start = (event: ReactPointerEvent<HTMLElement>, id: string): void => {
    if (event.button !== 0) return;
    follow(latest, event, id, () => {
      dragged.current = true;
      setTimeout(() => {
        dragged.current = false;
      }, 0);
    });
  };
  return { start, wasDragged: () => dragged.current };
}

function follow(
  latest: RefObject<Drag>,
  { currentTarget, clientX, clientY, pointerType, pointerId }: ReactPointerEvent<HTMLElement>,
  id: string,
  ended: () => void,
): void {
  const isFinger = pointerType === "touch";
  const top = currentTarget.getBoundingClientRect().top;
  const column = currentTarget.closest("[data-column]");
  const found = latest.current.columns.find(({ id: one }) => one === (column as HTMLElement | null)?.dataset.column);
  const rowPx = (column?.getBoundingClientRect().height ?? 1) / (found?.scale.rows ?? 1);
  const grabbed = (clientY - top) / rowPx;
  let carried: Carried | undefined;
  const listening = new AbortController();
  const carryTo = (x: number, y: number): void => {
    const cell = cellAt(latest.current, x, y, grabbed);
    if (!cell) return;
    carried = { ...cell, id, how: "pointer" };
    latest.current.carry(carried);
  };
  const press = isFinger ? setTimeout(() => carryTo(clientX, clientY), longPressMs) : undefined;
  const end = (isDropped: boolean): void => {
    clearTimeout(press);
    listening.abort();
    if (!carried) return;
    ended();
    latest.current.carry(undefined);
    if (isDropped) latest.current.drop(carried);
  };
  const { signal } = listening;
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== pointerId) return;
    const far = Math.hypot(event.clientX - clientX, event.clientY - clientY);
    if (!carried && isFinger && far > fingerSlackPx) end(false);
    if (!carried && (isFinger || far < mouseSlackPx)) return;
    scrollAlong(latest.current.root.current, event.clientX, event.clientY);
    carryTo(event.clientX, event.clientY);
  };
  addEventListener("pointermove", move, { signal });
  addEventListener("pointerup", () => end(true), { signal });
  addEventListener("pointercancel", () => end(false), { signal });
  addEventListener("blur", () => end(false), { signal });
  addEventListener("keydown", (event) => event.key === "Escape" && end(false), { signal, capture: true });
  addEventListener("contextmenu", (event) => carried && event.preventDefault(), { signal });
  // A page that already scrolls cannot be held any more: only a listener that is not passive may keep it still.
  addEventListener("touchmove", (event) => carried && event.preventDefault(), { signal, passive: false });
}
