import { Temporal } from "temporal-polyfill";
import type { Instant } from "#platform/record/index.ts";
import { consentPurposes } from "../aftersales-lead.record.ts";
import { slotNames } from "./fields.ts";
import type { Purpose } from "./words.ts";

/** What a browser posted: names and typed texts. A name sent twice keeps its first text. */
export type Typed = Readonly<Record<string, string>>;

/** What the intake of leads is asked with (API: POST /intake/aftersales-leads). */
export type IntakeRequest = Partial<Record<IntakeText, string>> & {
  preferredSlots?: Instant[];
  consents: Record<Purpose, boolean>;
};
const intakeTexts = [
  "firstName",
  "lastName",
  "firstNameReading",
  "lastNameReading",
  "email",
  "phone",
  "otherPhone",
  "language",
  "country",
  "state",
  "city",
  "postalCode",
  "request",
  "enquiry",
  "customerNotes",
  "extraServices",
  "vin",
  "campaign",
  "dealer",
] as const;
type IntakeText = (typeof intakeTexts)[number];

/** The texts of a posted body; anything else in it is left out. */
export function typedIn(body: unknown): Typed {
  if (typeof body !== "object" || body === null) return {};
  const texts = Object.entries(body).map(([name, value]): [string, unknown] => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  return Object.fromEntries(texts.filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}

/** A wall time of the market ("2026-11-22T09:30") as an instant; a text that is no time stays as it is, so that the intake can refuse it by name. */
export function slotInstant(wallTime: string, zone: string): Instant {
  try {
    const there = Temporal.PlainDateTime.from(wallTime.trim()).toZonedDateTime(zone);
    return new Date(there.epochMilliseconds).toISOString();
  } catch {
    return wallTime;
  }
}

/** The wishes that were filled in, in order. */
export const filledSlots = (typed: Typed): string[] => slotNames.filter((name) => (typed[name] ?? "").trim() !== "");

/** What was typed, as the intake asks for it: empty fields left out, wishes as instants, a box that is not ticked is no consent. */
export function readForm(typed: Typed, zone: string): IntakeRequest {
  const texts = intakeTexts
    .map((name) => [name, (typed[name] ?? "").trim()] as const)
    .filter(([, text]) => text !== "");
  const slots = filledSlots(typed).map((name) => slotInstant(typed[name] ?? "", zone));
  const consents = Object.fromEntries(
    consentPurposes.map((purpose) => [purpose, typed[`consents.${purpose}`] === "yes"]),
  );
  return {
    ...(Object.fromEntries(texts) as Partial<Record<IntakeText, string>>),
    ...(slots.length > 0 && { preferredSlots: slots }),
    consents: consents as Record<Purpose, boolean>,
  };
}
