import { type RefObject, useCallback, useLayoutEffect, useState, useSyncExternalStore } from "react";

/** Whether a media query holds, also when the window changes. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** The width of an element in whole pixels, measured before it is painted; 0 until then. */
export function useWidth(of: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const node = of.current;
    if (!node) return undefined;
    setWidth(Math.round(node.getBoundingClientRect().width));
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry?.contentRect.width ?? 0)));
    watch.observe(node);
    return () => watch.disconnect();
  }, [of]);
  return width;
}
