import { Temporal } from "temporal-polyfill";
import type { AnyRecord, Clock, Day, Duration, Instant, Terms } from "#platform/record/index.ts";
import { dueField } from "#platform/record/index.ts";

/** Those who begin or move many rows ask for the same moment in the same zone again and again: the latest answers are kept. */
const latest = new Map<string, string>();
const mostKept = 500;
function kept(question: string, answer: () => string): string {
  const known = latest.get(question);
  if (known !== undefined) return known;
  if (latest.size >= mostKept) latest.clear();
  const found = answer();
  latest.set(question, found);
  return found;
}

/** `after` counted from `at`: hours elapse, calendar days keep the time of day in `zone` (an IANA name). */
export function later(at: Instant, after: Duration, zone: string): Instant {
  if ("hours" in after) return new Date(Date.parse(at) + after.hours * 3_600_000).toISOString();
  return kept(`${at} ${zone} ${after.calendarDays}`, () => {
    const there = Temporal.Instant.from(at).toZonedDateTimeISO(zone).add({ days: after.calendarDays });
    return new Date(there.epochMilliseconds).toISOString();
  });
}

/** The calendar day of `at` in `zone`. */
export const dayIn = (at: Instant, zone: string): Day =>
  kept(`${at} ${zone}`, () => Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString());

type Values = Readonly<Record<string, unknown>>;

/** The clock as the market's terms have it. */
const onTerms = (clock: Clock, its: Terms[string] | undefined): Clock =>
  its === undefined
    ? clock
    : { ...clock, ...(its.after && { after: its.after }), stops: [...clock.stops, ...(its.alsoStops ?? [])] };

/** When the clock runs out after a change, undefined when the change does not touch it. A stamp that is cleared starts it again. */
function restarted(clock: Clock, before: Values | null, set: Values, zone: string): Instant | null | undefined {
  const source = clock.at ?? clock.from;
  if (source === undefined) return undefined;
  const isCleared = clock.stamp !== undefined && set[clock.stamp] === null && before?.[clock.stamp] != null;
  if (!(source in set) && !isCleared) return undefined;
  const at = (source in set ? set[source] : before?.[source]) as Instant | null;
  if (at === null) return null;
  return clock.after ? later(at, clock.after, zone) : at;
}

/**
 * What a change does to the record's clocks: deadlines that start, restart or stop, the stamps and verdicts of those that stop.
 * `move` is the move's name, or undefined for a creation; `at` the moment of the change; `before` null for a creation;
 * `terms` what the market made of the clocks.
 */
export function turnClocks(
  of: AnyRecord,
  change: {
    move?: string;
    at: Instant;
    zone: string;
    terms?: Terms;
    before: Values | null;
    set: Values;
    becomesFinal: boolean;
  },
): Record<string, unknown> {
  const turned: Record<string, unknown> = {};
  for (const [name, declared] of Object.entries(of.clocks ?? {})) {
    const clock = onTerms(declared, change.terms?.[name]);
    const due = restarted(clock, change.before, change.set, change.zone);
    if (due !== undefined) turned[dueField(name)] = due;
    const running = change.before?.[dueField(name)] as Instant | null | undefined;
    const stopsHere = change.move !== undefined && clock.stops.includes(change.move);
    if (stopsHere && running) Object.assign(turned, stopped(name, clock, running, change.at, change.before ?? {}));
    else if (change.becomesFinal && running && clock.whenDue !== "flag" && due === undefined)
      turned[dueField(name)] = null;
  }
  return turned;
}

/** A clock that stops: no deadline any more, its stamp, and whether that was in time unless it had already run out. */
function stopped(name: string, clock: Clock, due: Instant, at: Instant, before: Values): Record<string, unknown> {
  const set: Record<string, unknown> = { [dueField(name)]: null };
  if (clock.stamp) set[clock.stamp] = at;
  if (clock.verdict) set[clock.verdict] = before[clock.verdict] ?? at <= due;
  return set;
}
