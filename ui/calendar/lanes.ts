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
