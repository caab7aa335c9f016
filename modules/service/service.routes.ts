import { editRoute, moveRoute } from "#platform/http/change-routes.ts";
import { createRoute } from "#platform/http/create-route.ts";
import { csvRoute, historyRoute, listRoute, readRoute } from "#platform/http/read-routes.ts";
import type { Route } from "#platform/http/route.ts";
import type { Desk } from "#platform/moves/desk.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { appointmentDesk } from "./appointment.desk.ts";
import { withNextSlots } from "./next-slots.ts";
import { planRoute } from "./plan.route.ts";
import { serviceWork } from "./service-work.record.ts";
import { calendarRoute, slotsRoute } from "./slots.routes.ts";
import { advisorDesk, bayDesk } from "./workshop.desk.ts";

const readRoutes = (record: AnyRecord, desk?: Desk): Route[] => [
  listRoute(record),
  readRoute(record, desk),
  historyRoute(record),
];

/** Every operation on the dealer's book. */
export const serviceRoutes: readonly Route[] = [
  slotsRoute,
  calendarRoute,
  ...readRoutes(serviceWork as unknown as AnyRecord),
  ...readRoutes(bayDesk.record, bayDesk),
  ...readRoutes(advisorDesk.record, advisorDesk),
  createRoute(bayDesk),
  editRoute(bayDesk),
  createRoute(advisorDesk),
  editRoute(advisorDesk),
  listRoute(appointmentDesk.record),
  csvRoute(appointmentDesk.record),
  readRoute(appointmentDesk.record, appointmentDesk),
  historyRoute(appointmentDesk.record),
  withNextSlots(planRoute, ({ person, body }) => ({
    whose: { dealer: person.dealer ?? "" },
    at: body.startsAt,
    work: body.work,
  })),
  editRoute(appointmentDesk),
  withNextSlots(moveRoute(appointmentDesk, "reschedule"), ({ id, body }) => ({
    whose: { appointment: id },
    at: body.startsAt,
    work: body.work,
    except: id,
  })),
  moveRoute(appointmentDesk, "cancel"),
  moveRoute(appointmentDesk, "arrive"),
  moveRoute(appointmentDesk, "miss"),
  moveRoute(appointmentDesk, "correct"),
];
