import { type DatedSla, runningOf, slaOn } from "#modules/aftersales-leads/index.ts";
import { bind, seePredicate } from "#platform/access/index.ts";
import type { CountLine } from "#platform/counts/read-counts.ts";
import { columnOf, tableOf } from "#platform/db/columns.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import { conditions, whereSql } from "#platform/lists/index.ts";
import type { Day, Instant } from "#platform/record/index.ts";
import { type Gap, missing, type NumbersLine, type RateLine } from "./numbers.ts";
import type { Question } from "./question.ts";
import { rowsOfCounts } from "./rows-behind.ts";
import type { Subject } from "./subject.ts";

/** What was asked, under which policies, and the counts of each of its days. */
export type Asked = {
  subject: Subject;
  question: Question;
  policies: readonly DatedSla[];
  days: readonly CountLine[];
};
type Rate = Subject["rates"][number];

/** What closes the gap of each service level of a total; nothing where one report class is looked at alone. */
export async function gapsOf(tx: Transaction, asked: Asked, total: NumbersLine): Promise<Record<string, Gap>> {
  const { subject, question } = asked;
  if (question.filters.some(({ field }) => field === subject.classField)) return {};
  const gaps = subject.rates.map(async (rate, nth): Promise<[string, Gap]> => {
    const line = total.rates[nth];
    if (line?.name !== rate.name) throw new Error(`the total has no ${rate.name}`);
    return [rate.name, await gapOf(tx, asked, rate, line)];
  });
  return Object.fromEntries(await Promise.all(gaps));
}

async function gapOf(tx: Transaction, asked: Asked, rate: Rate, line: RateLine): Promise<Gap> {
  const { subject, question, policies, days } = asked;
  const running = runningOf(rate, slaOn(policies, question.to));
  const open = days.reduce((sum, { counts }) => sum + (counts[running] ?? 0), 0);
  const need = Math.max(0, missing(line.part, line.of, line.target));
  const gap = { need, open, rows: rowsOfCounts(subject, question, [running]), until: null, canReach: need <= open };
  if (need === 0 || need > open) return gap;
  const [found] = await tx.query<{ until: Instant }>(deadlineStatement(tx, asked, rate, running, need));
  return { ...gap, until: found?.until ?? null };
}

const dayMs = 86_400_000;

/**
 * Where the `need`th deadline from the end is looked for: it is the `nth` from the end of the rows of the days `among`. The
 * deadlines of one day lie up to a day beside those of its neighbours, since dealers live in several zones.
 */
function daysOfDeadline(
  { policies, days }: Asked,
  rate: Rate,
  running: string,
  need: number,
): { among: Day[]; nth: number } {
  const ends = days
    .map(({ key, counts }) => {
      const day = String(key);
      return { day, endMs: Date.parse(day) + rate.lastsMs(slaOn(policies, day)), open: counts[running] ?? 0 };
    })
    .sort((a, b) => b.endMs - a.endMs);
  let seen = 0;
  const middle = ends.find(({ open }) => {
    seen += open;
    return seen >= need;
  });
  if (!middle) throw new Error(`fewer than ${need} of ${running}`);
  const later = ends.filter(({ endMs }) => endMs > middle.endMs + dayMs).reduce((sum, { open }) => sum + open, 0);
  const among = ends.filter(({ endMs }) => Math.abs(endMs - middle.endMs) <= dayMs).map(({ day }) => day);
  return { among, nth: need - later };
}

function deadlineStatement(tx: Transaction, asked: Asked, rate: Rate, running: string, need: number): Statement {
  const { record } = asked.subject;
  const { dealers, filters } = asked.question;
  const { among, nth } = daysOfDeadline(asked, rate, running, need);
  const values: unknown[] = [];
  const due = `r.${columnOf(rate.dueField)}`;
  const dealer = `r.${columnOf(record.belongsTo?.dealer ?? "dealer")}`;
  const where = [
    seePredicate(record, tx.actor, values),
    `r.${columnOf(record.counts.day)} = any(${bind(values, among)}::date[])`,
    whereSql(record, record.counts.rows[running] ?? {}, values, tx.at),
    ...(dealers ? [`${dealer} = any(${bind(values, dealers)}::text[])`] : []),
    ...conditions(record, { filters }, values, tx.at),
  ];
  return {
    text: `select ${due} as until from ${tableOf(record)} r where ${where.join(" and ")}
      order by ${due} desc offset ${bind(values, nth - 1)}::integer limit 1`,
    values,
  };
}
