export { consentPurposes, customer } from "./customer.record.ts";
export { customerConsent } from "./customer-consent.record.ts";
export { type Contacts, contactWords } from "./hold-contacts.ts";
export type { OpenedCustomer, SaidPerson } from "./open-customer.ts";
export { type NameParts, personName } from "./person-name.ts";
export { normalisePhone, type Phone } from "./phone.ts";
export { phoneExample } from "./phone-example.ts";
export { type Compared, type Likeness, likenessOf, type SaidName, sharesName } from "./same-person.ts";
