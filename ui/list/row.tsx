// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the rows in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the link of a row and the button of a heading take the focus
import { Link } from "@tanstack/react-router";
import { type CSSProperties, type MouseEvent, memo } from "react";
import type { AnyRow } from "#ui/data/records.ts";
import { useCells } from "./cell-text.ts";
import { type Column, keyOf, type ListLook, titleOf } from "./look.ts";
import classes from "./rows.module.css";

export type RowProps = {
  look: ListLook;
  row: AnyRow;
  /** Position among all rows, from 0. */
  at: number;
  top: number;
  columns: readonly Column[];
  isCompact: boolean;
  isCurrent: boolean;
  isOpen: boolean;
};

/** The link that opens a row: beside the list where the list can show it, else on the record's own page. */
function RowLink({ look, row, isCurrent }: Pick<RowProps, "look" | "row" | "isCurrent">) {
  const id = keyOf(look.of, row);
  const shared = { className: classes.rowLink, tabIndex: isCurrent ? 0 : -1, "data-row": id, activeProps: {} };
  const text = titleOf(look.of, row);
  if (!look.open)
    return (
      <Link to={`/${look.of.plural}/${encodeURIComponent(id)}`} search={{} as never} {...shared}>
        {text}
      </Link>
    );
  return (
    <Link
      to="."
      search={((now: object) => ({ ...now, open: id, do: undefined })) as never}
      resetScroll={false}
      {...shared}
    >
      {text}
    </Link>
  );
}

function Cell({ row, column }: { row: AnyRow; column: Column }) {
  const { text } = useCells();
  const shown = column.render ? column.render(row) : text(row, column.name);
  return (
    <div
      role="gridcell"
      className={classes.cell}
      data-number={column.isNumber || undefined}
      title={typeof shown === "string" ? shown : undefined}
    >
      {shown}
    </div>
  );
}

/** The cell that names the row; it stays the same element when the list gets narrow, so that it keeps the focus. */
function FirstCell({ look, row, columns, isCompact, isCurrent }: RowProps) {
  return (
    <div role="gridcell" className={classes.cell} data-first>
      {columns[0]?.render?.(row)}
      <RowLink look={look} row={row} isCurrent={isCurrent} />
      {isCompact && <span className={classes.corner}>{look.corner?.(row)}</span>}
    </div>
  );
}

/** A press anywhere on a row presses its link, unless text was being selected; the keyboard has the link itself. */
function pressLink(event: MouseEvent<HTMLElement>): void {
  if (event.target instanceof Element && event.target.closest("a, button")) return;
  if (getSelection()?.isCollapsed === false) return;
  const pressed = { bubbles: true, cancelable: true, ctrlKey: event.ctrlKey, metaKey: event.metaKey };
  const link = event.currentTarget.querySelector("a");
  link?.focus({ preventScroll: true });
  link?.dispatchEvent(new window.MouseEvent("click", pressed));
}

/** One row: a line of cells, or two lines where the list is narrow. It renders again only when it changed itself. */
export const Row = memo(function Row(props: RowProps) {
  const { look, row, columns, at, top, isOpen, isCompact } = props;
  const style = { "--top": `${top}px` } as CSSProperties;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the link in the row has the keys
    <div
      role="row"
      onClick={pressLink}
      className={classes.row}
      style={style}
      aria-rowindex={at + 2}
      aria-selected={isOpen}
    >
      <FirstCell {...props} />
      {isCompact ? (
        <div role="gridcell" className={classes.second}>
          {look.card(row)}
        </div>
      ) : (
        columns.slice(1).map((column) => <Cell key={column.name} row={row} column={column} />)
      )}
    </div>
  );
});
