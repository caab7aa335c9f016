import type { Transaction } from "#platform/db/database.ts";
import type { Listener } from "#platform/outbox/relay.ts";
import type { Instant } from "#platform/record/index.ts";
import { endWindow } from "./vehicle-ownership.queries.ts";

type Event = { record: string; recordId: string; event: string; tells: Record<string, unknown> | null; at: Instant };

const isText = (value: unknown): value is string => typeof value === "string";

/** A lead closed because the car was handed on: the owner's window ends on the day that was said (AL-39). */
export async function endOwnership(tx: Transaction, { tells, at }: Event): Promise<void> {
  const { vehicle, customer, ownershipEndedOn } = tells ?? {};
  if (!isText(vehicle) || !isText(ownershipEndedOn)) return;
  await endWindow(tx, { vehicle, customer: isText(customer) ? customer : null, endedOn: ownershipEndedOn, at });
}

/** What vehicles listen for. */
export const vehicleListeners: readonly Listener[] = [
  {
    name: "vehicles: ownership ended",
    hears: ({ record, event, tells }) =>
      record === "aftersales-lead" && event === "close" && tells?.reason === "not-owner",
    act: endOwnership,
  },
];
