import type { FormLanguage } from "./words.ts";

/** One control of the form. `caption` and `hint` are label keys; `complete` is what the browser may fill in. */
export type FormField = {
  readonly name: string;
  readonly caption: string;
  readonly hint?: string;
  readonly kind: "line" | "lines" | "moment" | "dealer" | "language";
  readonly type?: "text" | "email" | "tel";
  readonly keyboard?: "numeric" | "tel" | "email" | "text";
  readonly complete?: string;
  readonly isWide?: true;
  readonly isCode?: true;
  readonly maxLength?: number;
};
export type FormSection = { readonly name: string; readonly hint?: string; readonly fields: readonly FormField[] };

const lead = (name: string): string => `aftersales-lead.field.${name}`;
const form = (name: string): string => `aftersales-form.${name}`;

const family: FormField = {
  name: "lastName",
  caption: lead("lastName"),
  kind: "line",
  complete: "family-name",
  maxLength: 100,
};
const given: FormField = {
  name: "firstName",
  caption: lead("firstName"),
  kind: "line",
  complete: "given-name",
  maxLength: 100,
};
const readings: readonly FormField[] = [
  { name: "lastNameReading", caption: lead("lastNameReading"), kind: "line", maxLength: 100 },
  { name: "firstNameReading", caption: lead("firstNameReading"), kind: "line", maxLength: 100 },
];

/** Names stand in the order of the language; readings are asked where names are read in more than one way. */
const names = (language: FormLanguage): readonly FormField[] => {
  if (language === "ja") return [family, given, ...readings];
  return language === "zh" ? [family, given] : [given, family];
};

const place = (language: FormLanguage): readonly FormField[] => {
  const code: FormField = {
    name: "postalCode",
    caption: lead("postalCode"),
    kind: "line",
    complete: "postal-code",
    maxLength: 20,
    keyboard: language === "en" ? "text" : "numeric",
  };
  const city: FormField = {
    name: "city",
    caption: form("field.city"),
    kind: "line",
    complete: "address-level2",
    maxLength: 100,
  };
  const state: FormField = {
    name: "state",
    caption: form("field.state"),
    kind: "line",
    complete: "address-level1",
    maxLength: 100,
  };
  const country: FormField = {
    name: "country",
    caption: form("field.country"),
    kind: "line",
    complete: "country-name",
    maxLength: 100,
  };
  return language === "ja" || language === "zh" ? [code, country, state, city] : [code, city, state, country];
};

const contact: readonly FormField[] = [
  {
    name: "email",
    caption: lead("email"),
    kind: "line",
    type: "email",
    keyboard: "email",
    complete: "email",
    maxLength: 254,
    isWide: true,
  },
  {
    name: "phone",
    caption: lead("phone"),
    hint: form("hint.phone"),
    kind: "line",
    type: "tel",
    keyboard: "tel",
    complete: "tel",
    maxLength: 60,
  },
  {
    name: "otherPhone",
    caption: lead("otherPhone"),
    kind: "line",
    type: "tel",
    keyboard: "tel",
    complete: "work tel",
    maxLength: 60,
  },
  { name: "language", caption: form("field.language"), kind: "language", isWide: true },
];

const car: readonly FormField[] = [
  {
    name: "vin",
    caption: lead("vin"),
    hint: form("hint.vin"),
    kind: "line",
    maxLength: 40,
    isWide: true,
    isCode: true,
  },
];

const wish: readonly FormField[] = [
  { name: "enquiry", caption: form("field.enquiry"), kind: "line", maxLength: 4000, isWide: true },
  {
    name: "request",
    caption: form("field.request"),
    hint: form("hint.request"),
    kind: "lines",
    maxLength: 4000,
    isWide: true,
  },
  {
    name: "extraServices",
    caption: form("field.extraServices"),
    hint: form("hint.extraServices"),
    kind: "line",
    maxLength: 4000,
    isWide: true,
  },
  { name: "customerNotes", caption: form("field.customerNotes"), kind: "lines", maxLength: 4000, isWide: true },
  { name: "dealer", caption: form("field.dealer"), kind: "dealer", isWide: true },
];

export const slotNames = ["preferredSlot1", "preferredSlot2", "preferredSlot3"] as const;
const slots: readonly FormField[] = slotNames.map((name, i) => ({
  name,
  caption: lead(`preferredSlots.${i + 1}`),
  kind: "moment",
}));

/** The form's sections in order; the consents follow them. */
export const formSections = (language: FormLanguage): readonly FormSection[] => [
  { name: "person", hint: form("section.person.hint"), fields: names(language) },
  { name: "contact", hint: form("section.contact.hint"), fields: [...contact, ...place(language)] },
  { name: "car", fields: car },
  { name: "request", fields: wish },
  { name: "times", hint: form("section.times.hint"), fields: slots },
];
