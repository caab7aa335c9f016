import { Temporal } from "temporal-polyfill";
import type { Instant, Row } from "#platform/record/index.ts";
import type { aftersalesLead } from "./aftersales-lead.record.ts";

type Lead = Row<typeof aftersalesLead>;
type Sign = Lead["signs"][number];

const minute = 60_000;
const fewestForWindow = 3;

/** The part of the dealer's day: before noon, until five, after five. */
function windowOf(at: Instant, zone: string): "morning" | "afternoon" | "evening" {
  const { hour } = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
  if (hour < 12) return "morning";
  return hour < 17 ? "afternoon" : "evening";
}

/**
 * What looks wrong about the attempts so far, the newest last: all five within ten minutes; three or more in one part of the
 * day (AL-50 asks for different ones); the first within the last half hour before its limit `dueAt`, which is null once the
 * clock stopped, so that the first attempt's own sign is kept. `zone` is the dealer's.
 */
export function signsOf(
  attempts: Lead["attempts"],
  { signs, dueAt, zone }: { signs: readonly Sign[]; dueAt: Instant | null; zone: string },
): Sign[] {
  const [first] = attempts;
  const last = attempts.at(-1);
  if (!first || !last) return [];
  const isHasty = attempts.length >= 5 && Date.parse(last.at) - Date.parse(first.at) <= 10 * minute;
  const windows = new Set(attempts.map(({ at }) => windowOf(at, zone)));
  const left = dueAt === null ? null : Date.parse(dueAt) - Date.parse(first.at);
  const isLate =
    left === null ? signs.includes("just-before-limit") : attempts.length === 1 && left >= 0 && left < 30 * minute;
  return [
    ...(isHasty ? (["five-in-ten-minutes"] as const) : []),
    ...(attempts.length >= fewestForWindow && windows.size === 1 ? (["one-time-window"] as const) : []),
    ...(isLate ? (["just-before-limit"] as const) : []),
  ];
}

/** The stamps of a first contact; cleared, its clock starts again. */
export const noFirstContact = {
  firstContactAt: null,
  isFirstContactInTime: null,
  contactedBy: null,
  evidence: null,
  signs: [],
};

const ranks = ["declared", "logged", "confirmed"] as const;
/** The surer of what is known and what is new; what somebody ticked first counts until more is known. */
export const surer = (known: Lead["evidence"], found: NonNullable<Lead["evidence"]>): NonNullable<Lead["evidence"]> =>
  known !== null && ranks.indexOf(known) >= ranks.indexOf(found) ? known : found;
