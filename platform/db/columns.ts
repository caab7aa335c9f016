import type { AnyRecord, Field } from "#platform/record/index.ts";
import { dueField } from "#platform/record/index.ts";

/** The column of a field: snake_case of its name. */
export const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** The table of a record. */
export const tableOf = (record: { name: string }): string => record.name.replaceAll("-", "_");
export const historyOf = (record: { name: string }): string => `${tableOf(record)}_history`;

/** The PostgreSQL type of a field. */
export function typeOf(field: Field): string {
  switch (field.kind) {
    case "flag":
      return "boolean";
    case "integer":
      return "integer";
    case "day":
      return "date";
    case "instant":
      return "timestamptz";
    case "ref":
      return "uuid";
    case "texts":
    case "choices":
      return "text[]";
    case "instants":
      return "timestamptz[]";
    case "names":
    case "flags":
    case "series":
    case "receipt":
      return "jsonb";
    default:
      return "text";
  }
}

export type Column = { field: string; column: string; type: string; isOptional: boolean; of?: Field };

const columnsKnown = new WeakMap<AnyRecord, readonly Column[]>();
/** Every column of a record in order: the platform's own, the declared fields, the clocks' deadlines. */
export function columnsOf(record: AnyRecord): readonly Column[] {
  const columns = columnsKnown.get(record) ?? columnsIn(record);
  columnsKnown.set(record, columns);
  return columns;
}

function columnsIn(record: AnyRecord): Column[] {
  const kept = (field: string, type: string, isOptional = false): Column => ({
    field,
    column: columnOf(field),
    type,
    isOptional,
  });
  return [
    ...(record.key ? [] : [kept("id", "uuid")]),
    kept("version", "integer"),
    kept("createdAt", "timestamptz"),
    ...(record.states ? [kept("status", "text"), kept("finalAt", "timestamptz", true)] : []),
    ...Object.entries(record.fields).map(([field, of]) => ({
      field,
      column: columnOf(field),
      type: typeOf(of),
      isOptional: of.isOptional,
      of,
    })),
    ...Object.keys(record.clocks ?? {}).map((clock) => kept(dueField(clock), "timestamptz", true)),
    ...(record.search ? [kept("searchText", "text")] : []),
  ];
}

/** The column that identifies a row: its id, or the code the trade uses. */
export const keyColumn = (record: AnyRecord): string => (record.key ? columnOf(record.key) : "id");
export const keyField = (record: AnyRecord): string => record.key ?? "id";
