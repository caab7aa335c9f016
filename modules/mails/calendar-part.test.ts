import assert from "node:assert/strict";
import test from "node:test";
import { calendarText } from "#platform/mail/calendar.ts";
import { readCalendarPart } from "./calendar-part.ts";

const event = {
  method: "REQUEST" as const,
  uid: "one@marque.example",
  sequence: 3,
  startsAt: "2026-12-01T01:00:00.000Z",
  endsAt: "2026-12-01T02:30:00.000Z",
  zone: "Asia/Tokyo",
  summary: `Вызов, "車検"; ${"a long line ".repeat(12)}`.trim(),
  description: "x",
  location: "1-2-3 Sakuragaoka, Tokyo",
  organizer: { name: "Marque", email: "a@marque.example" },
  attendee: { name: "DTSTART:20200101T000000Z", email: "b@example.org" },
  url: "",
};

test("the calendar part of a mail is read as it was written", () => {
  for (const method of ["REQUEST", "CANCEL"] as const) {
    const part = readCalendarPart(calendarText({ ...event, method }, "2026-11-23T00:00:00.000Z"));
    assert.deepEqual(part, {
      method,
      sequence: 3,
      startsAt: event.startsAt,
      endsAt: event.endsAt,
      summary: event.summary.replaceAll('"', "'"),
      location: event.location,
    });
  }
});

test("what is no calendar part of ours is not read", () => {
  assert.equal(readCalendarPart(""), null);
  assert.equal(readCalendarPart("BEGIN:VCALENDAR\nDTSTART;VALUE=DATE:20261201\nEND:VCALENDAR"), null);
});
