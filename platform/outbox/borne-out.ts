import { historyOf, keyColumn, tableOf } from "#platform/db/columns.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { AnyRecord } from "#platform/record/index.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
type Told = { record: string; recordId: string; version: number; event: string };
/** One version of a row as its history tells it; `moves` is empty where nothing of the row changed with it. */
type Line = { key: string; now: number; version: number | null; moves: string[] | null };

/**
 * Those of the events that the rows they name bear out: the row is there, has reached the version told, and its history says of
 * that version no other move. Whoever may write into the outbox can so tell nothing that did not happen.
 */
export async function borneOut<E extends Told>(
  tx: Transaction,
  known: ReadonlyMap<string, AnyRecord>,
  events: readonly E[],
): Promise<E[]> {
  const trusted = new Set<E>();
  for (const [name, told] of Map.groupBy(events, ({ record }) => record)) {
    const record = known.get(name);
    if (!record) continue;
    const lines = Map.groupBy(await linesOf(tx, record, told), ({ key }) => key);
    for (const event of told) if (isBorneOut(lines.get(event.recordId) ?? [], event)) trusted.add(event);
  }
  return events.filter((event) => trusted.has(event));
}

function isBorneOut(lines: readonly Line[], { version, event }: Told): boolean {
  const [first] = lines;
  if (first === undefined || first.now < version) return false;
  const moves = lines.find((line) => line.version === version)?.moves ?? [];
  return moves.length === 0 || moves.includes(event);
}

const linesOf = (tx: Transaction, record: AnyRecord, told: readonly Told[]): Promise<Line[]> => {
  const key = `r.${keyColumn(record)}`;
  // What cannot be a key names no row, and must not hold up what is told beside it.
  const isKey = (text: string): boolean => record.key !== undefined || uuid.test(text);
  return tx.query<Line>({
    name: `${record.name}:borne-out`,
    text: `select ${key}::text as key, r.version as now, h.version, array_agg(distinct h.move) filter (where h.move is not null) as moves
      from ${tableOf(record)} r left join ${historyOf(record)} h on h.record_id = ${key} and h.version = any($2::integer[])
      where ${key} = any($1) group by ${key}, r.version, h.version`,
    values: [
      [...new Set(told.map(({ recordId }) => recordId))].filter(isKey),
      [...new Set(told.map(({ version }) => version))],
    ],
  });
};
