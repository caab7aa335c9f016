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

/**
 * A new customer of the dealer, with a first word on each of the eight purposes in the ledger (AL-24): the id, and the
 * statements that write it. `source` and `wording` say where and how the consents were asked.
 */
export function openCustomer(
  said: SaidPerson,
  opened: { dealer: string; at: Instant; source: string; wording: (purpose: string) => string },
): { id: string; statements: Statement[] } {
  const id = newId();
  const { person, consents } = customerRows(said, { ...opened, id, consentId: newId });
  const told = { move: "create", by: null };
  return {
    id,
    statements: [insertStatement(customer, [person], told), insertStatement(customerConsent, consents, told)],
  };
}

/** The same as rows. */
function customerRows(
  said: SaidPerson,
  opened: {
    id: string;
    dealer: string;
    at: Instant;
    source: string;
    wording: (purpose: string) => string;
    consentId: () => string;
  },
): { person: Values; consents: Values[] } {
  const country = countryCodeOf(said.country);
  const dealers = [opened.dealer];
  const consents = Object.fromEntries(consentPurposes.map((purpose) => [purpose, said.consents[purpose] ?? false]));
  const person = {
    ...pick(said),
    id: opened.id,
    kind: "person",
    email: said.email && smallEmail(said.email),
    country,
    postalCode: said.postalCode && normalisePostalCode(said.postalCode, country),
    consents,
    dealers,
  };
  const { at, source, wording } = opened;
  const words = consentPurposes.map((purpose) => ({
    id: opened.consentId(),
    customer: opened.id,
    purpose,
    isGiven: consents[purpose],
    at,
    source,
    wording: wording(purpose),
    dealers,
  }));
  return {
    person: begin(customer, person, at, "UTC"),
    consents: words.map((word) => begin(customerConsent, word, at, "UTC")),
  };
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
