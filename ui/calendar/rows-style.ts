import type { CSSProperties } from "react";

/** Where rows lie in a column. */
export const rows = (from: number, until: number): CSSProperties => ({
  top: `calc(var(--row) * ${from})`,
  height: `calc(var(--row) * ${until - from})`,
});
