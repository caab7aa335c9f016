import type { Refusal } from "#platform/moves/decide.ts";
import { normalisePlate } from "./plate.ts";
import { normaliseVin, type Vin } from "./vin.ts";

/** What somebody knows of a car that the system does not know yet. */
export type NewVehicle = { vin: string; model?: string | null; plate?: string | null };

/** A new car as it is kept. It must be recognisable: who adds a car has it or its papers at hand. */
export function newVehicle(
  asked: NewVehicle,
  country?: string | null,
): Refusal | { vin: string; vinKind: Vin["kind"]; model: string | null; plate: string | null } {
  const { value, kind, isRecognised } = normaliseVin(asked.vin);
  if (!isRecognised) return { refused: "vin-unrecognised", field: "vin" };
  return {
    vin: value,
    vinKind: kind,
    model: asked.model ?? null,
    plate: asked.plate ? normalisePlate(asked.plate, country) : null,
  };
}
