import { newId } from "#platform/clocks/chance.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Refusal, Who } from "#platform/moves/decide.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { Day } from "#platform/record/index.ts";
import { odometerReading } from "./odometer-reading.record.ts";
import { type Reading, readingRefusal } from "./odometer-reading.rules.ts";

/**
 * Adds what the odometer showed: the only door to the readings, since no constraint can compare two rows of different
 * days. The car is held meanwhile, so that two readings cannot pass each other.
 */
export async function addReading(
  tx: Transaction,
  reading: { vehicle: string; km: number; readOn: Day; reason: string | null },
  by: Who,
): Promise<Refusal | { id: string }> {
  await tx.query({
    name: "vehicle:lock",
    text: "select pg_advisory_xact_lock(hashtextextended($1, 0))",
    values: [reading.vehicle],
  });
  const others = await tx.query<Reading>({
    name: "odometer:readings",
    text: `select km, read_on as "readOn", reason from odometer_reading where vehicle = $1 order by read_on, created_at, id`,
    values: [reading.vehicle],
  });
  const refusal = readingRefusal(others, reading);
  if (refusal) return refusal;
  const record = odometerReading;
  const id = newId();
  await tx.query(insertStatement(record, [begin(record, { ...reading, id }, tx.at, "UTC")], { move: "create", by }));
  return { id };
}
