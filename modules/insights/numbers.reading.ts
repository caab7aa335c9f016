import type { Day } from "#platform/record/index.ts";
import type { NumbersAnswer, NumbersLine, RateLine } from "./numbers.answers.ts";

export type { Gap, Median, NumbersLine, RateLine, ScopedDealer } from "./numbers.answers.ts";
export type { RehearsedDealer } from "./rehearsal.queries.ts";

/** What GET /numbers/aftersales-leads answers. */
export type Answer = NumbersAnswer;

/** Which number of the page: a count by its name, or of a service level its part ("…:part") or what can still make it ("…:open"). */
export type Which = { name: string; role: "count" | "part" | "open" };

export function whichOf(text: string): Which {
  const [name = "", role] = text.split(":");
  return { name, role: role === "part" || role === "open" ? role : "count" };
}

/** The latest day that it is at a dealer of the answer. */
export const todayOf = ({ dealers, to }: Answer): Day =>
  dealers
    .map(({ today }) => today)
    .sort()
    .at(-1) ?? to;

export const shareOf = ({ part, of }: { part: number; of: number }): number | null => (of === 0 ? null : part / of);
export const rateOf = (line: NumbersLine, name: string): RateLine | undefined =>
  line.rates.find((rate) => rate.name === name);

/** How many of those who reached the target could still be missing. */
export const spareOf = ({ part, of, target }: RateLine): number => part - Math.ceil((of * target) / 100);
