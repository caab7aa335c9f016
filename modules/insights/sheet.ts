import type { NumbersLine } from "./numbers.ts";
import type { Question, ScopedDealer } from "./question.ts";
import type { Subject } from "./subject.ts";

type Told = {
  question: Question;
  /** What codes are called, by the field that holds them. */
  names: Readonly<Record<string, ReadonlyMap<string, string>>>;
  asOf: string;
  from: string;
  to: string;
  dealers: readonly ScopedDealer[];
  total: NumbersLine;
  lines: NumbersLine[];
};

const percent = (part: number, of: number): string => (of === 0 ? "" : ((100 * part) / of).toFixed(1));

/**
 * The numbers as lines of cells with a head: each line, then the total; moment and days stand in every line. One report class
 * alone has no targets.
 */
export function sheetOf(subject: Subject, told: Told, word: (key: string) => string | undefined): unknown[][] {
  const counts = Object.keys(subject.record.counts.rows);
  const isOneClass = told.question.filters.some(({ field }) => field === subject.classField);
  const dealers = new Map(told.dealers.map(({ code, name }) => [code, name]));
  const counted = new Set(counts.map((count) => word(`numbers.count.${count}`)));
  /** Whether what a service level is made of has no column as a count. */
  const hasPart = (name: string): boolean => !counted.has(word(`numbers.part.${name}`));
  const cells = (line: NumbersLine, name: string): unknown[] => [
    line.key ?? "",
    name,
    ...counts.map((count) => line.counts[count] ?? 0),
    ...line.rates.flatMap(({ name, part, of, target }) => [
      ...(hasPart(name) ? [part] : []),
      percent(part, of),
      ...(isOneClass ? [] : [target]),
    ]),
    told.from,
    told.to,
    told.asOf,
  ];
  const total = word("numbers.total") ?? "total";
  const by = typeof told.question.by === "object" ? told.question.by.field : told.question.by;
  const codes = by === "dealer" ? dealers : told.names[by ?? ""];
  const nameOf = ({ key, label }: NumbersLine): string =>
    key === null ? (word(`numbers.none.${by}`) ?? "") : (label ?? codes?.get(key) ?? key);
  return [
    [
      word("numbers.key") ?? "key",
      word("numbers.name") ?? "name",
      ...counts.map((count) => word(`numbers.count.${count}`) ?? count),
      ...subject.rates.flatMap(({ name }) => {
        const rate = word(`numbers.rate.${name}`) ?? name;
        return [
          ...(hasPart(name) ? [word(`numbers.part.${name}`) ?? name] : []),
          `${rate} %`,
          ...(isOneClass ? [] : [`${rate}: ${word("numbers.target") ?? "target"} %`]),
        ];
      }),
      word("numbers.from") ?? "from",
      word("numbers.to") ?? "to",
      word("numbers.as-of") ?? "as of",
    ],
    ...told.lines.map((line) => cells(line, nameOf(line))),
    cells(told.total, total),
  ];
}
