import { useEffect, useRef } from "react";

/** After the dialog of a move has closed, the focus is on that move's button, unless something else has taken it (UX-45). */
export function useFocusBack(doing: string | undefined): void {
  const last = useRef(doing);
  useEffect(() => {
    const left = last.current;
    last.current = doing;
    if (left === undefined || doing !== undefined) return undefined;
    // The dialog first gives the focus back to where it came from; a key came from nowhere.
    const timer = setTimeout(() => {
      if (document.activeElement !== document.body) return;
      const button = document.querySelector<HTMLElement>(`[data-move="${CSS.escape(left)}"]`);
      (button ?? document.getElementById("main"))?.focus({ preventScroll: true });
    }, 250);
    return () => clearTimeout(timer);
  }, [doing]);
}
