import type { Transaction } from "#platform/db/database.ts";
import { changeStatement } from "#platform/moves/statements.ts";
import type { Day, Instant } from "#platform/record/index.ts";
import { vehicleOwnership } from "./vehicle-ownership.record.ts";
import { endOfOwnership, type OwnershipWindow } from "./vehicle-ownership.rules.ts";

/** Ends the owner's window of a car; does nothing where none lasts. For the program itself: it asks nobody's scope. */
export async function endWindow(
  tx: Transaction,
  said: { vehicle: string; customer: string | null; endedOn: Day; at: Instant },
): Promise<void> {
  const windows = await tx.query<OwnershipWindow>({
    name: "ownership:windows",
    text: `select id, version, customer, starts_on as "startsOn", ends_on as "endsOn" from vehicle_ownership where vehicle = $1 for update`,
    values: [said.vehicle],
  });
  const end = endOfOwnership(windows, said);
  if (!end) return;
  const { window, endsOn } = end;
  const change = { key: window.id, version: window.version, set: { endsOn }, at: said.at };
  const record = vehicleOwnership;
  await tx.query(changeStatement(record, [change], { move: "edit", by: null }, { text: "true", values: [] }));
}
