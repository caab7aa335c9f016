import { z } from "zod";
import { type Contacts, contactWords, normalisePhone, type Phone } from "#modules/customers/index.ts";
import { countryCodeOf } from "#modules/network/index.ts";
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
  /** Of the market: where phones are first read that name no country, until it is known whose they are. */
  country: string;
  /** The words that each consent was asked with. */
  wording: (purpose: string) => string;
};

export const isBlank = (value: string | null | undefined): boolean =>
  value === null || value === undefined || value === "";

/** Somebody's words as they are understood: phones in E.164, as they are read in `country` (ISO 3166), the VIN in its one form. */
export type Heard = {
  intake: Intake;
  origin: Origin;
  country: string;
  phone: Phone | null;
  otherPhone: Phone | null;
  vin: ReturnType<typeof normaliseVin> | null;
  /** By what the person is looked for. */
  contacts: Contacts;
  /** By what intakes of one person wait for each other, in whatever country their phones are read. */
  words: readonly string[];
};

/** Understands what was said. Throws the problem that names the fields when nobody could be reached by it. */
export function hear(intake: Intake, origin: Origin): Heard {
  mustBeReachable(intake);
  const vin = isBlank(intake.vin) ? null : normaliseVin(String(intake.vin));
  const words = contactWords({ phones: [intake.phone, intake.otherPhone], email: intake.email });
  return { intake, origin, vin, words, ...phonesIn(intake, countryCodeOf(intake.country) ?? origin.country) };
}

/** The same words at a dealer in `country`: an address that names its own country is of more weight. */
export function heardIn(heard: Heard, country: string): Heard {
  const read = countryCodeOf(heard.intake.country) ?? country;
  return read === heard.country ? heard : { ...heard, ...phonesIn(heard.intake, read) };
}

function phonesIn(intake: Intake, country: string): Pick<Heard, "country" | "phone" | "otherPhone" | "contacts"> {
  const recognised = (typed: string | null | undefined): Phone | null =>
    isBlank(typed) ? null : normalisePhone(String(typed), country);
  const [phone, otherPhone] = [recognised(intake.phone), recognised(intake.otherPhone)];
  const phones = [phone, otherPhone].flatMap((one) => (one?.isRecognised ? [one.value] : []));
  return { country, phone, otherPhone, contacts: { phones, email: intake.email ?? null } };
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
  isBlank(typed) ? null : normalisePhone(String(typed), countryCodeOf(country) ?? market);
