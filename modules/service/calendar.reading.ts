import type { Instant, Row } from "#platform/record/index.ts";
import type { appointment } from "./appointment.record.ts";
import type { CalendarAnswer } from "./service.answers.ts";

export type Named = { id: string; name: string };
type Reference = "bay" | "advisor" | "lead" | "customer" | "vehicle";
/** An appointment as the API answers it. */
export type Appointment = Omit<Row<typeof appointment>, Reference> &
  Record<Reference, Named | null> & { isFinal: boolean };

type Windows = readonly { from: Instant; until: Instant }[];
/** A bay or an advisor, and when it is there on each day. */
export type Place = CalendarAnswer["advisors"][number];
/** A day of the dealer's book, and what the holiday is called where it is one. */
export type CalendarDay = CalendarAnswer["days"][number];
/** Everything that a page of the calendar shows: GET /service-calendar. */
export type Calendar = CalendarAnswer & { appointments: readonly Appointment[] };

/** How the book is looked at: one day or seven, by the bays or by the advisors. */
export type As = "day" | "week";
export type By = "bays" | "advisors";
/** Where an appointment is to go; bay and advisor are left out where any will do. */
export type Target = { startsAt: Instant; bay?: Named; advisor?: Named };

export const spansOf = (windows: Windows) =>
  windows.map(({ from, until }) => ({ fromMs: Date.parse(from), untilMs: Date.parse(until) }));

/** How an appointment looks: by its state, or as one beside the plan. */
export const toneOf = ({ status, isBesidePlan }: Appointment): string =>
  status === "planned" && isBesidePlan ? "beside" : status;

/** Whether a bay or an advisor is there, and free of everything else, while it is needed. */
export function isFree(
  calendar: Calendar,
  kind: "bay" | "advisor",
  id: string,
  span: { fromMs: number; untilMs: number },
  except: string,
): boolean {
  const place = (kind === "bay" ? calendar.bays : calendar.advisors).find((one) => one.id === id);
  const windows = (place?.days ?? []).flatMap((day) => spansOf(day.windows));
  const isThere = windows.some(({ fromMs, untilMs }) => fromMs <= span.fromMs && span.fromMs < untilMs);
  const others = calendar.appointments.filter(
    (one) => one.id !== except && one[kind]?.id === id && (one.status === "planned" || one.status === "arrived"),
  );
  const endOf = (one: Appointment): number => Date.parse(kind === "bay" ? one.endsAt : one.advisorUntilAt);
  return isThere && !others.some((one) => Date.parse(one.startsAt) < span.untilMs && span.fromMs < endOf(one));
}

/**
 * What moving an appointment asks for: the bay or advisor of the column it was dropped on, and of the other the one it has,
 * as far as that one is free then.
 */
export function targetOf(
  calendar: Calendar,
  moved: Appointment,
  atMs: number,
  on: { bay?: Named; advisor?: Named },
): Target {
  const { startsAt, endsAt, advisorUntilAt } = moved;
  const longFor = (until: Instant) => ({ fromMs: atMs, untilMs: atMs + Date.parse(until) - Date.parse(startsAt) });
  const bay =
    on.bay ?? (moved.bay && isFree(calendar, "bay", moved.bay.id, longFor(endsAt), moved.id) ? moved.bay : undefined);
  const isSameAdvisorFree =
    moved.advisor && isFree(calendar, "advisor", moved.advisor.id, longFor(advisorUntilAt), moved.id);
  const advisor = on.advisor ?? (isSameAdvisorFree && moved.advisor ? moved.advisor : undefined);
  return {
    startsAt: new Date(atMs).toISOString(),
    ...(bay ? { bay } : {}),
    ...(advisor ? { advisor } : {}),
  };
}

/** The appointment as it looks at once after a move, before the server has answered. */
export function movedTo(moved: Appointment, { startsAt, bay, advisor }: Target): Appointment {
  const byMs = Date.parse(startsAt) - Date.parse(moved.startsAt);
  const later = (at: Instant): Instant => new Date(Date.parse(at) + byMs).toISOString();
  return {
    ...moved,
    startsAt,
    endsAt: later(moved.endsAt),
    advisorUntilAt: later(moved.advisorUntilAt),
    bay: bay ?? moved.bay,
    advisor: advisor ?? moved.advisor,
    isBesidePlan: moved.isBesidePlan && !bay,
  };
}
