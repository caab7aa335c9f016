import { contactTimes, evidenceSteps, funnel, signCounts } from "#modules/aftersales-leads/index.ts";
import { rulesText } from "./formula.ts";
import type { RateLine } from "./numbers.ts";
import type { ScopedDealer } from "./question.ts";
import { isAlone, lines, nameOf } from "./sheet-pdf.lines.ts";
import { bar, heading, ink, type Piece, quiet, say, table } from "./sheet-pdf.parts.ts";
import type { Printed } from "./sheet-pdf.queries.ts";
import { trend } from "./sheet-pdf.trend.ts";
import { gapText, type SheetWords, shareOf } from "./sheet-pdf.words.ts";

/** A sheet ready to be set: everything on it, and what stands at the foot of each page before its number. */
export type Sheet = { language: string; title: string; foot: string; content: readonly Piece[] };

/** The width of an A4 page within its margins, in points. */
const pageWidth = 515;

/** The numbers of a question on paper: service levels, trend, steps and reasons, then line by line. */
export function sheetPages(told: Printed, words: SheetWords, company: string): Sheet {
  const { t } = words;
  const zone = told.dealers[0]?.zone ?? "UTC";
  const whose = whoseOf(told.dealers, words);
  const days = t("numbers.pdf.days", { from: words.day(told.question.from), to: words.day(told.question.to) });
  const moment = t("numbers.moment", { moment: words.moment(told.asOf, zone) });
  const closed = told.total.counts["closed-without-sale"] ?? 0;
  const assigned = told.total.counts.assigned ?? 0;
  const contacted = told.total.counts.contacted ?? 0;
  const half = (pageWidth - 20) / 2;
  return {
    language: words.language,
    title: t("numbers.pdf.title"),
    foot: `${company} · ${whose} · ${moment}`,
    content: [
      say(t("numbers.pdf.title"), { bold: true, fontSize: 17 }),
      say(`${company} · ${whose}`, { fontSize: 11, bold: true, margin: [0, 2, 0, 2] }),
      quiet([days, ...filtersOf(told, words)].join(" · "), { fontSize: 8.5 }),
      quiet(moment, { fontSize: 8.5 }),
      levels(told, words, zone),
      ...(isAlone(told) ? [quiet(t("numbers.class.alone"), { margin: [0, 6, 0, 0] })] : []),
      ...trend(told, words, pageWidth),
      {
        columns: [
          steps(words, "funnel", countsOf(told, words, funnel), assigned, half, t("numbers.funnel.about")),
          steps(words, "times", countsOf(told, words, contactTimes), assigned, half),
        ],
        columnGap: 20,
      },
      steps(words, "reasons", reasonsOf(told, words), closed, pageWidth),
      {
        columns: [
          steps(words, "evidence", countsOf(told, words, evidenceSteps), contacted, half, t("numbers.evidence.about")),
          steps(words, "signs", countsOf(told, words, signCounts), contacted, half, t("numbers.signs.about")),
        ],
        columnGap: 20,
      },
      ...(told.byDealer.length > 0 ? lines(told, words, "dealer", told.byDealer) : []),
      ...(told.own.length > 0 && told.by ? lines(told, words, told.by, told.own) : []),
    ],
  };
}

/** A dealer by its name, a region by its own, several regions together. */
export function whoseOf(dealers: readonly ScopedDealer[], { t }: SheetWords): string {
  const regions = new Set(dealers.map(({ regionName }) => regionName));
  if (dealers.length === 1) return dealers[0]?.name ?? "";
  return regions.size === 1 ? [...regions].join() : t("numbers.dealer.all");
}

function filtersOf(told: Printed, words: SheetWords): string[] {
  return told.question.filters.map(({ field, operator, value }) => {
    if (field === "reportClass") return words.t(`numbers.class.${value}`);
    if (operator === "empty") return words.t(`numbers.none.${field}`);
    const line = told.own.find(({ key }) => key === value);
    return `${words.t(`numbers.by.${field}`)}: ${told.names[field]?.get(String(value)) ?? line?.label ?? value}`;
  });
}

/** The three service levels beside each other: share, numbers, target, what closes the gap, and how they come about. */
function levels(told: Printed, words: SheetWords, zone: string): Piece {
  const gap = 14;
  const width = (pageWidth - 2 * gap) / 3;
  return {
    margin: [0, 12, 0, 0],
    columnGap: gap,
    columns: told.total.rates.map((rate) => {
      const open = told.total.gaps[rate.name];
      return {
        width,
        stack: [
          say(words.t(`numbers.rate.${rate.name}`), { bold: true, fontSize: 10 }),
          say(words.percent(shareOf(rate)), { bold: true, fontSize: 20, color: ink.dark }),
          bar(shareOf(rate) ?? 0, width, isAlone(told) ? undefined : rate.target / 100),
          say(ofWhich(told, words, rate), { fontSize: 8.5, margin: [0, 3, 0, 0] }),
          ...(open && !isAlone(told) ? [say(gapText(words, rate, open, zone), { bold: true, fontSize: 8 })] : []),
          quiet(formula(told, words, rate), { margin: [0, 3, 0, 0] }),
        ],
      };
    }),
  };
}

const ofWhich = (told: Printed, words: SheetWords, { part, of, target }: RateLine): string =>
  [
    `${words.number(part)} / ${words.number(of)}`,
    ...(isAlone(told) ? [] : [words.t("numbers.target.is", { target: words.target(target) })]),
  ].join(" · ");

/** How a service level comes about, with the limits that hold on the last day. */
const formula = ({ rules }: Printed, words: SheetWords, { name }: RateLine): string =>
  `${rulesText(words, rules, name)} ${words.t("numbers.formula.of")}`;

type Step = { name: string; value: number };
const countsOf = ({ total }: Printed, { t }: SheetWords, names: readonly string[]): Step[] =>
  names.map((name) => ({ name: t(`numbers.count.${name}`), value: total.counts[name] ?? 0 }));

const reasonsOf = (told: Printed, words: SheetWords): Step[] =>
  told.reasons
    .map((line) => ({
      name: nameOf(told, words, "closingReason", line),
      value: line.counts["closed-without-sale"] ?? 0,
    }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value);

/** A section of the page: counts under each other, each with its bar and its share of the same whole; `about` explains them. */
function steps(
  words: SheetWords,
  section: string,
  its: readonly Step[],
  whole: number,
  width: number,
  about?: string,
): Piece {
  const [numbers, shares] = [34, 40];
  const name = width > 300 ? 190 : 92;
  const long = width - name - numbers - shares - 16;
  const right = { fontSize: 8, alignment: "right" };
  const rows = its.map(({ name: called, value }) => [
    say(called, { fontSize: 8 }),
    bar(whole === 0 ? 0 : value / whole, long),
    say(words.number(value), right),
    say(words.percent(whole === 0 ? null : value / whole), right),
  ]);
  const body = rows.length > 0 ? table([name, long, numbers, shares], [], rows) : quiet(words.t("numbers.nothing"));
  const said = about ? [quiet(about, { margin: [0, 2, 0, 0] })] : [];
  return { width, stack: [heading(words.t(`numbers.${section}`)), body, ...said], unbreakable: its.length <= 20 };
}
