import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Instant } from "#platform/record/index.ts";

/** What a calendar is told of an appointment; `uid` is the same for life, `sequence` grows with every change (RFC 5546). */
export type CalendarEvent = {
  method: "REQUEST" | "CANCEL";
  uid: string;
  sequence: number;
  startsAt: Instant;
  endsAt: Instant;
  /** IANA zone in which people speak of it. */
  zone: string;
  summary: string;
  description: string;
  location: string;
  organizer: { name: string; email: string };
  attendee: { name: string; email: string };
  url: string;
};

const plain = (text: string): string => text.replaceAll(/\r\n?/g, "\n").replaceAll(/[\p{Cc}--\n]/gv, " ");
const line = (text: string): string => plain(text).replaceAll("\n", " ").replaceAll(/["^]/g, "'");

/**
 * The event as iCalendar text: times in UTC, which every calendar understands whatever zone names it knows; CRLF, folded at
 * 75 octets. `stampedAt` is when it was written.
 */
export function calendarText(event: CalendarEvent, stampedAt: Instant): string {
  const isCancel = event.method === "CANCEL";
  const calendar = ical({
    prodId: { company: "Marque", product: "Appointments", language: "EN" },
    method: isCancel ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  const written = calendar.createEvent({
    id: event.uid,
    sequence: event.sequence,
    stamp: new Date(stampedAt),
    start: new Date(event.startsAt),
    end: new Date(event.endsAt),
    summary: line(event.summary),
    description: plain(event.description),
    location: line(event.location),
    status: isCancel ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: line(event.organizer.name) || event.organizer.email, email: event.organizer.email },
    ...(event.url ? { url: event.url } : {}),
  });
  written.createAttendee({
    name: line(event.attendee.name) || event.attendee.email,
    email: event.attendee.email,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
    rsvp: !isCancel,
  });
  return `${calendar.toString().trimEnd()}\r\n`;
}
