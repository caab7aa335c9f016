import type { Told } from "./clients.ts";

/** A lead as the database holds it. */
export type Kept = { id: string; name: string };

/** Lays the clients' own record beside the rows: what was acknowledged is there once, what was not is there at most once. */
export function judged(record: readonly Told[], rows: readonly Kept[]): string[] {
  const byName = Map.groupBy(rows, ({ name }) => name);
  return record.flatMap((told) => {
    const kept = byName.get(told.name) ?? [];
    const odd = told.statuses.filter((status) => status >= 500 && status !== 503);
    return [
      ...odd.map((status) => `${told.key}: answered ${status}`),
      ...(kept.length > 1 ? [`${told.key}: ${kept.length} leads`] : []),
      ...(told.id && kept.length === 0 ? [`${told.key}: acknowledged and lost`] : []),
      ...(told.id && kept[0] && kept[0].id !== told.id ? [`${told.key}: another lead than it was told`] : []),
      ...(told.id ? [] : [`${told.key}: never answered (${told.statuses.slice(-3).join(", ")})`]),
    ];
  });
}
