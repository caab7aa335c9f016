import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";

/**
 * Moves the focus to the page's heading, as soon as it stands there: its file may be on the way for as long as it likes. Whoever
 * has gone elsewhere meanwhile is left there.
 */
function focusHeading(main: HTMLElement): () => void {
  const from = document.activeElement;
  const find = (): boolean => {
    const heading = main.querySelector<HTMLElement>("h1");
    if (!heading) return false;
    if (document.activeElement !== from && document.activeElement !== document.body) return true;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  };
  if (find()) return () => undefined;
  const watch = new MutationObserver(() => {
    if (find()) watch.disconnect();
  });
  watch.observe(main, { childList: true, subtree: true });
  return () => watch.disconnect();
}

/** The page that was shown last, also before sign-in; none while the first one loads, whose focus is the browser's. */
let lastPath: string | undefined;

/** After a change of page (not of filters or of an open dialog) the focus is at the new page's heading, never lost. */
export function usePageFocus(): void {
  // The page that stands there, not the one that is still on its way.
  const path = useRouterState({ select: (state) => (state.resolvedLocation ?? state.location).pathname });
  useEffect(() => {
    const isFirst = lastPath === undefined;
    if (lastPath === path) return;
    lastPath = path;
    if (isFirst) return;
    const main = document.getElementById("main");
    if (main) return focusHeading(main);
  }, [path]);
}

/** Sets the title of the window: "Leads · Marque". */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Marque` : "Marque";
  }, [title]);
}
