import { useCallback, useMemo } from "react";
import { useCodeNames } from "#ui/data/choices.ts";
import { CellContext, useCellTexts } from "./cell-text.ts";
import classes from "./list.module.css";
import { ListPart } from "./list-part.tsx";
import { useListState } from "./list-state.ts";
import type { ListLook } from "./look.ts";
import { useMedia } from "./media.ts";
import { OpenRecord } from "./open-record.tsx";
import { ViewRail } from "./views.tsx";

/** The fields whose codes the list shows by name; fixed for a look. */
const namesOf = (look: ListLook): string[] => [
  ...new Set([...look.columns.map(({ name }) => name), ...look.filters, ...look.of.list.columns]),
];

/** A list of any record: views, filters, rows, and beside them the open record; all of it in the address (UX-12). */
export function RecordList({ look }: { look: ListLook }) {
  const { state, change } = useListState(look);
  const isWide = useMedia("(min-width: 1280px)");
  const isBeside = useMedia("(min-width: 1024px)");
  const names = useMemo(() => namesOf(look), [look]);
  const cells = useCellTexts(look.of, useCodeNames(look.of, names));
  const close = useCallback(() => change({ open: undefined }), [change]);
  const hasRail = isWide && Object.keys(look.of.list.views).length > 0;
  const isOver = state.open !== undefined && !isBeside;
  return (
    <CellContext value={cells}>
      <div
        className={classes.page}
        data-views={hasRail || undefined}
        data-open={state.open !== undefined || undefined}
        data-over={isOver || undefined}
      >
        {hasRail && <ViewRail look={look} state={state} />}
        <ListPart look={look} state={state} change={change} hasRail={hasRail} isBeside={isBeside} />
        {state.open !== undefined && look.open && (
          <OpenRecord key={isBeside ? "beside" : state.open} isOver={isOver} onClose={close} look={look}>
            {look.open(state.open, isBeside ? close : undefined, isBeside)}
          </OpenRecord>
        )}
      </div>
    </CellContext>
  );
}
