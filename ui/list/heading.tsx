// biome-ignore-all lint/a11y/useSemanticElements: a table cannot draw only the rows in sight
// biome-ignore-all lint/a11y/useFocusableInteractive: the link of a row and the button of a heading take the focus
import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { fieldLabel } from "#ui/fields/value-text.ts";
import { useWords } from "#ui/words/words.tsx";
import type { Column, ListLook } from "./look.ts";
import classes from "./rows.module.css";
import { ariaSort, nextSort } from "./sorting.ts";

type HeadingProps = {
  look: ListLook;
  columns: readonly Column[];
  sort: string;
  onSort: (sort: string) => void;
  isCompact: boolean;
};

/** The headings; pressing one orders by it, pressing again turns the order round. */
export function Heading({ look, columns, sort, onSort, isCompact }: HeadingProps) {
  const words = useWords();
  const labelOf = (column: Column): string =>
    column.label ? words.t(column.label) : fieldLabel(words, { record: look.of.name, name: column.name });
  if (isCompact)
    return (
      <div role="row" className="mq-hidden" aria-rowindex={1}>
        <span role="columnheader">{words.t(`${look.of.name}.name`)}</span>
      </div>
    );
  return (
    <div role="row" className={classes.heading} aria-rowindex={1}>
      {columns.map((column) => (
        <div
          key={column.name}
          role="columnheader"
          aria-sort={column.sortsBy ? ariaSort(column, sort) : undefined}
          className={classes.headCell}
          data-number={column.isNumber || undefined}
        >
          {column.sortsBy ? (
            <UnstyledButton
              className={classes.headButton}
              onClick={() => onSort(nextSort(column, sort))}
              title={labelOf(column)}
            >
              <span>{labelOf(column)}</span>
              <SortSign direction={ariaSort(column, sort)} />
            </UnstyledButton>
          ) : (
            <span title={labelOf(column)}>{labelOf(column)}</span>
          )}
        </div>
      ))}
    </div>
  );
}

function SortSign({ direction }: { direction: "ascending" | "descending" | "none" }) {
  if (direction === "none") return null;
  const Sign = direction === "ascending" ? IconArrowUp : IconArrowDown;
  return <Sign size={13} aria-hidden />;
}
