import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import type { Voice } from "#apps/testing/voice.ts";
import type { AnyRecord, Role } from "#platform/record/index.ts";

type Values = Record<string, unknown>;
/** Reads what must be there. */
export const good = async <T = Values>(voice: Voice, path: string) => {
  const reply = await voice.get<T>(path);
  assert.equal(reply.status, 200, `${path}: ${reply.text}`);
  return reply;
};
/** A value as an export with `cells=codes` writes it. */
const cellOf = (value: unknown): string =>
  value === null ? "" : typeof value === "object" ? JSON.stringify(value) : String(value);

/** What a row is called by. */
const keyIn = (record: AnyRecord, row: Values): string => String(row[record.key ?? "id"]);
/** Whether a value is another one a moment later, without a change of the row. */
function isOfTheMoment({ derived = {} }: AnyRecord, field: string): boolean {
  const how = derived[field];
  return field === "isFinal" || (how !== undefined && ("daysSince" in how || "isOverdue" in how));
}

async function readAlike(record: AnyRecord, voice: Voice, hasHistory: boolean, item: Values): Promise<void> {
  const one = `/${record.plural}/${encodeURIComponent(keyIn(record, item))}`;
  const reading = (await good(voice, one)).body;
  if (hasHistory) await good(voice, `${one}/history?limit=60`);
  if (reading.version !== item.version) return; // the program changed it in between
  for (const [field, value] of Object.entries(item))
    if (!isOfTheMoment(record, field)) assert.deepEqual(value, reading[field], `${one}: ${field}`);
}

export type Rows = { items: Values[] };
const versionsOf = (record: AnyRecord, { items }: Rows): string[] =>
  items.map((item) => `${keyIn(record, item)} ${item.version}`);

/** An export beside the list, as far as nothing changed between reading it before and after. */
async function exportAlike(record: AnyRecord, voice: Voice): Promise<void> {
  const list = async (): Promise<Rows> => (await good<Rows>(voice, `/${record.plural}?limit=20`)).body;
  const before = await list();
  const { text } = await good(voice, `/${record.plural}.csv?cells=codes`);
  const after = await list();
  if (versionsOf(record, before).join() !== versionsOf(record, after).join()) return;
  const lines = parse(text, { bom: true }) as string[][];
  for (const [n, item] of before.items.entries())
    for (const [nth, column] of record.list.columns.entries())
      if (!isOfTheMoment(record, column))
        assert.equal(lines[n + 1]?.[nth]?.replace(/^'/, ""), cellOf(item[column]), `${record.plural}.csv: ${column}`);
}

/** List, search, reading, history and export of a record say the same of a row to one role. `has` tells which operations there are. */
export async function sayAlike(
  record: AnyRecord,
  voice: Voice,
  role: Role,
  has: (operation: string) => boolean,
): Promise<void> {
  const at = `/${record.plural}`;
  const { items } = (await good<Rows>(voice, `${at}?limit=60`)).body;
  const [first] = items;
  if (record.search && first) {
    const { text } = await good(
      voice,
      `${at}?search=${encodeURIComponent(String(first[record.search.flat()[0] ?? ""]))}`,
    );
    assert.ok(text.includes(keyIn(record, first)), `${record.name} is found by its own words`);
  }
  for (const item of items.slice(0, 3)) await readAlike(record, voice, has(`${record.name}.history`), item);
  if (has(`${record.name}.likely`) && first) await good(voice, `${at}/${keyIn(record, first)}/likely`);
  if (has(`${record.name}.export`) && record.export?.includes(role)) await exportAlike(record, voice);
}
