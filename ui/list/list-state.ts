import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import type { Words } from "#ui/words/words.tsx";
import type { ListLook } from "./look.ts";

/** What the address says about a list: everything that a link to it must carry (UX-12). */
export type ListState = {
  view: string | undefined;
  sort: string | undefined;
  search: string;
  open: string | undefined;
  filters: Readonly<Record<string, readonly string[]>>;
  /** What the look itself asks, whatever the address says. */
  within?: string | undefined;
};
export type Asked = Record<string, string | undefined>;

const fieldsOf = ({ filters, addressed = [] }: ListLook): readonly string[] => [...filters, ...addressed];

const read = (look: ListLook, search: Asked): ListState => ({
  view: search.view ?? look.view,
  sort: search.sort,
  search: search.search ?? "",
  open: search.open,
  filters: Object.fromEntries(
    fieldsOf(look).flatMap((field) => (search[field] ? [[field, search[field].split(",")]] : [])),
  ),
  within: look.within,
});

/** The state of the list in the address, and how to change it; `isStep` makes the change one that "back" undoes. */
export function useListState(look: ListLook): { state: ListState; change: (next: Asked, isStep?: boolean) => void } {
  const search = useSearch({ strict: false }) as Asked;
  const navigate = useNavigate();
  const state = useMemo(() => read(look, search), [look, search]);
  const change = useCallback(
    (next: Asked, isStep = true): void =>
      void navigate({
        to: ".",
        search: ((now: Asked) => ({ ...now, do: undefined, ...next })) as never,
        replace: !isStep,
        resetScroll: false,
      }),
    [navigate],
  );
  return { state, change };
}

export const isFiltered = ({ filters, search }: ListState): boolean => search !== "" || Object.keys(filters).length > 0;

/** What the list is called: these rows' own title, else the view, else the record. */
export const titleText = (t: Words["t"], { look, state }: { look: ListLook; state: ListState }): string =>
  look.title ?? (state.view ? t(`${look.of.name}.view.${state.view}`) : t(`${look.of.name}.plural`));

/** The address part that takes every filter away. */
export const noFilters = (look: ListLook): Asked => ({
  search: undefined,
  ...Object.fromEntries(fieldsOf(look).map((field) => [field, undefined])),
});

/** The list's question as the server reads it, without page and limit. */
export function questionOf({ view, sort, search, filters, within }: ListState): URLSearchParams {
  const params = new URLSearchParams(within);
  if (view) params.set("view", view);
  if (sort) params.set("sort", sort);
  if (search) params.set("search", search);
  for (const [field, values] of Object.entries(filters))
    params.set(`filter[${field}][${values.length > 1 ? "in" : "eq"}]`, values.join(","));
  return params;
}
