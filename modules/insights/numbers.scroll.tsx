import { useEffect, useLayoutEffect } from "react";
import { pageSearch, useAddress } from "./numbers.address.tsx";

/** How far down each page of numbers was read, by its address; and whether the reader went from there to the rows of a number. */
const left = { tops: new Map<string, number>(), isForRows: false };

/** The rows of a number: the page of numbers is come back to where it was left. */
export function useComingBack(): void {
  useEffect(() => {
    left.isForRows = true;
  }, []);
}

/** Keeps where the page of numbers was left, and stands there again when somebody comes back from the rows of a number. */
export function useKeptPlace(): void {
  const key = JSON.stringify(pageSearch(useAddress().search));
  useLayoutEffect(() => {
    const main = document.getElementById("main");
    if (!main) return;
    const top = left.tops.get(key);
    if (left.isForRows && top !== undefined) main.scrollTop = top;
    left.isForRows = false;
    const keep = (): void => void left.tops.set(key, main.scrollTop);
    keep();
    main.addEventListener("scroll", keep, { passive: true });
    return () => main.removeEventListener("scroll", keep);
  }, [key]);
}
