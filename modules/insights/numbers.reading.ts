import type { Day, Instant } from "#platform/record/index.ts";
import type { Gap, NumbersLine, RateLine } from "./numbers.ts";
import type { ScopedDealer } from "./question.ts";

export type { RehearsedDealer } from "./rehearsal.queries.ts";
export type { Gap, NumbersLine, RateLine, ScopedDealer };

/** The middle dealer of the reader's region in the sixty days before a day, in per mille; null of fewer than five. */
export type Median = {
  countedOn: Day;
  firstContact: number | null;
  management: number | null;
  fullyManaged: number | null;
};
/** What GET /numbers/aftersales-leads answers. */
export type Answer = {
  asOf: Instant;
  from: Day;
  to: Day;
  dealers: ScopedDealer[];
  median: Median | null;
  behind: Record<string, string>;
  total: NumbersLine & { gaps: Record<string, Gap> };
  lines: NumbersLine[];
  /** Lines that were asked for beside these, by what they are; of the counts only what the service levels are made of. */
  beside: Record<string, NumbersLine[]>;
};

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
