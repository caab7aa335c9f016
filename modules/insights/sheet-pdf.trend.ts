import type { NumbersLine, RateLine } from "./numbers.ts";
import { isPartly } from "./periods.ts";
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
  const isPart = partsOf(told);
  const said = [
    t("numbers.trend.about"),
    ...(isAlone(told) ? [] : [t("numbers.pdf.line")]),
    ...(lines.some(isPart) ? [`* ${t(`numbers.partial.${by}`)}`] : []),
  ];
  return [
    heading(`${t("numbers.trend")} (${t(`numbers.per.${by}`)})`),
    lines.length > 0 ? columns(told, words, width, isPart) : quiet(t("numbers.nothing")),
    quiet(said.join(" ")),
  ];
}

/** Which steps the days cut, or are not over yet at the dealer where it is earliest. */
function partsOf({ trend: { by }, question, dealers }: Printed): (line: NumbersLine) => boolean {
  const today = dealers.map((dealer) => dealer.today).sort()[0] ?? question.to;
  return ({ key }) => key !== null && isPartly(by, key, question, today);
}

/** A column for every week or month, a row for every service level; every bar has its number under it. */
function columns(told: Printed, words: SheetWords, pageWidth: number, isPart: (line: NumbersLine) => boolean): Piece {
  const { by, lines: steps } = told.trend;
  const width = Math.min(60, (pageWidth - nameWidth) / steps.length);
  const look = { fontSize: steps.length > 14 ? 5 : 7, alignment: "center" };
  const bar = (line: NumbersLine, its: RateLine | undefined): Piece => {
    const share = its ? shareOf(its) : null;
    const target = isAlone(told) ? undefined : (its?.target ?? 0) / 100;
    return { stack: [column(share, width - 2, target, isPart(line)), say(words.bare(share), look)] };
  };
  const rows = told.total.rates.map((rate, nth) => [
    say(words.t(`numbers.short.${rate.name}`), { bold: true, fontSize: 8, margin: [0, 19, 0, 0] }),
    ...steps.map((line) => bar(line, line.rates[nth])),
  ]);
  rows.push([
    say(words.t("numbers.count.assigned"), { fontSize: 8 }),
    ...steps.map((line) => say(words.number(line.counts.assigned ?? 0), look)),
  ]);
  const head = steps.map((line) => quiet(`${words.step(by, line.key ?? "")}${isPart(line) ? " *" : ""}`, look));
  const body = table([nameWidth - 2, ...steps.map(() => width - 2)], [quiet("%"), ...head], rows);
  return { ...(body as object), layout: "tight" };
}
