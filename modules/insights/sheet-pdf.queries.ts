import { type Sla, slaOn } from "#modules/aftersales-leads/index.ts";
import { type CountedBy, readCounts } from "#platform/counts/read-counts.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Language } from "#platform/http/languages.ts";
import { daysBetween, type Instant } from "#platform/record/index.ts";
import { codeNames } from "./code-names.queries.ts";
import { type Rules, rulesWithin } from "./formula.ts";
import { type Numbers, policiesInForce, readNumbers, scopedDealers } from "./numbers.queries.ts";
import { type NumbersLine, numbersLine } from "./numbers.ts";
import { type Question, questionOf, type ScopedDealer } from "./question.ts";
import { daysOf } from "./rows-behind.ts";
import type { Subject } from "./subject.ts";

/** Everything that stands on the printed sheet of a question, as of one moment. */
export type Printed = {
  asOf: Instant;
  question: Question;
  /** The field or period the question itself sets beside each other. */
  by: string | undefined;
  /** The dealers the question is about, in the reader's scope. */
  dealers: readonly ScopedDealer[];
  sla: Sla;
  /** What held in the days that are told. */
  rules: readonly Rules[];
  total: Numbers["total"];
  trend: { by: "week" | "month"; lines: readonly NumbersLine[] };
  reasons: readonly NumbersLine[];
  /** Each dealer's line where there are several. */
  byDealer: readonly NumbersLine[];
  /** The question's own lines, where they are neither dealers nor steps of the trend. */
  own: readonly NumbersLine[];
  /** Names of codes in the reader's language, by what they stand for. */
  names: Readonly<Record<string, ReadonlyMap<string, string>>>;
};

/** Weeks are shown up to a quarter; longer trends go by month. */
const mostDaysByWeek = 98;
const daysIn = ({ from, to }: Question): number => daysBetween(from, to) + 1;

/** Reads what is printed of the question in `query`, in this transaction. */
export async function readPrinted(
  tx: Transaction,
  subject: Subject,
  query: Readonly<Record<string, string>>,
  language: Language,
): Promise<Printed> {
  const all = await scopedDealers(tx, language);
  const question = questionOf(query, subject, all);
  const dealers = all.filter(({ code }) => question.dealers === undefined || question.dealers.includes(code));
  const step = query.by === "month" || daysIn(question) > mostDaysByWeek ? "month" : "week";
  const isOwn = typeof question.by === "object" && query.by !== "closingReason";
  const policies = await policiesInForce(tx, subject, question);
  const linesBy = async (by: CountedBy): Promise<NumbersLine[]> => {
    const asked = { ...question, by };
    const lines = await readCounts(tx, subject.record, asked);
    return lines.map((line) => numbersLine(subject, asked, line, slaOn(policies, daysOf(asked, line).to)));
  };
  const [{ total, lines: trend }, reasons, byDealer, own, names] = await Promise.all([
    readNumbers(tx, subject, { ...question, by: step }),
    linesBy({ field: "closingReason" }),
    dealers.length > 1 ? linesBy("dealer") : [],
    isOwn && question.by ? linesBy(question.by) : [],
    codeNames(tx, language),
  ]);
  return {
    asOf: tx.at,
    question,
    by: query.by,
    dealers,
    sla: slaOn(policies, question.to),
    rules: rulesWithin(policies, question.from, question.to),
    total,
    trend: { by: step, lines: trend },
    reasons,
    byDealer,
    own,
    names: { ...names, dealer: new Map(dealers.map(({ code, name }) => [code, name])) },
  };
}
