import type { DatedSla, Rate } from "#modules/aftersales-leads/index.ts";
import type { Counted } from "#platform/counts/cells.ts";
import type { Transaction } from "#platform/db/database.ts";

/** A record whose numbers have pages: what is counted, how it is judged, and by what it can be set beside each other. */
export type Subject = {
  readonly record: Counted;
  readonly rates: readonly Rate[];
  /** The derived field of the report classes, and their names (AL-62). */
  readonly classField: string;
  readonly classes: readonly string[];
  /** Fields whose values can be filtered by, and stand beside each other. */
  readonly filters: readonly string[];
  readonly groups: readonly string[];
  /** SQL over the rows `r` that names a group where its value says nothing to people. */
  readonly labels: Readonly<Record<string, string>>;
  readonly policies: (tx: Transaction) => Promise<readonly DatedSla[]>;
};
