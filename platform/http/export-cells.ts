import { seePredicate } from "#platform/access/index.ts";
import { columnOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import { expressionOf, type Known } from "#platform/lists/index.ts";
import { type AnyRecord, fieldOf } from "#platform/record/index.ts";
import type { Labels, Language } from "./languages.ts";

type Values = Record<string, unknown>;
type Named = { code: string; name: string | null; zone: string | null };
/** How an export says things: the words of a cell, and the zone (IANA) in which the row's instants are written. */
export type Reader = { cell(column: string, item: Values): unknown; zone(item: Values): string };
type Asking = {
  record: AnyRecord;
  columns: readonly string[];
  known: Known;
  language: Language;
  labels?: Labels | undefined;
};

/** Reads the names behind the codes of the columns and the dealers' zones, in one round trip with whatever is asked beside it. */
export async function readerOf(tx: Transaction, asking: Asking): Promise<Reader> {
  const { record, columns, known, language } = asking;
  const dealerField = record.belongsTo?.dealer;
  const coded = [...new Set([...columns, ...(dealerField ? [dealerField] : [])])];
  const found = await Promise.all(
    coded.map(async (column) => {
      const statement = namesStatement(tx, known, record, column, language);
      return [column, statement ? await tx.query<Named>(statement) : []] as const;
    }),
  );
  const named = new Map(found.map(([column, rows]) => [column, new Map(rows.map((row) => [row.code, row]))]));
  const zone = (item: Values): string =>
    (dealerField && named.get(dealerField)?.get(String(item[dealerField]))?.zone) || "UTC";
  const nameOf = (column: string, code: string): string | undefined => named.get(column)?.get(code)?.name ?? undefined;
  return { zone, cell: (column, item) => cellText(asking, column, item[column], zone(item), nameOf) };
}

/** Codes with names in the reader's language, and zones where the named records have one; undefined for what is no code. */
function namesStatement(
  tx: Transaction,
  known: Known,
  record: AnyRecord,
  column: string,
  language: Language,
): Statement | undefined {
  const field = fieldOf(record, column);
  const target =
    field?.kind === "code" ? known.get(field.of) : field?.kind === "listed" ? known.get("list-entry") : undefined;
  if (!target || !field) return undefined;
  const values: unknown[] = [language];
  const code = field.kind === "listed" ? "code" : keyColumn(target);
  const name =
    target.fields.names?.kind === "names"
      ? "coalesce(r.names ->> $1, r.names ->> 'en')"
      : `coalesce(r.${columnOf(target.title)}, $1)`;
  const where = [seePredicate(target, tx.actor, values)];
  if (field.kind === "listed") where.push(`r.list = $${values.push(field.list)}`);
  const zone = fieldOf(target, "zone") ? "r.zone" : "null::text";
  return {
    text: `select r.${code} as code, ${name} as name, ${zone} as zone from ${tableOf(target)} r where ${where.join(" and ")}`,
    values,
  };
}

function cellText(
  { record, language, labels }: Asking,
  column: string,
  value: unknown,
  zone: string,
  nameOf: (column: string, code: string) => string | undefined,
): unknown {
  if (value === null || value === undefined) return "";
  const label = (key: string): string | undefined => labels?.(language, key);
  if (typeof value === "boolean") return label(value ? "record.yes" : "record.no") ?? String(value);
  if (typeof value === "object") return (value as { name?: unknown }).name ?? value;
  if (column === "status") return label(`${record.name}.status.${value}`) ?? value;
  if (isInstant(record, column)) return wallTime(String(value), zone);
  if (fieldOf(record, column)?.kind === "choice") return label(`${record.name}.choice.${column}.${value}`) ?? value;
  return nameOf(column, String(value)) ?? value;
}

export const isInstant = (record: AnyRecord, column: string): boolean =>
  expressionOf(record, column, [], "")?.type === "timestamptz";

const formats = new Map<string, Intl.DateTimeFormat>();
/** "2026-11-23 09:30" in the zone: spreadsheets take it for a moment, and nobody takes the day for the month. */
export function wallTime(at: string, zone: string): string {
  const parts = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
  const format = formats.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { ...parts, hourCycle: "h23", timeZone: zone });
  formats.set(zone, format);
  return format.format(Date.parse(at));
}
