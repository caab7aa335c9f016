import { z } from "zod";
import { called, dayShape, instantShape, recordShape } from "#platform/http/answer-shapes.ts";
import { problemShape } from "#platform/http/problem-shape.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { appointment } from "./appointment.record.ts";
import { equipment } from "./service-work.record.ts";

/** A time that can be booked: when it begins and ends, and which bays and advisors are free. */
export const slotShape = called(
  z.strictObject({
    startsAt: instantShape,
    endsAt: instantShape,
    bays: z.array(z.uuid()),
    advisors: z.array(z.uuid()),
  }),
  "Slot",
);

/** The free beginnings of a kind of work, and which of a lead's wishes are free. */
export const slotsShape = z.strictObject({
  zone: z.string(),
  work: z.string().nullable(),
  minutes: z.int(),
  items: z.array(slotShape),
  wishes: z.array(z.strictObject({ at: instantShape, slot: slotShape.nullable() })),
});

/** A refusal that names the next free slots where the time was taken. */
export const slotRefusalShape = called(
  problemShape.extend({ nextSlots: z.array(slotShape).optional() }),
  "SlotProblem",
);

const windowsShape = z.array(z.strictObject({ from: instantShape, until: instantShape }));
/** A bay or an advisor, and when it is there on each day. */
const placeShape = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  days: z.array(z.strictObject({ on: dayShape, windows: windowsShape })),
});
/** A day of the dealer's book, and what the holiday is called where it is one. */
const calendarDayShape = z.strictObject({
  on: dayShape,
  startsAt: instantShape,
  isHoliday: z.boolean(),
  holidayName: z.string().nullable(),
  windows: windowsShape,
});

/** Everything that a page of the calendar shows. */
export const calendarShape = z.strictObject({
  dealer: z.string(),
  zone: z.string(),
  from: dayShape,
  fromAt: instantShape,
  untilAt: instantShape,
  now: instantShape,
  days: z.array(calendarDayShape),
  bays: z.array(placeShape.extend({ equipment: z.array(z.enum(equipment)) })),
  advisors: z.array(placeShape),
  appointments: z.array(recordShape(appointment as unknown as AnyRecord)),
  can: z.strictObject({ create: z.boolean(), reschedule: z.boolean() }),
});
/** The same as TypeScript sees it; the appointments are rows of their record. */
export type CalendarAnswer = Omit<z.infer<typeof calendarShape>, "appointments">;
