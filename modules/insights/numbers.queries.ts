import { type DatedSla, madeOf, runningCounts, slaOn } from "#modules/aftersales-leads/index.ts";
import { countNames } from "#platform/counts/cells.ts";
import { type CountLine, readCounts } from "#platform/counts/read-counts.ts";
import type { Transaction } from "#platform/db/database.ts";
import { placeOf } from "#platform/record/index.ts";
import { isPeriod, linesOf, totalOf } from "./days.ts";
import { gapsOf } from "./gaps.queries.ts";
import { behindCounts, type Gap, type NumbersLine, numbersLine } from "./numbers.ts";
import type { Question, ScopedDealer } from "./question.ts";
import { daysOf } from "./rows-behind.ts";
import type { Subject } from "./subject.ts";

/** The dealers of the reader's scope by code, each with its region and the day it is there now. */
export async function scopedDealers(tx: Transaction, language: string): Promise<ScopedDealer[]> {
  const { actor } = tx;
  const codes = actor.kind === "person" && placeOf[actor.role] !== "tenant" ? actor.dealers : null;
  return tx.query<ScopedDealer>({
    name: "numbers:dealers",
    text: `select d.code, d.name, d.region, d.zone, coalesce(r.names ->> $2, r.names ->> 'en', d.region) as "regionName",
        ($3::timestamptz at time zone d.zone)::date::text as today
      from dealer d left join region r on r.code = d.region where $1::text[] is null or d.code = any($1) order by d.code`,
    values: [codes, language, tx.at],
  });
}

export type Numbers = {
  /** What each count adds to the query of its line, so that the list shows its rows. */
  behind: Record<string, string>;
  /** A gap for each service level; none where the question looks at one report class alone. */
  total: NumbersLine & { gaps: Record<string, Gap> };
  lines: NumbersLine[];
  beside: Record<string, NumbersLine[]>;
};

/** What the market published, but for what does not hold yet: nobody is judged by it, also where days to come are asked. */
export async function policiesInForce(tx: Transaction, subject: Subject, { today }: Question): Promise<DatedSla[]> {
  return (await subject.policies(tx)).filter(({ holdsFrom }) => holdsFrom <= today);
}

/**
 * The total of a question, its lines, and what closes the gap of each service level: everything as of the same moment. What
 * stands by periods is added up from the days; where something else is set beside each other, the days tell only whose clock
 * still runs.
 */
export async function readNumbers(tx: Transaction, subject: Subject, question: Question): Promise<Numbers> {
  const { by } = question;
  const isByDay = by === undefined || isPeriod(by);
  const made = [...new Set(subject.rates.flatMap(madeOf))];
  const [policies, days, apart, ...others] = await Promise.all([
    policiesInForce(tx, subject, question),
    readCounts(tx, subject.record, {
      ...question,
      by: "day",
      ...(isByDay ? {} : { counts: subject.rates.flatMap(runningCounts) }),
    }),
    isByDay ? [] : readCounts(tx, subject.record, question),
    ...Object.values(question.beside).map((other) =>
      readCounts(tx, subject.record, { ...question, by: other, counts: made }),
    ),
  ]);
  const lines = isPeriod(by) ? linesOf(days, by) : apart;
  const whole = { ...question, by: undefined };
  const counts = totalOf(isByDay ? days : apart, countNames(subject.record));
  const total = numbersLine(subject, whole, counts, slaOn(policies, question.to));
  const judged = (asked: Question, found: readonly CountLine[]): NumbersLine[] =>
    found.map((line) => numbersLine(subject, asked, line, slaOn(policies, daysOf(asked, line).to)));
  const beside = Object.entries(question.beside).map(([name, other], nth) => [
    name,
    judged({ ...question, by: other }, others[nth] ?? []),
  ]);
  return {
    behind: behindCounts(subject, question),
    total: { ...total, gaps: await gapsOf(tx, { subject, question: whole, policies, days }, total) },
    lines: judged(question, lines),
    beside: Object.fromEntries(beside),
  };
}
