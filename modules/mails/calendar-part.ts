import type { Instant } from "#platform/record/index.ts";

/** What the calendar part of a mail says. */
export type CalendarPart = {
  method: "REQUEST" | "CANCEL";
  sequence: number;
  startsAt: Instant;
  endsAt: Instant;
  summary: string;
  location: string;
};

const unescaped = (text: string): string =>
  text.replaceAll(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === "n" ? "\n" : sign));

/** "20261201T010000Z" as an instant; null for anything else. */
function instantOf(text: string | undefined): Instant | null {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (!found) return null;
  const [, year, month, day, hour, minute, second] = found;
  return `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
}

/** Reads the calendar part that we wrote ourselves, with times in UTC; null where it is not one of ours. */
export function readCalendarPart(text: string): CalendarPart | null {
  const unfolded = text.replaceAll(/\r?\n[ \t]/g, "");
  const values = new Map<string, string>();
  for (const line of unfolded.split(/\r?\n/)) {
    const [, name = "", value = ""] = /^([A-Z-]+)[^:]*:(.*)$/.exec(line) ?? [];
    if (name !== "" && !values.has(name)) values.set(name, value);
  }
  const [startsAt, endsAt] = [instantOf(values.get("DTSTART")), instantOf(values.get("DTEND"))];
  if (startsAt === null || endsAt === null) return null;
  return {
    method: values.get("METHOD") === "CANCEL" ? "CANCEL" : "REQUEST",
    sequence: Number(values.get("SEQUENCE") ?? 0),
    startsAt,
    endsAt,
    summary: unescaped(values.get("SUMMARY") ?? ""),
    location: unescaped(values.get("LOCATION") ?? ""),
  };
}
