import { partsOf, type Rate, type Sla } from "#modules/aftersales-leads/index.ts";
import type { CountLine } from "#platform/counts/read-counts.ts";
import type { Instant } from "#platform/record/index.ts";
import type { Question } from "./question.ts";
import { rowsBehind } from "./rows-behind.ts";
import type { Subject } from "./subject.ts";

/** What is still possible: `need` more of the rows that are open reach the target, the last of them at `until`. */
export type Gap = { need: number; open: number; until: Instant | null; canReach: boolean };
/** A service level of one line: `part` of `of` rows, the target in percent, and the queries of the lists behind both numbers. */
export type RateLine = { name: string; part: number; of: number; target: number; rows: string; ofRows: string };
/** One line of a report with every count, the list behind each, and its service levels. */
export type NumbersLine = {
  key: string | null;
  label: string | null;
  counts: Record<string, number>;
  rows: Record<string, string>;
  rates: RateLine[];
};

const sum = (counts: Record<string, number>, names: readonly string[]): number =>
  names.reduce((total, name) => total + (counts[name] ?? 0), 0);

/** How many are missing until `part` of `of` reaches `target` percent; negative: so many could be missing. */
export const missing = (part: number, of: number, target: number): number => Math.ceil((of * target) / 100) - part;

/** A line as a report gives it, judged by the policy that holds for it. */
export function numbersLine(subject: Subject, question: Question, line: CountLine, sla: Sla): NumbersLine {
  const rows = Object.keys(line.counts).map((name) => [name, rowsBehind(subject, question, line, [name])]);
  return { ...line, rows: Object.fromEntries(rows), rates: subject.rates.map((rate) => rateLine(rate, sla)) };

  function rateLine(rate: Rate, its: Sla): RateLine {
    const parts = partsOf(rate, its);
    return {
      name: rate.name,
      part: sum(line.counts, parts),
      of: line.counts[rate.of] ?? 0,
      target: Number(its[rate.target]),
      rows: rowsBehind(subject, question, line, parts),
      ofRows: rowsBehind(subject, question, line, [rate.of]),
    };
  }
}
