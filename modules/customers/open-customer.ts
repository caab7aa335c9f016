import { countryCodeOf, normalisePostalCode } from "#modules/network/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Statement } from "#platform/db/database.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { Instant } from "#platform/record/index.ts";
import { consentPurposes, customer } from "./customer.record.ts";
import { customerConsent } from "./customer-consent.record.ts";

type Values = Record<string, unknown>;
/** What somebody said of themselves; phones and mail as they are kept on the lead. */
export type SaidPerson = {
  name: string;
  firstName: string | null;
  lastName: string | null;
  firstNameReading: string | null;
  lastNameReading: string | null;
  phone: string | null;
  otherPhone: string | null;
  email: string | null;
  language: string | null;
  country: string | null;
  state: string | null;
  city: string | null;
  postalCode: string | null;
  consents: Readonly<Record<string, boolean>>;
};

/** A new customer with the first words of their consents, as rows. */
export type OpenedCustomer = { id: string; person: Values; consents: readonly Values[] };

/**
 * A new customer of the dealer, with a first word on each of the eight purposes in the ledger (AL-24). `source` and `wording`
 * say where and how the consents were asked. Nothing is written: `writeCustomers` does.
 */
export function openCustomer(
  said: SaidPerson,
  {
    dealer,
    at,
    source,
    wording,
  }: { dealer: string; at: Instant; source: string; wording: (purpose: string) => string },
): OpenedCustomer {
  const id = newId();
  const country = countryCodeOf(said.country);
  const dealers = [dealer];
  const consents = Object.fromEntries(consentPurposes.map((purpose) => [purpose, said.consents[purpose] ?? false]));
  const person = {
    ...pick(said),
    id,
    kind: "person",
    email: said.email && smallEmail(said.email),
    country,
    postalCode: said.postalCode && normalisePostalCode(said.postalCode, country),
    consents,
    dealers,
  };
  const words = consentPurposes.map((purpose) => ({
    id: newId(),
    customer: id,
    purpose,
    isGiven: consents[purpose],
    at,
    source,
    wording: wording(purpose),
    dealers,
  }));
  return {
    id,
    person: begin(customer, person, at, "UTC"),
    consents: words.map((word) => begin(customerConsent, word, at, "UTC")),
  };
}

/** The statements that write new customers; none for nobody. */
export function writeCustomers(opened: readonly OpenedCustomer[]): Statement[] {
  if (opened.length === 0) return [];
  const told = { move: "create", by: null };
  const [people, consents] = [opened.map(({ person }) => person), opened.flatMap((one) => one.consents)];
  return [insertStatement(customer, people, told), insertStatement(customerConsent, consents, told)];
}

/** A mail address as customers are found by it. Some capital letters become two small ones: what grows too long for it is nobody's. */
const smallEmail = (email: string): string | null => (email.toLowerCase().length > 254 ? null : email.toLowerCase());

const pick = ({
  name,
  firstName,
  lastName,
  firstNameReading,
  lastNameReading,
  phone,
  otherPhone,
  language,
  state,
  city,
}: SaidPerson): Values => ({
  name,
  firstName,
  lastName,
  firstNameReading,
  lastNameReading,
  phone,
  otherPhone,
  language,
  state,
  city,
});
