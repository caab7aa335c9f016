import type { AnyRecord } from "#platform/record/index.ts";
import type { AnyRow } from "#ui/data/records.ts";

const keyIn = (record: AnyRecord, row: AnyRow): unknown => row[record.key ?? "id"];

/** Rows of the newest first page that are not shown; one that only moved up from below, because others left, is not new. */
export function newAmong(of: AnyRecord, newest: readonly AnyRow[], rows: readonly AnyRow[]): number {
  const known = new Set(rows.map((row) => keyIn(of, row)));
  const isKnown = newest.map((row) => known.has(keyIn(of, row)));
  const until = isKnown.includes(true) ? isKnown.lastIndexOf(true) : newest.length;
  return isKnown.slice(0, until).filter((is) => !is).length;
}
