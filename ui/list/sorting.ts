import { fieldLabel } from "#ui/fields/value-text.ts";
import { useWords } from "#ui/words/words.tsx";
import type { ListState } from "./list-state.ts";
import type { Column, ListLook } from "./look.ts";

/** The order that holds: what the address says, else the view's own, else the record's. */
export const sortOf = (look: ListLook, { sort, view }: ListState): string =>
  sort ?? look.of.list.views[view ?? ""]?.sort ?? look.of.list.sort;

/** The next order when a column's heading is pressed: dates and numbers begin with the newest and largest. */
export function nextSort(column: Column, now: string): string {
  const by = column.sortsBy ?? column.name;
  const first = column.isNumber || by.endsWith("At") ? `-${by}` : by;
  const other = first.startsWith("-") ? by : `-${by}`;
  return now === first ? other : first;
}

export const ariaSort = (column: Column, now: string): "ascending" | "descending" | "none" =>
  now === column.sortsBy ? "ascending" : now === `-${column.sortsBy}` ? "descending" : "none";

/** An order in words: "Created, descending"; the order of a view may have words of its own. */
export function useSortText(look: ListLook): (sort: string) => string {
  const words = useWords();
  const { name, list } = look.of;
  return (sort) => {
    const view = Object.entries(list.views).find(([, one]) => one.sort === sort)?.[0];
    if (view && words.has(`list.sort.${view}`)) return words.t(`list.sort.${view}`);
    const field = sort.replace(/^-/, "");
    const column = look.columns.find(({ sortsBy }) => sortsBy === field);
    const label = column?.label ? words.t(column.label) : fieldLabel(words, { record: name, name: field });
    return words.t(sort.startsWith("-") ? "list.sort.down" : "list.sort.up", { field: label });
  };
}
