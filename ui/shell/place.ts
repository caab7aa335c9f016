import type { ComponentType } from "react";

/** Where the rail leads. `isMain` stands in the bottom bar of a phone too. */
export type Place = {
  id: string;
  /** Key of its words. */
  label: string;
  to: string;
  search?: Readonly<Record<string, string>>;
  icon: ComponentType<{ size?: number | string; stroke?: number | string; "aria-hidden"?: boolean }>;
  /** The second key of "g l". */
  key: string;
};
