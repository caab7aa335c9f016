import { Temporal } from "temporal-polyfill";
import type { Instant } from "#platform/record/index.ts";
import { ianaZone } from "./windows-zones.ts";

/** What a calendar program answered (RFC 5546). Moments that cannot be placed on the time line are left out. */
export type CalendarReply = {
  /** "REPLY", "COUNTER", or whatever else was said, in capitals. */
  method: string;
  uid: string;
  sequence: number;
  /** The mail address of the one who answers; null where there is not exactly one. */
  attendee: string | null;
  /** "ACCEPTED", "DECLINED", "TENTATIVE" …, in capitals; empty where it is missing. */
  partstat: string;
  startsAt?: Instant;
  endsAt?: Instant;
};

type Line = { name: string; parameters: Map<string, string>; value: string };
const mostBytes = 200_000;
const mostLines = 5000;

/** Reads the first event of an answer; null where there is none. Never throws, whatever it is given. */
export function readCalendar(bytes: Buffer): CalendarReply | null {
  if (bytes.length > mostBytes) return null;
  // Unfolded as bytes: a fold may cut a letter in two.
  const unfolded = bytes.toString("latin1").replaceAll(/\r?\n[ \t]/g, "");
  const lines = Buffer.from(unfolded, "latin1")
    .toString("utf8")
    .split(/\r\n|\n|\r/, mostLines)
    .flatMap(lineOf);
  const is = (line: Line, name: string, value: string): boolean =>
    line.name === name && line.value.toUpperCase() === value;
  const begin = lines.findIndex((line) => is(line, "BEGIN", "VEVENT"));
  if (begin < 0) return null;
  const length = lines.slice(begin).findIndex((line) => is(line, "END", "VEVENT"));
  const event = lines.slice(begin + 1, length < 0 ? undefined : begin + length);
  const one = (name: string): Line | undefined => event.find((line) => line.name === name);
  const uid = one("UID")?.value.trim() ?? "";
  if (uid === "" || uid.length > 500) return null;
  const attendees = event.filter((line) => line.name === "ATTENDEE");
  const [answering] = attendees;
  const method =
    lines
      .find((line) => line.name === "METHOD")
      ?.value.trim()
      .toUpperCase()
      .slice(0, 40) ?? "";
  const [startsAt, endsAt] = [momentOf(one("DTSTART")), momentOf(one("DTEND"))];
  return {
    method,
    uid,
    sequence: numberOf(one("SEQUENCE")?.value),
    attendee: attendees.length === 1 && answering ? addressIn(answering.value) : null,
    partstat: (answering?.parameters.get("PARTSTAT") ?? "").toUpperCase().slice(0, 40),
    ...(startsAt ? { startsAt } : {}),
    ...(endsAt ? { endsAt } : {}),
  };
}

/** `NAME;PARAMETER="value":text` in its parts; a line that is none is left out. */
function lineOf(text: string): Line[] {
  let isQuoted = false;
  const cuts: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === ";" && !isQuoted) cuts.push(at);
    else if (sign === ":" && !isQuoted) {
      cuts.push(at);
      return [placed(text, cuts)];
    }
  }
  return [];
}

function placed(text: string, cuts: readonly number[]): Line {
  const end = cuts.at(-1) ?? 0;
  const parts = cuts.slice(0, -1).map((from, i) => text.slice(from + 1, cuts[i + 1]));
  const parameters = parts.map((part): [string, string] => {
    const [name = "", ...rest] = part.split("=");
    return [name.trim().toUpperCase(), rest.join("=").replaceAll('"', "").trim()];
  });
  return {
    name: text.slice(0, cuts[0]).trim().toUpperCase(),
    parameters: new Map(parameters),
    value: text.slice(end + 1),
  };
}

const addressIn = (value: string): string | null =>
  /^mailto:\s*([^\s<>,;]{3,254})$/i.exec(value.trim())?.[1]?.toLowerCase() ?? null;
const numberOf = (text: string | undefined): number => (/^\d{1,9}$/.test(text?.trim() ?? "") ? Number(text) : 0);

/** Nobody proposes to come in other years. */
const [firstYear, lastYear] = [1900, 2199];

/** A moment: one that ends in Z is UTC whatever zone is named beside it; one without a zone that is known has no place. */
function momentOf(line: Line | undefined): Instant | undefined {
  const [, y, mo, d, h, mi, s, z] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)$/.exec(line?.value.trim() ?? "") ?? [];
  if (y === undefined || line === undefined) return undefined;
  const wall = `${y}-${mo}-${d}T${h}:${mi}:${s}`;
  const zone = z === "Z" ? "UTC" : ianaZone(line.parameters.get("TZID") ?? "");
  if (zone === undefined || Number(y) < firstYear || Number(y) > lastYear) return undefined;
  try {
    const there = Temporal.PlainDateTime.from(wall, { overflow: "reject" }).toZonedDateTime(zone);
    return new Date(there.epochMilliseconds).toISOString();
  } catch {
    return undefined;
  }
}
