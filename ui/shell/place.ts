import type { ComponentType } from "react";

/** Where the rail leads. One that `isAside` gives up its place at the thumb of a phone first. */
export type Place = {
  id: string;
  /** Key of its words. */
  label: string;
  to: string;
  search?: Readonly<Record<string, string>>;
  isAside?: boolean;
  icon: ComponentType<{ size?: number | string; stroke?: number | string; "aria-hidden"?: boolean }>;
  /** The second key of "g l". */
  key: string;
};
