import { partsOf, type Sla } from "#modules/aftersales-leads/index.ts";
import type { CountLine } from "#platform/counts/read-counts.ts";
import type { NumbersLine } from "./numbers.answers.ts";
import type { Question } from "./question.ts";
import { rowsOfCounts, rowsOfLine } from "./rows-behind.ts";
import type { Subject } from "./subject.ts";

export type { Gap, NumbersLine, RateLine } from "./numbers.answers.ts";

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
