import { apart } from "./advisor-lines.ts";
import type { NumbersLine, RateLine } from "./numbers.ts";
import { heading, type Piece, quiet, say, table } from "./sheet-pdf.parts.ts";
import type { Printed } from "./sheet-pdf.queries.ts";
import { type SheetWords, shareOf } from "./sheet-pdf.words.ts";

/** Whether one report class is looked at: targets concern all leads, so none is printed then. */
export const isAlone = ({ question }: Printed): boolean =>
  question.filters.some(({ field }) => field === "reportClass");

/** What a line is called; one without a value says what is missing. */
export function nameOf({ names }: Printed, { t }: SheetWords, by: string, { key, label }: NumbersLine): string {
  if (key === null) return t(`numbers.none.${by}`);
  return names[by]?.get(key) ?? label ?? key;
}

const right = { fontSize: 8, alignment: "right" };

/** How many of a service level and which share; what misses its target is marked. */
function cells(words: SheetWords, rate: RateLine, share: number | null, hasTarget: boolean): Piece[] {
  const isMissed = hasTarget && share !== null && share < rate.target / 100;
  return [
    say(words.number(rate.part), right),
    say(`${isMissed ? "▼ " : ""}${words.percent(share)}`, { ...right, bold: isMissed }),
  ];
}

function head({ total }: Printed, { t }: SheetWords, by: string): Piece[] {
  const of = by === "contactedBy" ? [t("numbers.of-contacted")] : [];
  return [
    quiet(t(`numbers.by.${by}`)),
    quiet(t(by === "contactedBy" ? "numbers.leads" : "numbers.count.assigned"), { alignment: "right" }),
    ...total.rates.flatMap(({ name }) => [
      { ...(quiet([t(`numbers.short.${name}`), ...of].join("\n"), { alignment: "right" }) as object), colSpan: 2 },
      "",
    ]),
  ];
}

/**
 * Line by line, the largest first, each dealer or value with its three service levels. Leads that nobody contacted come last,
 * with no share, and no target is held against a person, since it concerns all assigned leads.
 */
export function lines(told: Printed, words: SheetWords, by: string, its: readonly NumbersLine[]): Piece[] {
  const { t } = words;
  const isByPerson = by === "contactedBy";
  const hasTarget = !isAlone(told) && !isByPerson;
  const row = (line: NumbersLine, name: string, look: object = {}, hasShare = true): Piece[] => [
    say(name, { fontSize: 8, ...look }),
    say(words.number(line.counts.assigned ?? 0), right),
    ...line.rates.flatMap((rate) => cells(words, rate, hasShare ? shareOf(rate) : null, hasTarget)),
  ];
  const { lines: named, nobody } = apart(by, its);
  const bySize = named.toSorted((a, b) => (b.counts.assigned ?? 0) - (a.counts.assigned ?? 0));
  const rows = bySize.map((line) => row(line, nameOf(told, words, by, line)));
  if (nobody) rows.push(row(nobody, nameOf(told, words, by, nobody), {}, false));
  const total = t(isByPerson ? "numbers.all-assigned" : "numbers.total");
  rows.push(row(told.total, total, { bold: true }));
  // A short table stays whole with its heading; a long one begins its own page.
  const isShort = rows.length <= 30;
  const parts = [
    heading(`${t("numbers.compare")}: ${t(`numbers.by.${by}`)}`),
    table(["*", 62, ...told.total.rates.flatMap(() => [34, 52])], head(told, words, by), rows),
    ...(hasTarget ? [quiet(t("numbers.pdf.missed"), { margin: [0, 3, 0, 0] })] : []),
    ...(isByPerson ? [quiet(t("numbers.contacted.about"), { margin: [0, 3, 0, 0] })] : []),
  ];
  return isShort ? [{ stack: parts, unbreakable: true }] : [say("", { pageBreak: "before" }), ...parts];
}
