import { partsOf, type Sla } from "#modules/aftersales-leads/index.ts";
import type { CountLine } from "#platform/counts/read-counts.ts";
import type { Instant } from "#platform/record/index.ts";
import type { Question } from "./question.ts";
import { rowsOfCounts, rowsOfLine } from "./rows-behind.ts";
import type { Subject } from "./subject.ts";

/**
 * What is still possible: `need` more of the rows that are open reach the target, the last of them at `until`; `rows` is what
 * the open ones add to the query of the total.
 */
export type Gap = { need: number; open: number; rows: string; until: Instant | null; canReach: boolean };
/** A service level of one line: `part` of `of` rows, the target in percent, and what its part adds to the query of the line. */
export type RateLine = { name: string; part: number; of: number; target: number; rows: string };
/** One line of a report: every count, its service levels, and the query of the list that shows its rows. */
export type NumbersLine = {
  key: string | null;
  label: string | null;
  rows: string;
  counts: Record<string, number>;
  rates: RateLine[];
};

const sum = (counts: Record<string, number>, names: readonly string[]): number =>
  names.reduce((total, name) => total + (counts[name] ?? 0), 0);

/** How many are missing until `part` of `of` reaches `target` percent; negative: so many could be missing. */
export const missing = (part: number, of: number, target: number): number => Math.ceil((of * target) / 100) - part;

/** A line as a report gives it, judged by the policy that holds for it. */
export const numbersLine = (subject: Subject, question: Question, line: CountLine, sla: Sla): NumbersLine => ({
  ...line,
  rows: rowsOfLine(subject, question, line),
  rates: subject.rates.map((rate) => ({
    name: rate.name,
    part: sum(line.counts, partsOf(rate, sla)),
    of: line.counts[rate.of] ?? 0,
    target: Number(sla[rate.target]),
    rows: rowsOfCounts(subject, question, partsOf(rate, sla)),
  })),
});

/** What each count adds to the query of a line. */
export const behindCounts = (subject: Subject, question: Question): Record<string, string> =>
  Object.fromEntries(
    Object.keys(subject.record.counts.rows).map((name) => [name, rowsOfCounts(subject, question, [name])]),
  );
