import type { CountedBy, CountLine } from "#platform/counts/read-counts.ts";
import { filtersOf } from "#platform/lists/where.ts";
import type { Condition, Day } from "#platform/record/index.ts";
import type { Question } from "./question.ts";
import type { Subject } from "./subject.ts";

type Pair = [name: string, value: string];
const filter = (field: string, operator: string, value: string): Pair => [`filter[${field}][${operator}]`, value];

/** The last day of the week or month that begins on `from`. */
function lastDay(by: CountedBy | undefined, from: Day): Day {
  const at = new Date(`${from}T00:00:00Z`);
  if (by === "week") at.setUTCDate(at.getUTCDate() + 6);
  if (by === "month") at.setUTCMonth(at.getUTCMonth() + 1, 0);
  return at.toISOString().slice(0, 10);
}

/** The days of a line: those of the whole question, or of its own day, week or month within them. */
export function daysOf({ from, to, by }: Question, line: Pick<CountLine, "key">): { from: Day; to: Day } {
  if (line.key === null || (by !== "day" && by !== "week" && by !== "month")) return { from, to };
  const last = lastDay(by, line.key);
  return { from: line.key > from ? line.key : from, to: last < to ? last : to };
}

/** What makes a line of a question: its days, dealers and filters, and its own key, as filters of the record's list. */
function ofLine(subject: Subject, question: Question, line: Pick<CountLine, "key">): Pair[] {
  const { by } = question;
  const days = daysOf(question, line);
  const dealer = subject.record.belongsTo?.dealer ?? "dealer";
  const pairs: Pair[] = [
    filter(subject.record.counts.day, "gte", days.from),
    filter(subject.record.counts.day, "lte", days.to),
    ...question.filters.map(({ field, operator, value }) => filter(field, operator, value)),
  ];
  if (by === "dealer") pairs.push(filter(dealer, "eq", String(line.key)));
  else if (question.dealers) pairs.push(filter(dealer, "in", question.dealers.join(",")));
  if (typeof by === "object")
    pairs.push(line.key === null ? filter(by.field, "empty", "true") : filter(by.field, "eq", line.key));
  return pairs;
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
 * The query of the record's list that shows the very rows of a line that any of the counts counts (C11, UX-43). A list takes
 * each filter once, so a second value asked of the same field is asked as one of a list.
 */
export function rowsBehind(
  subject: Subject,
  question: Question,
  line: Pick<CountLine, "key">,
  counts: readonly string[],
): string {
  const query = new URLSearchParams();
  for (const [name, value] of [...ofLine(subject, question, line), ...ofCounts(subject, counts)]) {
    if (!query.has(name)) query.set(name, value);
    else if (query.get(name) !== value) query.set(name.replace("[eq]", "[in]"), value);
  }
  return query.toString();
}
