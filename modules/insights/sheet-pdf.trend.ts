import type { NumbersLine, RateLine } from "./numbers.ts";
import { isPartly } from "./periods.ts";
import { isRunning, type Steps } from "./running-steps.ts";
import { isAlone } from "./sheet-pdf.lines.ts";
import { column, heading, type Piece, quiet, say, table } from "./sheet-pdf.parts.ts";
import type { Printed } from "./sheet-pdf.queries.ts";
import { type SheetWords, shareOf } from "./sheet-pdf.words.ts";

/** The width of the names of the service levels, in points. */
const nameWidth = 96;

/** How the service levels went; `width` is that of the page, in points. */
export function trend(told: Printed, words: SheetWords, width: number): Piece[] {
  const { t } = words;
  const { by, lines } = told.trend;
  const steps = stepsOf(told);
  const said = [
    t("numbers.trend.about"),
    ...(isAlone(told) ? [] : [t("numbers.pdf.line")]),
    ...(lines.some((line) => told.total.rates.some(({ name }) => isRunning(steps, line, name)))
      ? [t("numbers.pdf.running")]
      : []),
    ...(lines.some((line) => isPart(steps, line)) ? [`* ${t(`numbers.partial.${by}`)}`] : []),
  ];
  return [
    heading(`${t("numbers.trend")} (${t(`numbers.per.${by}`)})`),
    lines.length > 0 ? columns(told, words, width, steps) : quiet(t("numbers.nothing")),
    quiet(said.join(" ")),
  ];
}

/** The steps of a sheet, with the day that it is where it is earliest. */
const stepsOf = ({ trend: { by }, question, dealers, sla }: Printed): Steps => ({
  per: by,
  days: question,
  today: dealers.map((dealer) => dealer.today).sort()[0] ?? question.to,
  sla,
});

/** Whether the days cut a step, or it is not over yet. */
const isPart = ({ per, days, today }: Steps, { key }: NumbersLine): boolean =>
  key !== null && isPartly(per, key, days, today);

/** A column for every week or month, a row for every service level; every bar has its number under it. */
function columns(told: Printed, words: SheetWords, pageWidth: number, its: Steps): Piece {
  const { by, lines: steps } = told.trend;
  const width = Math.min(60, (pageWidth - nameWidth) / steps.length);
  const look = { fontSize: steps.length > 14 ? 5 : 7, alignment: "center" };
  const bar = (line: NumbersLine, rate: RateLine | undefined): Piece => {
    const share = rate ? shareOf(rate) : null;
    const isOpen = rate !== undefined && share !== null && isRunning(its, line, rate.name);
    const target = isAlone(told) ? undefined : (rate?.target ?? 0) / 100;
    const number = `${isOpen ? "…" : ""}${words.bare(share)}`;
    return { stack: [column(share, width - 2, target, isOpen), say(number, look)] };
  };
  const rows = told.total.rates.map((rate, nth) => [
    say(words.t(`numbers.short.${rate.name}`), { bold: true, fontSize: 8, margin: [0, 19, 0, 0] }),
    ...steps.map((line) => bar(line, line.rates[nth])),
  ]);
  rows.push([
    say(words.t("numbers.count.assigned"), { fontSize: 8 }),
    ...steps.map((line) => say(words.number(line.counts.assigned ?? 0), look)),
  ]);
  const head = steps.map((line) => quiet(`${words.step(by, line.key ?? "")}${isPart(its, line) ? " *" : ""}`, look));
  const body = table([nameWidth - 2, ...steps.map(() => width - 2)], [quiet("%"), ...head], rows);
  return { ...(body as object), layout: "tight" };
}
