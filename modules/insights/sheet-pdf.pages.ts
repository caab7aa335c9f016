import { contactTimes, funnel } from "#modules/aftersales-leads/index.ts";
import type { NumbersLine, RateLine } from "./numbers.ts";
import type { ScopedDealer } from "./question.ts";
import { bar, column, heading, ink, type Piece, quiet, say, table } from "./sheet-pdf.parts.ts";
import type { Printed } from "./sheet-pdf.queries.ts";
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
  const half = (pageWidth - 20) / 2;
  return {
    language: words.language,
    title: t("numbers.pdf.title"),
    foot: `${company} · ${whose} · ${moment}`,
    content: [
      say(t("numbers.pdf.title"), { bold: true, fontSize: 17 }),
      say(`${company} · ${whose}`, { fontSize: 11, bold: true, margin: [0, 2, 0, 2] }),
      quiet([days, ...filtersOf(told, words), moment].join(" · "), { fontSize: 8.5 }),
      levels(told, words, zone),
      heading(`${t("numbers.trend")} (${t(`numbers.per.${told.trend.by}`)})`),
      trend(told, words),
      quiet(`${t("numbers.trend.about")} ${t("numbers.pdf.line")}`),
      {
        columns: [
          steps(words, t("numbers.funnel"), countsOf(told, words, funnel), assigned, half),
          steps(words, t("numbers.times"), countsOf(told, words, contactTimes), assigned, half),
        ],
        columnGap: 20,
      },
      steps(words, t("numbers.reasons"), reasonsOf(told, words), closed, pageWidth),
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

/** What a line is called; one without a value says what is missing. */
function nameOf({ names }: Printed, { t }: SheetWords, by: string, { key, label }: NumbersLine): string {
  if (key === null) return t(`numbers.none.${by}`);
  return names[by]?.get(key) ?? label ?? key;
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
          bar(shareOf(rate) ?? 0, width, rate.target / 100),
          say(ofWhich(words, rate), { fontSize: 8.5, margin: [0, 3, 0, 0] }),
          say(open ? gapText(words, rate, open, zone) : "", { bold: true, fontSize: 8 }),
          quiet(formula(told, words, rate), { margin: [0, 3, 0, 0] }),
        ],
      };
    }),
  };
}

const ofWhich = ({ t, number, percent }: SheetWords, { part, of, target }: RateLine): string =>
  `${number(part)} / ${number(of)} · ${t("numbers.target.is", { target: percent(target / 100) })}`;

/** How a service level comes about, with the limits that hold on the last day. */
function formula({ sla }: Printed, { t }: SheetWords, { name }: RateLine): string {
  const limits = { hours: sla.firstContactHours, days: sla.managementDays, life: sla.lifetimeDays };
  const isBooked = sla.bookedCounts.some((one) => one === name);
  const rule = t(`numbers.formula.${name}`, limits);
  return [rule, ...(isBooked ? [t("numbers.formula.booked")] : []), t("numbers.formula.of")].join(" ");
}

/** A column for every week or month, a row for every service level; every bar has its number under it. */
function trend({ trend: { by, lines: steps }, total }: Printed, words: SheetWords): Piece {
  if (steps.length === 0) return quiet(words.t("numbers.nothing"));
  const first = 96;
  const width = Math.min(60, (pageWidth - first) / steps.length);
  const small = steps.length > 14 ? 5 : 7;
  const rows = total.rates.map((rate, nth) => [
    say(words.t(`numbers.short.${rate.name}`), { bold: true, fontSize: 8, margin: [0, 19, 0, 0] }),
    ...steps.map((line): Piece => {
      const its = line.rates[nth];
      const share = its ? shareOf(its) : null;
      const text = { fontSize: small, alignment: "center" };
      return {
        stack: [column(share, width - 2, (its?.target ?? 0) / 100), say(bare(words, share), text)],
      };
    }),
  ]);
  const counts = steps.map((line) =>
    say(words.number(line.counts.assigned ?? 0), { fontSize: small, alignment: "center" }),
  );
  const head = steps.map(({ key }) => quiet(words.step(by, key ?? ""), { fontSize: small, alignment: "center" }));
  rows.push([say(words.t("numbers.count.assigned"), { fontSize: 8 }), ...counts]);
  const body = table([first - 2, ...steps.map(() => width - 2)], [quiet("%"), ...head], rows);
  return { ...(body as object), layout: "tight" };
}

/** A share in percent without its sign, where the column's head has it. */
const bare = ({ number }: SheetWords, share: number | null): string =>
  share === null ? "–" : number(Math.round(share * 1000) / 10);

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

/** Counts under each other, each with its bar and its share of the same whole. */
function steps(words: SheetWords, title: string, its: readonly Step[], whole: number, width: number): Piece {
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
  return { stack: [heading(title), body], unbreakable: its.length <= 20 };
}

/** Line by line, each dealer or value with its three service levels; what misses its target is marked. */
function lines(told: Printed, words: SheetWords, by: string, its: readonly NumbersLine[]): Piece[] {
  const { t } = words;
  const right = { fontSize: 8, alignment: "right" };
  const cell = (rate: RateLine): Piece[] => {
    const share = shareOf(rate);
    const isMissed = share !== null && share < rate.target / 100;
    return [
      say(`${words.number(rate.part)}`, right),
      say(`${isMissed ? "▼ " : ""}${words.percent(share)}`, { ...right, bold: isMissed }),
    ];
  };
  const row = (line: NumbersLine, name: string, look: object = {}): Piece[] => [
    say(name, { fontSize: 8, ...look }),
    say(words.number(line.counts.assigned ?? 0), right),
    ...line.rates.flatMap(cell),
  ];
  const head = [
    quiet(t(`numbers.by.${by}`)),
    quiet(t("numbers.count.assigned"), { alignment: "right" }),
    ...told.total.rates.flatMap(({ name }) => [
      { ...(quiet(t(`numbers.short.${name}`), { alignment: "right" }) as object), colSpan: 2 },
      "",
    ]),
  ];
  const rows = its.map((line) => row(line, nameOf(told, words, by, line)));
  rows.push(row(told.total, t("numbers.total"), { bold: true }));
  // A short table stays whole with its heading; a long one begins its own page.
  const isShort = rows.length <= 30;
  const parts = [
    heading(`${t("numbers.compare")}: ${t(`numbers.by.${by}`)}`),
    table(["*", 52, ...told.total.rates.flatMap(() => [34, 52])], head, rows),
    quiet(t("numbers.pdf.missed"), { margin: [0, 3, 0, 0] }),
  ];
  return isShort ? [{ stack: parts, unbreakable: true }] : [say("", { pageBreak: "before" }), ...parts];
}
