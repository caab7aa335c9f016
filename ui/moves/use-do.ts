import { useNavigate, useSearch } from "@tanstack/react-router";

/** Which dialog is open, as the address says it: `?do=book`. Opening adds a step to the browser's history, closing replaces it. */
export function useDo(): { doing: string | undefined; open: (move: string) => void; close: () => void } {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const go = (move: string | undefined, replace: boolean): void =>
    void navigate({
      to: ".",
      replace,
      search: ((now: Record<string, unknown>) => ({ ...now, do: move })) as never,
      resetScroll: false,
    });
  return { doing: search.do, open: (move) => go(move, false), close: () => go(undefined, true) };
}
