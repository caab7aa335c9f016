import type { CountLine } from "#platform/counts/read-counts.ts";
import { filtersOf } from "#platform/lists/where.ts";
import type { Condition, Day } from "#platform/record/index.ts";
import { lastOf } from "./periods.ts";
import type { Question } from "./question.ts";
import type { Subject } from "./subject.ts";

type Pair = [name: string, value: string];
const filter = (field: string, operator: string, value: string): Pair => [`filter[${field}][${operator}]`, value];

/** The days of a line: those of the whole question, or of its own day, week or month within them. */
export function daysOf({ from, to, by }: Question, line: Pick<CountLine, "key">): { from: Day; to: Day } {
  if (line.key === null || (by !== "day" && by !== "week" && by !== "month")) return { from, to };
  const last = by === "day" ? line.key : lastOf(by, line.key);
  return { from: line.key > from ? line.key : from, to: last < to ? last : to };
}

/** What holds for every line of a question, as filters of the record's list. */
const ofQuestion = ({ filters }: Question): Pair[] =>
  filters.map(({ field, operator, value }) => filter(field, operator, value));

/** The query of the record's list that shows every row of a line: its days, dealers, filters and its own key. */
export function rowsOfLine(subject: Subject, question: Question, line: Pick<CountLine, "key">): string {
  const { by } = question;
  const days = daysOf(question, line);
  const dealer = subject.record.belongsTo?.dealer ?? "dealer";
  const query = new URLSearchParams([
    filter(subject.record.counts.day, "gte", days.from),
    filter(subject.record.counts.day, "lte", days.to),
    ...ofQuestion(question),
  ]);
  if (by === "dealer") query.set(...filter(dealer, "eq", String(line.key)));
  else if (question.dealers) query.set(...filter(dealer, "in", question.dealers.join(",")));
  if (typeof by === "object")
    query.set(...(line.key === null ? filter(by.field, "empty", "true") : filter(by.field, "eq", line.key)));
  return query.toString();
}

/** What a count counts, as filters: of several counts of one field the rows of any of them. */
function ofCounts(subject: Subject, counts: readonly string[]): Pair[] {
  const wheres = counts.map((count) => Object.entries(subject.record.counts.rows[count] ?? {}));
  const [first = []] = wheres;
  if (wheres.length === 1)
    return first.flatMap(([field, condition]) =>
      filtersOf(condition as Condition).map(([operator, value]) => filter(field, operator, value)),
    );
  const [[field = ""] = []] = first;
  const values = wheres.flatMap((where) => where.map(([name, value]) => (name === field ? String(value) : undefined)));
  if (wheres.some((where) => where.length !== 1) || values.includes(undefined))
    throw new Error(`the rows of ${counts.join(" and ")} are not those of one field`);
  return [filter(field, "in", values.join(","))];
}

/**
 * What is added to the query of a line so that the list shows the very rows that any of the counts counts (C11, UX-43). A
 * list takes each filter once, so a second value asked of a field is asked as one of a list.
 */
export function rowsOfCounts(subject: Subject, question: Question, counts: readonly string[]): string {
  const asked = new Map(ofQuestion(question));
  const byField = typeof question.by === "object" ? filter(question.by.field, "eq", "")[0] : undefined;
  const query = new URLSearchParams();
  for (const [name, value] of ofCounts(subject, counts)) {
    if (asked.get(name) === value) continue;
    query.set(asked.has(name) || name === byField ? name.replace("[eq]", "[in]") : name, value);
  }
  return query.toString();
}
