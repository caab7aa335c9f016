import type { Rate, Sla } from "#modules/aftersales-leads/index.ts";
import type { RehearsedDealer } from "./rehearsal.queries.ts";

export type Level = RehearsedDealer["rates"][number];
/** A dealer, or with an empty key all of them together, at one service level with the targets before and after, in percent. */
export type Line = { key: string; name: string; rate: Level; targets: readonly [before: number, after: number] };
/** One service level of a rehearsal: whom the draft would change, whom it would not, and all together. */
export type Compared = { name: string; changed: Line[]; unchanged: Line[]; total: Line };
type Item = RehearsedDealer & { name: string };

export function compared(items: readonly Item[], { name, target }: Rate, inForce: Sla, draft: Sla): Compared {
  const targets = [Number(inForce[target]), Number(draft[target])] as const;
  const lines = items.flatMap(({ dealer, name: called, rates }): Line[] => {
    const rate = rates.find((one) => one.name === name);
    return rate ? [{ key: dealer, name: called, rate, targets }] : [];
  });
  return {
    name,
    changed: lines.filter((line) => !isSame(line)),
    unchanged: lines.filter(isSame),
    total: { key: "", name: "", rate: sumOf(name, lines), targets },
  };
}

function sumOf(name: string, lines: readonly Line[]): Level {
  const sum = (of: (rate: Level) => number): number => lines.reduce((total, { rate }) => total + of(rate), 0);
  return {
    name,
    part: sum(({ part }) => part),
    of: sum((rate) => rate.of),
    wouldBe: sum(({ wouldBe }) => wouldBe),
    wouldOf: sum(({ wouldOf }) => wouldOf),
  };
}

const isSame = (line: Line): boolean => {
  const { part, of, wouldBe, wouldOf } = line.rate;
  return part === wouldBe && of === wouldOf && crossing(line) === undefined;
};

/** Whether a line would come to reach its target, or to miss it; nothing where it stays on its side or has no leads. */
export function crossing({ rate, targets: [before, after] }: Line): "rises" | "falls" | undefined {
  const { part, of, wouldBe, wouldOf } = rate;
  if (of === 0 || wouldOf === 0) return undefined;
  const [was, would] = [reaches(part, of, before), reaches(wouldBe, wouldOf, after)];
  if (was === would) return undefined;
  return would ? "rises" : "falls";
}

const reaches = (part: number, of: number, target: number): boolean => 100 * part >= target * of;

/** How many dealers would reach the draft's target, of those that have leads. */
export function reachOf({ changed, unchanged }: Compared): { reach: number; count: number } {
  const lines = [...changed, ...unchanged].filter(({ rate }) => rate.wouldOf > 0);
  const reach = lines.filter(({ rate, targets: [, after] }) => reaches(rate.wouldBe, rate.wouldOf, after)).length;
  return { reach, count: lines.length };
}

/** The difference of both shares in points of percent, so that it is that of the shares as they are shown; nothing where one of them has no leads. */
export function pointsOf({ part, of, wouldBe, wouldOf }: Level): number | undefined {
  if (of === 0 || wouldOf === 0) return undefined;
  return (tenths(wouldBe, wouldOf) - tenths(part, of)) / 10;
}

/** A share in tenths of a percent, half a tenth rounded up as in the page's own format. */
const tenths = (part: number, of: number): number => Math.floor((2_000 * part + of) / (2 * of));
