import { flag, instant, oneOf, record, ref, text, texts } from "#platform/record/index.ts";
import { consentPurposes } from "./customer.record.ts";

/** One word of a customer on one purpose. The ledger only grows: the newest word holds, the older ones prove what held before. */
export const customerConsent = record("customer-consent", {
  plural: "customer-consents",
  title: "purpose",
  fields: {
    customer: ref("customer"),
    purpose: oneOf(...consentPurposes),
    isGiven: flag(),
    at: instant(),
    /** Where it was said: a form, a call, a document. */
    source: text(),
    /** The very words that the customer agreed to or refused. */
    wording: text(2000),
    /** As on the customer. */
    dealers: texts(),
  },
  belongsTo: { dealers: "dealers" },
  isAppendOnly: true,
  see: {
    advisor: "own dealer",
    "store-manager": "own dealer",
    "area-manager": "own region",
    hq: "all",
    "call-centre": "all",
  },
  /** With the lead that brings them: whoever writes down a lead opens its customer. */
  create: ["advisor", "store-manager", "call-centre"],
  list: { columns: ["customer", "purpose", "isGiven", "at", "source"], views: {}, sort: "-at" },
});
