import { slaOn } from "#modules/aftersales-leads/index.ts";
import { bind, seePredicate } from "#platform/access/index.ts";
import { readCounts } from "#platform/counts/read-counts.ts";
import { columnOf, tableOf } from "#platform/db/columns.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import { conditions } from "#platform/lists/index.ts";
import type { Instant } from "#platform/record/index.ts";
import { behindCounts, type Gap, missing, type NumbersLine, numbersLine, type RateLine } from "./numbers.ts";
import type { Question, ScopedDealer } from "./question.ts";
import { daysOf } from "./rows-behind.ts";
import type { Subject } from "./subject.ts";

/** The dealers of the reader's scope by code, each with its region and the day it is there now. */
export async function scopedDealers(tx: Transaction, language: string): Promise<ScopedDealer[]> {
  const { actor } = tx;
  const codes = actor.kind === "person" && actor.dealers.length > 0 ? actor.dealers : null;
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
  total: NumbersLine & { gaps: Record<string, Gap> };
  lines: NumbersLine[];
};

/** The total of a question, its lines, and what closes the gap of each service level: everything as of the same moment. */
export async function readNumbers(tx: Transaction, subject: Subject, question: Question): Promise<Numbers> {
  const [policies, [whole], lines] = await Promise.all([
    subject.policies(tx),
    readCounts(tx, subject.record, { ...question, by: undefined }),
    question.by === undefined ? [] : readCounts(tx, subject.record, question),
  ]);
  if (!whole) throw new Error("a total is always counted");
  const judged = { ...question, by: undefined };
  const total = numbersLine(subject, judged, whole, slaOn(policies, question.to));
  const gaps = await Promise.all(
    total.rates.map(async (rate) => [rate.name, await gapOf(tx, subject, judged, rate)] as const),
  );
  return {
    behind: behindCounts(subject, question),
    total: { ...total, gaps: Object.fromEntries(gaps) },
    lines: lines.map((line) => numbersLine(subject, question, line, slaOn(policies, daysOf(question, line).to))),
  };
}

/** What closes the gap: the rows of the question whose clock still runs, and the moment after which too few of them are left. */
async function gapOf(tx: Transaction, subject: Subject, question: Question, rate: RateLine): Promise<Gap> {
  const need = Math.max(0, missing(rate.part, rate.of, rate.target));
  const [found] = await tx.query<{ open: number; until: Instant | null }>(
    openStatement(tx, subject, question, rate, need),
  );
  const open = found?.open ?? 0;
  return { need, open, until: need > 0 && need <= open ? (found?.until ?? null) : null, canReach: need <= open };
}

function openStatement(tx: Transaction, subject: Subject, question: Question, rate: RateLine, need: number): Statement {
  const { record } = subject;
  const its = subject.rates.find(({ name }) => name === rate.name);
  if (!its) throw new Error(`there is no rate ${rate.name}`);
  const values: unknown[] = [];
  const [due, open] = [`r.${columnOf(its.dueField)}`, `r.${columnOf(its.openField)}`];
  const dealer = `r.${columnOf(record.belongsTo?.dealer ?? "dealer")}`;
  const where = [
    seePredicate(record, tx.actor, values),
    `r.${columnOf(record.counts.day)} between ${bind(values, question.from)}::date and ${bind(values, question.to)}::date`,
    `${due} > ${bind(values, tx.at)}::timestamptz`,
    `${open} is null`,
    ...(question.dealers ? [`${dealer} = any(${bind(values, question.dealers)}::text[])`] : []),
    ...conditions(record, { filters: question.filters }, values, tx.at),
  ];
  return {
    text: `select count(*)::integer as open, (array_agg(${due} order by ${due} desc))[${bind(values, Math.max(1, need))}::integer] as until
      from ${tableOf(record)} r where ${where.join(" and ")}`,
    values,
  };
}
