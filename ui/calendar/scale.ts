import { type Day, daysLater } from "#platform/record/index.ts";
import { instantOf, wallTimeAt } from "#ui/fields/wall-time.ts";

/** From when until when, in milliseconds since 1970. */
export type Span = { fromMs: number; untilMs: number };
/** The first and last minute of a wall clock that a page of the calendar shows; 1440 is the end of the day. */
export type Range = { first: number; last: number };
/** How the quarter hours of one day lie below each other. */
export type Scale = {
  on: Day;
  /** How many quarter hours. */
  rows: number;
  /** The moment at which a row begins, in milliseconds since 1970. */
  atRow: (row: number) => number;
  /** Where a moment lies, in rows from the top, cut at both ends. */
  rowOf: (atMs: number) => number;
};

export const quarterMs = 900_000;
const quarter = 15;
const usual: Range = { first: 9 * 60, last: 18 * 60 };

/** The minute of the day that a wall clock in `zone` shows. */
export function minuteOf(atMs: number, zone: string): number {
  const { time } = wallTimeAt(new Date(atMs).toISOString(), zone);
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

export const dayOf = (atMs: number, zone: string): Day => wallTimeAt(new Date(atMs).toISOString(), zone).day;

/** The moment at which the wall clock shows a minute of a day; 1440 is the next midnight. */
function atMinute(on: Day, minute: number, zone: string): number {
  const day = daysLater(on, Math.floor(minute / 1440));
  const left = minute % 1440;
  const two = (n: number): string => String(n).padStart(2, "0");
  return Date.parse(instantOf({ day, time: `${two(Math.floor(left / 60))}:${two(left % 60)}` }, zone));
}

/** Whole hours around everything that is open or planned on the days shown; where nothing is open, around the usual hours. */
export function rangeOf(days: readonly Day[], open: readonly Span[], planned: readonly Span[], zone: string): Range {
  const minutesOf = minutesIn(days, zone);
  const opening = open.flatMap(minutesOf);
  const minutes = [...(opening.length > 0 ? opening : [usual.first, usual.last]), ...planned.flatMap(minutesOf)];
  return { first: Math.floor(Math.min(...minutes) / 60) * 60, last: Math.ceil(Math.max(...minutes) / 60) * 60 };
}

/** The minutes of the days shown at which a span begins and ends; none where it lies elsewhere. */
const minutesIn =
  (days: readonly Day[], zone: string) =>
  ({ fromMs, untilMs }: Span): number[] => {
    const on = dayOf(fromMs, zone);
    if (!days.includes(on)) return days.includes(dayOf(untilMs - 1, zone)) ? [0, minuteOf(untilMs, zone)] : [];
    return [minuteOf(fromMs, zone), dayOf(untilMs - 1, zone) === on ? minuteOf(untilMs - 1, zone) + 1 : 1440];
  };

/** One day alone: its quarter hours as they pass, 92 or 100 of them on the day of a change of summer time. */
export function passingScale(on: Day, { first, last }: Range, zone: string): Scale {
  const fromMs = atMinute(on, first, zone);
  const rows = Math.round((atMinute(on, last, zone) - fromMs) / quarterMs);
  return {
    on,
    rows,
    atRow: (row) => fromMs + row * quarterMs,
    rowOf: (atMs) => Math.min(rows, Math.max(0, (atMs - fromMs) / quarterMs)),
  };
}

/** Days side by side share one clock on the wall: ten o'clock lies at the same height, also where a night had an hour less. */
export function wallScale(on: Day, { first, last }: Range, zone: string): Scale {
  const rows = (last - first) / quarter;
  const startMs = atMinute(on, 0, zone);
  const endMs = atMinute(on, 1440, zone);
  const rowOf = (atMs: number): number => {
    if (atMs <= startMs) return 0;
    if (atMs >= endMs) return rows;
    return Math.min(rows, Math.max(0, (minuteOf(atMs, zone) - first) / quarter));
  };
  return { on, rows, rowOf, atRow: (row) => atMinute(on, first + row * quarter, zone) };
}

/** What a day leaves out between its opening windows, as rows from and until. */
export function closedRows(scale: Scale, windows: readonly Span[]): { from: number; until: number }[] {
  const closed: { from: number; until: number }[] = [];
  let from = 0;
  for (const { fromMs, untilMs } of windows) {
    if (scale.rowOf(fromMs) > from) closed.push({ from, until: scale.rowOf(fromMs) });
    from = Math.max(from, scale.rowOf(untilMs));
  }
  return from < scale.rows ? [...closed, { from, until: scale.rows }] : closed;
}
