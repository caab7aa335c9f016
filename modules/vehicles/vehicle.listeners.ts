import type { Transaction } from "#platform/db/database.ts";
import type { Heard, Listener } from "#platform/outbox/relay.ts";
import type { Day } from "#platform/record/index.ts";
import { endWindow } from "./vehicle-ownership.queries.ts";

type HandedOn = { vehicle: string; customer: string | null; endedOn: Day };

/** A lead closed because the car was handed on: the owner's window ends on the day that the lead names (AL-39). */
async function endOwnership(tx: Transaction, { recordId, at }: Pick<Heard, "recordId" | "at">): Promise<void> {
  const [lead] = await tx.query<HandedOn>({
    name: "ownership:handed-on",
    text: `select vehicle, customer, ownership_ended_on as "endedOn" from aftersales_lead
      where id = $1 and closing_reason = 'not-owner' and vehicle is not null and ownership_ended_on is not null`,
    values: [recordId],
  });
  if (lead) await endWindow(tx, { ...lead, at });
}

/** What vehicles listen for. */
export const vehicleListeners: readonly Listener[] = [
  {
    name: "vehicles: ownership ended",
    hears: ({ record, event }) => record === "aftersales-lead" && event === "close",
    act: endOwnership,
  },
];
