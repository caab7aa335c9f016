import { Popover } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useWords } from "#ui/words/words.tsx";
import styles from "./calendar.module.css";
import type { MorePlaced } from "./grid-look.ts";
import { hourRows } from "./lanes.ts";
import { rows } from "./rows-style.ts";
import type { GridProps, useGrid } from "./use-grid.ts";

type MoreProps = { more: MorePlaced; column: number; grid: ReturnType<typeof useGrid>; props: GridProps };

/** How many have no room beside the others; pressed, it lists all that stand in that hour. */
export function More({ more, column, grid, props }: MoreProps) {
  const { t, number } = useWords();
  const [isOpen, setOpen] = useState(false);
  const { id, row, hidden, all } = more;
  const place = grid.placeText({ column, row });
  const count = { count: hidden.length, n: number(hidden.length), place };
  const open = (block: string): void => {
    setOpen(false);
    props.onOpen(block);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the grid
    // biome-ignore lint/a11y/useFocusableInteractive: the button inside is focused
    <div role="gridcell" className={styles.cell} data-more style={rows(row, row + hourRows / 2)}>
      <Popover opened={isOpen} onChange={setOpen} position="right-start" trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={styles.more}
            data-holds={[id, ...hidden.map((block) => block.id)].join(" ")}
            data-open={hidden.some((block) => block.id === props.open) || undefined}
            tabIndex={grid.tabStop === id ? 0 : -1}
            aria-label={t("grid.more", count)}
            onFocus={() => grid.focus(id)}
            onClick={() => setOpen(!isOpen)}
          >
            +{number(hidden.length)}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={place} className={styles.hour ?? ""} onKeyDown={walkList}>
          <h3>{place}</h3>
          <ul>
            {all.map((block) => (
              <li key={block.id}>
                <button type="button" className={styles.block} data-tone={block.tone} onClick={() => open(block.id)}>
                  {block.content}
                </button>
              </li>
            ))}
          </ul>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

/** Up and down walk the list; nothing that is pressed in it walks the calendar behind. */
function walkList(event: KeyboardEvent<HTMLElement>): void {
  event.stopPropagation();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  buttons[buttons.findIndex((one) => one === document.activeElement) + step]?.focus();
}
