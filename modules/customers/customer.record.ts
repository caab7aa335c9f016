import {
  email,
  flags,
  language,
  maybe,
  oneOf,
  phone,
  postalCode,
  record,
  text,
  texts,
} from "#platform/record/index.ts";

/** What a customer can agree to or refuse (AL-24): two purposes and six channels. */
export const consentPurposes = [
  "directMarketing",
  "profiling",
  "email",
  "phone",
  "post",
  "text",
  "fax",
  "socialMedia",
] as const;

/** A person or company whose car the network looks after. A dealer sees those of whom it has a lead, a visit or a car. */
export const customer = record("customer", {
  plural: "customers",
  title: "name",
  fields: {
    kind: oneOf("person", "company"),
    /** The name in the order of the customer's own language, or the company's. */
    name: text(),
    firstName: maybe(text(100)),
    lastName: maybe(text(100)),
    /** Kana, pinyin or Latin letters: what the name sounds like where its script does not say so. */
    firstNameReading: maybe(text(100)),
    lastNameReading: maybe(text(100)),
    companyName: maybe(text()),
    phone: maybe(phone()),
    otherPhone: maybe(phone()),
    email: maybe(email()),
    street: maybe(text()),
    city: maybe(text(100)),
    state: maybe(text(100)),
    postalCode: maybe(postalCode()),
    country: maybe(text(2)),
    language: maybe(language()),
    /** The newest word on each purpose; the ledger of consents holds every word with its time, source and wording. */
    consents: flags(...consentPurposes),
    /** The dealers who have a lead, a visit or a car of theirs. */
    dealers: texts(),
  },
  belongsTo: { dealers: "dealers" },
  see: {
    advisor: "own dealer",
    "store-manager": "own dealer",
    "sales-staff": "own dealer",
    "area-manager": "own region",
    hq: "all",
    "call-centre": "all",
  },
  /** With the lead that brings them: whoever writes down a lead opens its customer. */
  create: ["advisor", "store-manager", "call-centre"],
  search: [
    "name",
    "firstName",
    "lastName",
    ["lastNameReading", "firstNameReading"],
    "companyName",
    "phone",
    "otherPhone",
    "email",
  ],
  list: {
    columns: ["name", "kind", "phone", "email", "city"],
    also: ["firstNameReading", "lastNameReading", "language", "dealers"],
    views: { people: { where: { kind: "person" } }, companies: { where: { kind: "company" } } },
    sort: "-createdAt",
  },
});
