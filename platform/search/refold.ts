import { setTimeout as rest } from "node:timers/promises";
import { asSystem } from "#platform/access/index.ts";
import { machineMs } from "#platform/clocks/clock.ts";
import { restMs } from "#platform/counts/pace.ts";
import { columnsOf, keyColumn, keyField, tableOf } from "#platform/db/columns.ts";
import type { Database, Transaction } from "#platform/db/database.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { foldVersion, searchTextOf } from "./fold.ts";

const atOnce = 500;
type Tenant = { code: string; schema: string };
type Row = Readonly<Record<string, unknown>> & { x_key: string; x_text: string };

/**
 * Makes the stored search texts of a record anew where another folding made them, in small transactions behind everything else;
 * goes on where it was interrupted, and does nothing once all are of `foldVersion`. A row that changes meanwhile keeps its
 * own new text. Gives how many texts it changed.
 */
export async function refold(db: Database, tenant: Tenant, record: AnyRecord, signal?: AbortSignal): Promise<number> {
  let changed = 0;
  while (!signal?.aborted) {
    const startedMs = machineMs();
    const step = await db.as(asSystem(tenant, `search texts of ${record.plural} are folded anew`), (tx) =>
      nextStep(tx, record),
    );
    if (!step) return changed;
    changed += step.changed;
    await rest(restMs(machineMs() - startedMs), undefined, { signal }).catch(() => undefined);
  }
  return changed;
}

async function nextStep(tx: Transaction, record: AnyRecord): Promise<{ changed: number } | undefined> {
  const [state] = await tx.query<{ version: number; through: string | null }>({
    text: "select version, through from search_fold where record = $1 for update",
    values: [record.name],
  });
  if (state?.version === foldVersion && state.through === null) return undefined;
  const through = state?.version === foldVersion ? state.through : null;
  const rows = await tx.query<Row>(rowsAfter(record, through));
  const stale = rows.flatMap((row) => {
    const text = searchTextOf(record, row);
    return text === row.x_text ? [] : [{ key: row.x_key, was: row.x_text, text }];
  });
  const last = rows.length < atOnce ? null : (rows.at(-1)?.x_key ?? null);
  await tx.finish(...(stale.length > 0 ? [rewritten(record, stale)] : []), {
    text: `insert into search_fold (record, version, through) values ($1, $2, $3)
        on conflict (record) do update set version = excluded.version, through = excluded.through`,
    values: [record.name, foldVersion, last],
  });
  return { changed: stale.length };
}

const keyType = (record: AnyRecord): string =>
  columnsOf(record).find(({ field }) => field === keyField(record))?.type ?? "text";

function rowsAfter(record: AnyRecord, through: string | null) {
  const searched = [...new Set((record.search ?? []).flat())];
  const columns = columnsOf(record).filter(({ field }) => searched.includes(field));
  const [key, type] = [keyColumn(record), keyType(record)];
  return {
    text: `select ${key}::text as x_key, search_text as x_text, ${columns.map(({ field, column }) => `${column} as "${field}"`).join(", ")}
      from ${tableOf(record)} where $1::${type} is null or ${key} > $1::${type} order by ${key} limit ${atOnce}`,
    values: [through],
  };
}

const rewritten = (record: AnyRecord, stale: readonly { key: string; was: string; text: string }[]) => ({
  text: `update ${tableOf(record)} r set search_text = n.text
    from unnest($1::${keyType(record)}[], $2::text[], $3::text[]) n(key, was, text)
    where r.${keyColumn(record)} = n.key and r.search_text = n.was`,
  values: [stale.map(({ key }) => key), stale.map(({ was }) => was), stale.map(({ text }) => text)],
});
