import { columnsOf, keyField } from "#platform/db/columns.ts";
import { begin } from "#platform/moves/decide.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";

export type Values = Record<string, unknown>;

/** One line of a record's history as it is stored. */
export type HistoryRow = {
  recordId: string;
  version: number;
  at: Instant;
  move: string;
  userId: string | null;
  userName: string | null;
  field: string;
  oldValue: unknown;
  newValue: unknown;
};
/** The rows of one record, and what happened to them after their creation. */
export type Table = { record: AnyRecord; rows: Values[]; history: HistoryRow[] };
export type Who = { id: string; name: string } | null;

/** A row that never changed since `at`. */
export const settled = (record: AnyRecord, given: Values, at: Instant): Values => begin(record, given, at, "UTC");

/** The fields whose changes history tells, the same as the platform's statement tells. */
const toldFields = (record: AnyRecord): string[] =>
  columnsOf(record)
    .map(({ field }) => field)
    .filter((field) => !["version", "createdAt", "searchText"].includes(field) && !field.endsWith("DueAt"));
const toldOf = new Map<AnyRecord, string[]>();

/** The lines that one change leaves: each told field that is not what it was. */
export function linesOf(
  record: AnyRecord,
  before: Values,
  set: Values,
  of: { at: Instant; move: string; by: Who },
): HistoryRow[] {
  const told = toldOf.get(record) ?? toldFields(record);
  toldOf.set(record, told);
  return told
    .filter((field) => field in set && JSON.stringify(before[field]) !== JSON.stringify(set[field]))
    .map((field) =>
      line(record, before, of, Number(before.version) + 1, field, before[field] ?? null, set[field] ?? null),
    );
}

/** The lines of a creation: that it happened, and the first values that the declaration opens with. */
export function openingLines(record: AnyRecord, row: Values, by: Who): HistoryRow[] {
  const of = { at: String(row.createdAt), move: "create", by };
  const fields = (record.opening ?? []).filter((field) => row[field] !== null);
  return [
    line(record, row, of, 1, "created", null, null),
    ...fields.map((field) => line(record, row, of, 1, field, null, row[field])),
  ];
}

const line = (
  record: AnyRecord,
  row: Values,
  { at, move, by }: { at: Instant; move: string; by: Who },
  version: number,
  field: string,
  oldValue: unknown,
  newValue: unknown,
): HistoryRow => ({
  recordId: String(row[keyField(record)]),
  version,
  at,
  move,
  userId: by?.id ?? null,
  userName: by?.name ?? null,
  field,
  oldValue,
  newValue,
});
