import type { Transaction } from "#platform/db/database.ts";
import { makeByProgram } from "#platform/moves/by-program.ts";
import type { Desk } from "#platform/moves/desk.ts";
import type { Heard, Listener } from "#platform/outbox/relay.ts";

/** The lead shows when its customer comes or came: whatever the dealer's book says now, also when several changes came at once. */
async function follow(tx: Transaction, desk: Desk, { recordId, at }: Heard): Promise<void> {
  const [found] = await tx.query<{ lead: string | null; startsAt: string | null; hasCome: boolean }>({
    name: "lead:appointment-now",
    text: `select a.lead, (select o.starts_at from appointment o where o.lead = a.lead and o.status in ('planned', 'arrived')
        order by o.starts_at desc limit 1) as "startsAt",
        exists (select from appointment o where o.lead = a.lead and o.status = 'arrived') as "hasCome"
      from appointment a where a.id = $1`,
    values: [recordId],
  });
  // A lead that was closed in the meantime stays as it is: its rule refuses.
  if (found?.lead)
    await makeByProgram(tx, desk, found.lead, "follow-appointment", {
      at: found.startsAt,
      visitedAt: found.hasCome ? at : null,
    });
}

/** The customer answered for themselves: by their calendar or by their link. */
async function hearCustomer(tx: Transaction, desk: Desk, { recordId, version }: Heard): Promise<void> {
  const [found] = await tx.query<{ lead: string | null; byStaff: boolean }>({
    name: "lead:customer-answered",
    text: `select a.lead, exists (select from appointment_history h where h.record_id = a.id and h.version = $2 and h.user_id is not null) as "byStaff"
      from appointment a where a.id = $1`,
    values: [recordId, version],
  });
  if (found?.lead && !found.byStaff) await makeByProgram(tx, desk, found.lead, "witness", { evidence: "confirmed" });
}

/** A mail about the lead's appointment left for the customer. */
async function hearMail(tx: Transaction, desk: Desk, { recordId }: Heard): Promise<void> {
  const [found] = await tx.query<{ lead: string | null }>({
    name: "lead:mail-left",
    text: `select a.lead from mail m join appointment a on a.id = case m.about_record when 'appointment' then m.about_id::uuid end
      where m.id = $1 and m.audience = 'customer'`,
    values: [recordId],
  });
  if (found?.lead) await makeByProgram(tx, desk, found.lead, "witness", { evidence: "logged" });
}

const ofAppointment =
  (...events: string[]) =>
  ({ record, event }: Heard): boolean =>
    record === "appointment" && events.includes(event);

/** What leads listen for. */
export const aftersalesLeadListeners = (desk: Desk): readonly Listener[] => [
  {
    name: "aftersales-leads: an appointment changed",
    hears: ofAppointment("reschedule", "cancel", "decline", "miss", "arrive", "correct"),
    act: (tx, event) => follow(tx, desk, event),
  },
  {
    name: "aftersales-leads: the customer answered",
    hears: ofAppointment("accept", "decline", "propose", "reschedule", "cancel"),
    act: (tx, event) => hearCustomer(tx, desk, event),
  },
  {
    name: "aftersales-leads: a mail left",
    hears: ({ record, event }) => record === "mail" && (event === "accept" || event === "arrived"),
    act: (tx, event) => hearMail(tx, desk, event),
  },
];
