import type { Transaction } from "#platform/db/database.ts";
import { makeByProgram } from "#platform/moves/by-program.ts";
import type { Listener } from "#platform/outbox/relay.ts";
import { appointmentDesk } from "./appointment.desk.ts";
import { mailListener } from "./mail.listeners.ts";

/** A lead that is closed without a visit needs its appointment no more; one that was sold keeps it. */
async function cancelWithLead(tx: Transaction, { recordId }: { recordId: string }): Promise<void> {
  const open = await tx.query<{ id: string }>({
    name: "appointment:open-of-lead",
    text: "select id from appointment where lead = $1 and status = 'planned' and starts_at > $2",
    values: [recordId, tx.at],
  });
  for (const { id } of open) await makeByProgram(tx, appointmentDesk, id, "cancel-with-lead");
}

/** What the dealer's book listens for. */
export const serviceListeners: readonly Listener[] = [
  mailListener,
  {
    name: "service: a lead was closed",
    hears: ({ record, event }) => record === "aftersales-lead" && (event === "close" || event === "recontact"),
    act: cancelWithLead,
  },
];
