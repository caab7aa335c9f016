import { known } from "#apps/house.ts";
import { aftersalesLeadDesk } from "#modules/aftersales-leads/aftersales-lead.desk.ts";
import { aftersalesLeadListeners } from "#modules/aftersales-leads/aftersales-lead.listeners.ts";
import { aftersalesLeadRoutes } from "#modules/aftersales-leads/aftersales-lead.routes.ts";
import type { Foundations } from "#modules/aftersales-leads/foundations.ts";
import { leadLetterValues } from "#modules/aftersales-leads/letter-values.queries.ts";
import { slaPolicies } from "#modules/aftersales-leads/sla.queries.ts";
import { slaPolicyRoutes } from "#modules/aftersales-leads/sla-policy.routes.ts";
import { consentsNow } from "#modules/customers/customer.queries.ts";
import { customerRoutes } from "#modules/customers/customer.routes.ts";
import { holdContacts } from "#modules/customers/hold-contacts.ts";
import { openCustomer, writeCustomers } from "#modules/customers/open-customer.ts";
import { countMedians } from "#modules/insights/count-medians.ts";
import { numbersRoutes } from "#modules/insights/numbers.routes.ts";
import { rehearsalRoute } from "#modules/insights/rehearsal.routes.ts";
import { leadNumbers } from "#modules/insights/subjects.ts";
import { weeklyLetters } from "#modules/insights/weekly-letter.ts";
import { planWeekly } from "#modules/insights/weekly-plan.ts";
import { weeklyWishRoutes } from "#modules/insights/weekly-wish.routes.ts";
import type { Hearers } from "#modules/mails/hear.ts";
import type { Letters } from "#modules/mails/index.ts";
import { mailDesk } from "#modules/mails/mail.desk.ts";
import type { TemplateDesk } from "#modules/mails/mail-template.routes.ts";
import { mailRoutes } from "#modules/mails/mails.routes.ts";
import { previewValues } from "#modules/mails/preview-values.ts";
import { firstKinds } from "#modules/mails/words/mail-words.ts";
import { dealerAreas } from "#modules/network/dealer.queries.ts";
import { networkRoutes } from "#modules/network/network.routes.ts";
import { appointmentDesk } from "#modules/service/appointment.desk.ts";
import { hearAppointment } from "#modules/service/appointment.hear.ts";
import { appointmentLetters, appointmentMailKinds, type LetterHome } from "#modules/service/appointment.letters.ts";
import { leadPlan, openAppointment } from "#modules/service/lead-plan.queries.ts";
import { withNextSlots } from "#modules/service/next-slots.ts";
import { serviceListeners } from "#modules/service/service.listeners.ts";
import { serviceRoutes } from "#modules/service/service.routes.ts";
import { type ResetHome, resetLetters } from "#modules/sign-in/index.ts";
import {
  customerOfLead,
  customersBehind,
  refreshCustomerDealers,
  showCustomer,
} from "#modules/vehicles/customer-dealers.queries.ts";
import { vehicleListeners } from "#modules/vehicles/vehicle.listeners.ts";
import { vehicleFacts } from "#modules/vehicles/vehicle.queries.ts";
import { vehicleRoutes } from "#modules/vehicles/vehicle.routes.ts";
import { isCounted } from "#platform/counts/cells.ts";
import { mendCounts } from "#platform/counts/check.ts";
import type { Transaction } from "#platform/db/database.ts";
import { eventRoute } from "#platform/http/event-route.ts";
import type { Route } from "#platform/http/route.ts";
import { sessionRoutes } from "#platform/http/session-routes.ts";
import type { StreamWatch } from "#platform/http/stream-watch.ts";
import { MailWriter } from "#platform/mail/writer.ts";
import type { Desk } from "#platform/moves/desk.ts";
import type { Live } from "#platform/outbox/live.ts";
import type { Listener } from "#platform/outbox/relay.ts";
import type { WorkRoom } from "#platform/workers/index.ts";
import type { Clockwork, Daily } from "./clockwork.ts";
import { type DemoAccount, demoRoutes } from "./demo-routes.ts";
import type { Nightly } from "./night-watch.ts";
import { openapiRoute } from "./openapi-route.ts";

/** What leads know of customers, vehicles and network. */
export const foundations: Foundations = {
  dealers: dealerAreas,
  vehicle: vehicleFacts,
  holdContacts,
  customersBehind,
  consentsNow,
  openCustomer,
  writeCustomers,
  showCustomer,
  plan: leadPlan,
  openAppointment,
};
const leadDesk = aftersalesLeadDesk(foundations);
/** Records that have clocks and moves, in the order in which the sweeper takes them. */
export const desks: readonly Desk[] = [leadDesk, appointmentDesk, mailDesk];

/** Who writes the letters of each kind of mail, once it is known where the installation's pages are. */
export const letters = (home: LetterHome & ResetHome): Letters => ({
  ...appointmentLetters(home),
  ...resetLetters(home),
  ...weeklyLetters(home, numbers),
});
/** Who hears the answers to mails, by the kind of their reply address. */
export const hearers: Hearers = { appointment: { record: "appointment", hear: hearAppointment } };
const templateDesk = (writer: MailWriter): TemplateDesk => ({
  writer,
  kinds: [...new Set<string>([...firstKinds, ...appointmentMailKinds])],
  valuesOfLead: async (tx: Transaction, lead: string, language: string) => {
    const values = await leadLetterValues(tx, lead, language);
    return values && previewValues(values, language);
  },
});

const numbers = leadNumbers(slaPolicies);
/** What is done once a night. */
export const nightly: readonly Nightly[] = [
  async (db, tenant) => {
    for (const record of known.values()) if (isCounted(record)) await mendCounts(db, tenant, record);
  },
];
/** What is done once a day. */
export const daily: readonly Daily[] = [(db, tenant, day) => countMedians(db, tenant, numbers, day), planWeekly];

/** Who hears what of other modules, through the outbox. */
export const listeners: readonly Listener[] = [
  ...vehicleListeners,
  ...serviceListeners,
  ...aftersalesLeadListeners(leadDesk),
  {
    name: "customers: a lead changed dealers",
    hears: ({ record, event }) => record === "aftersales-lead" && event === "assign",
    act: async (tx, { recordId }) => {
      const [lead] = await tx.query<{ customer: string | null }>(customerOfLead(recordId));
      if (lead?.customer) await tx.query(refreshCustomerDealers(lead.customer));
    },
  },
];

export type RouteParts = {
  isDemo: boolean;
  isSecure: boolean;
  /** Whether a mail server brings links to who forgot a password. */
  byMail?: boolean;
  accounts: () => readonly DemoAccount[];
  clockwork: () => Clockwork;
  live: () => Live;
  /** Where work is done that would hold everybody up. */
  room: WorkRoom;
  watch: () => StreamWatch;
};

/** Booking a lead at a time that is taken is refused with the next free slots of its dealer. */
const withFreeSlots = (route: Route): Route =>
  route.operation === "aftersales-lead.book"
    ? withNextSlots(route, ({ id, body }) => ({ whose: { lead: id }, at: body.at, work: body.work }))
    : route;

/** Every operation of the API, in one visible list. */
export function routes(parts: RouteParts): Route[] {
  const cookie = { isSecure: parts.isSecure };
  const all = [
    ...sessionRoutes(cookie, parts.isDemo, parts.byMail),
    eventRoute(parts.live, parts.watch),
    ...aftersalesLeadRoutes(leadDesk, foundations).map(withFreeSlots),
    ...customerRoutes,
    ...vehicleRoutes,
    ...serviceRoutes,
    ...networkRoutes,
    ...mailRoutes(templateDesk(new MailWriter(parts.room))),
    ...slaPolicyRoutes,
    ...numbersRoutes(numbers, parts.room),
    rehearsalRoute(numbers),
    ...weeklyWishRoutes,
    ...(parts.isDemo ? demoRoutes(parts.accounts, parts.clockwork, cookie) : []),
  ];
  return [...all, openapiRoute(all)];
}
