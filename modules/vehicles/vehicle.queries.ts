import type { Transaction } from "#platform/db/database.ts";
import type { Day } from "#platform/record/index.ts";
import { averageKmPerYear } from "./odometer-reading.rules.ts";
import { factsStatement, type WhichVehicle } from "./vehicle-facts.ts";

/** A car as a lead shows it (AL-28, AL-29), its names in the market's language; empty where nothing is known. */
export type VehicleFacts = {
  id: string;
  vin: string;
  model: string | null;
  modelName: string | null;
  plate: string | null;
  firstRegisteredOn: Day | null;
  /** The first warranty, the one that came with the car. */
  warrantyName: string | null;
  warrantyStartsOn: Day | null;
  warrantyEndsOn: Day | null;
  /** The warranty that holds today; of several the one that ends last. */
  currentWarrantyName: string | null;
  currentWarrantyStartsOn: Day | null;
  currentWarrantyEndsOn: Day | null;
  averageKmPerYear: number | null;
  odometerKm: number | null;
  /** When the lead's customer, else the last owner known, handed it on. */
  ownershipEndedOn: Day | null;
  /** The customers who own the car today, as far as the actor sees them. */
  owners: readonly string[];
};

type Read = { firstKm: number | null; firstReadOn: Day | null; lastReadOn: Day | null };

/** What the tenant knows of a car today; null where there is no such car. */
export async function vehicleFacts(tx: Transaction, which: WhichVehicle): Promise<VehicleFacts | null> {
  const [found] = await tx.query<Omit<VehicleFacts, "averageKmPerYear"> & Read>(factsStatement(tx, which));
  if (!found) return null;
  const { firstKm, firstReadOn, lastReadOn, ...facts } = found;
  if (firstKm === null || firstReadOn === null || lastReadOn === null || facts.odometerKm === null)
    return { ...facts, averageKmPerYear: null };
  const average = averageKmPerYear({ km: firstKm, readOn: firstReadOn }, { km: facts.odometerKm, readOn: lastReadOn });
  return { ...facts, averageKmPerYear: average };
}

/** Whether the customer owns the car today; null where nobody can say. */
export async function isOwner(
  tx: Transaction,
  of: { vehicle: string; customer: string | null },
): Promise<boolean | null> {
  if (of.customer === null) return null;
  const facts = await vehicleFacts(tx, { id: of.vehicle });
  return facts === null ? null : facts.owners.includes(of.customer);
}
