import type { Instant } from "#platform/record/index.ts";

/** A request's key with the answer it will get again: its JSON as sent, none for none (kept 24 hours of machine time). */
export type Kept = {
  key: string;
  owner: string;
  digest: string;
  status: number;
  answer: string | undefined;
  version: number | undefined;
  keptAt: Instant;
};

/** Writes answers into the table of kept ones; the parameter of the slot is a list of `Kept` as JSON. */
export const keptInsert = (slot: number): string =>
  `insert into idempotency (key, owner, digest, status, answer, version, kept_at)
     select k.key, k.owner, k.digest, k.status, k.answer, k.version, k."keptAt"
     from json_to_recordset($${slot}::json) as k(key text, owner text, digest text, status integer, answer text, version integer, "keptAt" timestamptz)`;

/** The same as part of a statement that changes rows: kept only where `source` names one that changed. */
export const keptBeside = (source: string, slot: number): string =>
  `, kept as (${keptInsert(slot)} where exists (select 1 from ${source}))`;
