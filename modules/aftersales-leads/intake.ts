import { z } from "zod";
import { type Contacts, normalisePhone, type Phone } from "#modules/customers/index.ts";
import { normaliseVin } from "#modules/vehicles/index.ts";
import { type Fault, invalid } from "#platform/http/problem.ts";
import { inputShape } from "#platform/http/shapes.ts";
import type { Instant } from "#platform/record/index.ts";
import { aftersalesLead, type consentPurposes } from "./aftersales-lead.record.ts";

/** What a person may say of themselves and their wish, as fields of the lead. */
export const said = [
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
] as const;
type Said = { [K in (typeof said)[number]]?: string | null };
/** What a form, a program or an advisor says of somebody who wants something. */
export type Intake = Said & {
  preferredSlots?: Instant[];
  campaign?: string | null;
  dealer?: string | null;
  consents?: Partial<Record<(typeof consentPurposes)[number], boolean>>;
};

const code = () => z.string().trim().max(60).nullable().optional();
/** The body of an intake; unknown properties are refused by name. */
export const intakeShape = z.strictObject({
  ...Object.fromEntries(said.map((field) => [field, inputShape(aftersalesLead.fields[field])])),
  preferredSlots: inputShape(aftersalesLead.fields.preferredSlots).optional(),
  campaign: code(),
  dealer: code(),
  consents: inputShape(aftersalesLead.fields.consents).optional(),
}) as unknown as z.ZodType<Intake>;

/** Where a lead comes from, before anybody said anything: its source, campaign and kind (AL-02, AL-03). */
export type Origin = {
  source: string;
  campaign: string;
  drivenBy: "customer" | "hq";
  /** The only dealer that this origin may create for; null: any, by routing. */
  dealer: string | null;
  defaultDealer: string;
  country: string;
  /** The words that each consent was asked with. */
  wording: (purpose: string) => string;
};

export const isBlank = (value: string | null | undefined): boolean =>
  value === null || value === undefined || value === "";

/** Somebody's words as they are understood, before anything is read: phones in E.164, the VIN in its one form. */
export type Heard = {
  intake: Intake;
  origin: Origin;
  phone: Phone | null;
  otherPhone: Phone | null;
  vin: ReturnType<typeof normaliseVin> | null;
  /** By what the person is looked for. */
  contacts: Contacts;
};

/** Understands what was said. Throws the problem that names the fields when nobody could be reached by it. */
export function hear(intake: Intake, origin: Origin): Heard {
  mustBeReachable(intake);
  const phone = recognised(intake.phone, intake.country, origin.country);
  const otherPhone = recognised(intake.otherPhone, intake.country, origin.country);
  const phones = [phone, otherPhone].flatMap((one) => (one?.isRecognised ? [one.value] : []));
  const vin = isBlank(intake.vin) ? null : normaliseVin(String(intake.vin));
  return { intake, origin, phone, otherPhone, vin, contacts: { phones, email: intake.email ?? null } };
}

/** One part of a name and one way to reach the person; everything else may be missing. Throws the problem that names what is. */
export function mustBeReachable(intake: Intake): void {
  const faults: Fault[] = [];
  if (isBlank(intake.firstName) && isBlank(intake.lastName))
    faults.push({ field: "lastName", code: "name-missing", message: "give a first or a last name" });
  if (isBlank(intake.email) && isBlank(intake.phone) && isBlank(intake.otherPhone)) {
    faults.push({ field: "phone", code: "contact-missing", message: "give a phone, another phone or a mail address" });
  }
  if (faults.length > 0) throw invalid(faults);
}

/** A phone as it is understood in the customer's country, else in the market's; null where none was given. */
export const recognised = (typed: string | null | undefined, country: string | null | undefined, market: string) =>
  isBlank(typed) ? null : normalisePhone(String(typed), /^[A-Z]{2}$/.test(country ?? "") ? String(country) : market);
