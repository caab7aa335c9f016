import { z } from "zod";
import type { CountedBy } from "#platform/counts/read-counts.ts";
import { type Fault, invalid } from "#platform/http/problem.ts";
import type { Filter } from "#platform/lists/index.ts";
import { type Day, daysBetween, daysLater } from "#platform/record/index.ts";
import type { ScopedDealer } from "./numbers.answers.ts";
import type { Subject } from "./subject.ts";

/** What a page of numbers asks: which days, whose, which rows of them, and what stands beside each other. */
export type Question = {
  from: Day;
  to: Day;
  /** Codes; undefined: all that the reader sees. */
  dealers: readonly string[] | undefined;
  filters: readonly Filter[];
  by: CountedBy | undefined;
  /** What else is told by lines as of the same moment, by its name: only what the service levels are made of. */
  beside: Readonly<Record<string, CountedBy>>;
  /** The latest day that it is at a dealer of the reader. */
  today: Day;
};
export type { ScopedDealer } from "./numbers.answers.ts";

const mostDays = 800;
const periods = ["dealer", "day", "week", "month"] as const;
const day = z.iso.date().refine((text) => /^(19|20|21)\d\d-/.test(text));

/** How far the numbers look back where nobody says: sixty days with today (AL-61). */
export const usualDays = 60;

/** The question behind query parameters; throws the problem that names every one that is wrong. */
export function questionOf(
  query: Readonly<Record<string, string>>,
  subject: Subject,
  dealers: readonly ScopedDealer[],
): Question {
  const faults: Fault[] = [];
  const wrong = (field: string, code: string, message: string) => void faults.push({ field, code, message });
  const known = ["from", "to", "dealer", "region", "by", "beside", "class", "language", "lang", ...subject.filters];
  for (const name of Object.keys(query))
    if (!known.includes(name)) wrong(name, "unknown-parameter", "is not known here");
  const dayOf = (name: "from" | "to", otherwise: Day): Day => {
    const text = query[name];
    if (text === undefined || day.safeParse(text).success) return text ?? otherwise;
    wrong(name, "unreadable", "must be a day such as 2026-11-23");
    return otherwise;
  };
  const today =
    dealers
      .map((dealer) => dealer.today)
      .sort()
      .at(-1) ?? "2026-01-01";
  const to = dayOf("to", today);
  const from = dayOf("from", daysLater(to, 1 - usualDays));
  if (from > to) wrong("from", "after-the-end", "must not be after the last day");
  if (daysBetween(from, to) >= mostDays) wrong("from", "too-long", `at most ${mostDays} days at once`);
  const scoped = scopeOf(query, dealers, wrong);
  const by = byOf(query.by, subject, wrong);
  const beside = besideOf(query.beside, subject, wrong);
  const filters = [...filtersOf(query, subject, wrong)];
  if (faults.length > 0) throw invalid(faults);
  return { from, to, dealers: scoped, filters, by, beside, today };
}

type Wrong = (field: string, code: string, message: string) => void;

/** A dealer or region outside the reader's scope is as unknown as one that does not exist. */
function scopeOf(
  { dealer, region }: Readonly<Record<string, string>>,
  dealers: readonly ScopedDealer[],
  wrong: Wrong,
): readonly string[] | undefined {
  if (dealer === undefined && region === undefined) return undefined;
  const found = dealers.filter(
    (one) => (dealer === undefined || one.code === dealer) && (region === undefined || one.region === region),
  );
  if (found.length === 0) wrong(dealer === undefined ? "region" : "dealer", "unknown-code", "is not one you see");
  return found.map(({ code }) => code);
}

function byOf(by: string | undefined, subject: Subject, wrong: Wrong): CountedBy | undefined {
  if (by === undefined || (periods as readonly string[]).includes(by)) return by as CountedBy | undefined;
  if (subject.groups.includes(by)) return fieldOf(by, subject);
  return void wrong("by", "unknown-value", `must be one of ${[...periods, ...subject.groups].join(", ")}`);
}

const fieldOf = (field: string, { labels }: Subject): CountedBy => ({
  field,
  ...(labels[field] ? { label: labels[field] } : {}),
});

/** The names in `dealer,campaign,…`. */
function besideOf(beside: string | undefined, subject: Subject, wrong: Wrong): Question["beside"] {
  const names = beside === undefined ? [] : beside.split(",");
  const known = ["dealer", ...subject.groups];
  if (names.some((name) => !known.includes(name)))
    wrong("beside", "unknown-value", `must be some of ${known.join(", ")}, with commas`);
  return Object.fromEntries(
    names.flatMap((name): [string, CountedBy][] => {
      if (name === "dealer") return [[name, name]];
      return subject.groups.includes(name) ? [[name, fieldOf(name, subject)]] : [];
    }),
  );
}

function* filtersOf(query: Readonly<Record<string, string>>, subject: Subject, wrong: Wrong): Generator<Filter> {
  const reportClass = query.class;
  if (reportClass !== undefined) {
    if (subject.classes.includes(reportClass)) yield { field: subject.classField, operator: "eq", value: reportClass };
    else wrong("class", "unknown-value", `must be one of ${subject.classes.join(", ")}`);
  }
  for (const field of subject.filters) {
    const value = query[field];
    if (value === undefined) continue;
    if (value.length > 200 || !value.isWellFormed() || value.includes("\u0000"))
      wrong(field, "not-text", "must be a short text");
    else yield value === "" ? { field, operator: "empty", value: "true" } : { field, operator: "eq", value };
  }
}
