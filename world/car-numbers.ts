import { hasRightCheckDigit, normalisePlate } from "#modules/vehicles/index.ts";
import type { ModelPlan } from "./catalogue.ts";
import type { Chance } from "./chance.ts";
import type { DealerPlan } from "./market.ts";

/** Years from 1980 on; I, O, Q, U, Z and 0 are never used. */
const yearCodes = "ABCDEFGHJKLMNPRSTVWXY123456789";

/** A VIN of the demo's maker, with a right check digit. */
export function vinFor(model: ModelPlan, year: number, serial: number): string {
  const yearCode = yearCodes[(year - 1980) % yearCodes.length] ?? "A";
  const around = (digit: string): string =>
    `ZN9${model.describes}${digit}${yearCode}N${String(serial).padStart(6, "0")}`;
  return [..."0123456789X"].map(around).find(hasRightCheckDigit) ?? around("0");
}

/** A Japanese frame number: the model's code and a serial number of seven digits. */
export const frameFor = (model: ModelPlan, serial: number): string =>
  `${model.frameCode}-${String(1_000_000 + serial).slice(-7)}`;

const kana = [..."あいうえかきくけこさすせそたちつてとなにぬねの"];
const consonants = [..."BCDFGHJKLMNPRSTVWXZ"];

/** A plate of the dealer's neighbourhood. */
export function plateFor({ country, plateOffice }: DealerPlan, chance: Chance): string {
  const number = String(chance.int(1000, 9999));
  const letters = (n: number): string => Array.from({ length: n }, () => chance.pick(consonants)).join("");
  if (country === "JP")
    return normalisePlate(`${plateOffice}${chance.pick(["300", "330", "500", "3A5"])}${chance.pick(kana)}${number}`);
  if (country === "IT") return `${plateOffice} ${number.slice(1)} ${letters(2)}`;
  return country === "ES" ? `${number} ${letters(3)}` : `${plateOffice}-${letters(2)} ${number}`;
}
