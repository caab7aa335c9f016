import type { Transaction } from "#platform/db/database.ts";
import { makeByProgram } from "#platform/moves/by-program.ts";
import type { Desk } from "#platform/moves/desk.ts";
import type { Listener } from "#platform/outbox/relay.ts";

/** The lead shows when its customer comes: whatever the dealer's book says now, also when several changes came at once. */
async function follow(tx: Transaction, desk: Desk, appointment: string): Promise<void> {
  const [found] = await tx.query<{ lead: string | null; at: string | null }>({
    name: "lead:appointment-now",
    text: `select a.lead, (select o.starts_at from appointment o where o.lead = a.lead and o.status in ('planned', 'arrived')
        order by o.starts_at desc limit 1) as at
      from appointment a where a.id = $1`,
    values: [appointment],
  });
  // A lead that was closed in the meantime stays as it is: its rule refuses.
  if (found?.lead) await makeByProgram(tx, desk, found.lead, "follow-appointment", { at: found.at });
}

/** What leads listen for. */
export const aftersalesLeadListeners = (desk: Desk): readonly Listener[] => [
  {
    name: "aftersales-leads: an appointment changed",
    hears: ({ record, event }) =>
      record === "appointment" && ["reschedule", "cancel", "decline", "miss", "correct"].includes(event),
    act: (tx, { recordId }) => follow(tx, desk, recordId),
  },
];
