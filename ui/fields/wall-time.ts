import type { Day, Instant } from "#platform/record/index.ts";

/** A moment as a wall clock shows it: a day "2026-11-22" and a time "09:30". */
export type WallTime = { day: Day; time: string };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const numeric = "2-digit" as const;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    hourCycle: "h23",
  });
  formats.set(zone, made);
  return made;
}

/** What a wall clock in `zone` (IANA) shows at `at`, to the minute. */
export function wallTimeAt(at: Instant, zone: string): WallTime {
  const parts = Object.fromEntries(
    formatIn(zone)
      .formatToParts(new Date(at))
      .map((p) => [p.type, p.value]),
  );
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/**
 * The instant at which a wall clock in `zone` shows `wall`. An hour that occurs twice means its first occurrence;
 * an hour that the change to summer time leaves out is moved on by the length of the gap.
 */
export function instantOf(wall: WallTime, zone: string): Instant {
  const asUtc = Date.parse(`${wall.day}T${wall.time}:00.000Z`);
  const before = asUtc - offsetAt(asUtc - 86_400_000, zone);
  const after = asUtc - offsetAt(asUtc + 86_400_000, zone);
  const shows = (ms: number): boolean => ms + offsetAt(ms, zone) === asUtc;
  const fitting = [before, after].filter(shows).sort((a, b) => a - b)[0];
  return new Date(fitting ?? before).toISOString();
}

/** How far the clocks of `zone` are ahead of UTC at `ms`, in milliseconds, exact to the minute. */
function offsetAt(ms: number, zone: string): number {
  const whole = Math.floor(ms / 60_000) * 60_000;
  const { day, time } = wallTimeAt(new Date(whole).toISOString(), zone);
  return Date.parse(`${day}T${time}:00.000Z`) - whole;
}
