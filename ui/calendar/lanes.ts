/** Something that takes rows of a column. */
export type Taken = { id: string; from: number; until: number };
/** Which of how many places side by side it gets. */
export type Lane = { lane: number; of: number };

/** Puts what overlaps side by side: whatever touches in a chain shares the width equally. */
export function lanesOf(taken: readonly Taken[]): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>();
  const sorted = [...taken].sort((a, b) => a.from - b.from || b.until - a.until);
  let chain: { id: string; lane: number }[] = [];
  let ends: number[] = [];
  const close = (): void => {
    for (const { id, lane } of chain) lanes.set(id, { lane, of: ends.length });
    chain = [];
    ends = [];
  };
  for (const { id, from, until } of sorted) {
    if (ends.every((end) => end <= from)) close();
    const free = ends.findIndex((end) => end <= from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = until;
    chain.push({ id, lane });
  }
  close();
  return lanes;
}

/** How many stand side by side before the rest is only counted. */
export const lanesShown = 2;
export const hourRows = 4;
/** Some that begin in the same hour and have no room: the first row of the hour, and which they are. */
export type More = { row: number; ids: readonly string[] };

/** What has no room beside the others, by the hour in which it begins. */
export function crowded(taken: readonly Taken[], lanes: ReadonlyMap<string, Lane>): More[] {
  const hidden = taken.filter(({ id }) => (lanes.get(id)?.lane ?? 0) >= lanesShown).sort((a, b) => a.from - b.from);
  const byHour = Map.groupBy(hidden, ({ from }) => Math.floor(from / hourRows) * hourRows);
  return [...byHour].map(([row, ones]) => ({ row, ids: ones.map(({ id }) => id) }));
}
