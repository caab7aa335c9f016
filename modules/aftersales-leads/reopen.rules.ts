import type { Situation } from "#platform/moves/decide.ts";
import type { Receipt, Row } from "#platform/record/index.ts";
import type { aftersalesLead } from "./aftersales-lead.record.ts";

type Lead = Row<typeof aftersalesLead>;
/** What is known on the day of re-contact: the customer's consents as they are then. */
type Case = Situation<typeof aftersalesLead, "reopen", { consents?: Lead["consents"] | null }>;

/** What a customer asked or left once is not carried into the lead that opens on the day of re-contact. */
const carried = [
  "name",
  "dealer",
  "campaign",
  "campaignNotes",
  "source",
  "drivenBy",
  "customer",
  "persona",
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
  "unrecognised",
  "vin",
  "vehicle",
] as const satisfies readonly (keyof Lead)[];

/** Why the new lead is where it is: with the dealer who was to call again. */
const staysAt = (dealer: string, masterLead: string): Receipt => {
  const outcome = { code: dealer, because: "routing.recontact" };
  return {
    rule: "aftersales-lead-recontact",
    version: 1,
    inputs: { dealer, masterLead },
    candidates: [outcome],
    outcome,
  };
};

/** AL-41: on the day, one new lead for the same dealer, customer, car and campaign, with the consents of now. */
export function reopen({ row, at, facts }: Case) {
  const kept = Object.fromEntries(carried.map((field) => [field, row[field]]));
  return {
    set: {},
    opens: {
      ...kept,
      consents: facts.consents ?? row.consents,
      isRecontact: true,
      masterLead: row.id,
      routing: staysAt(row.dealer, row.id),
      assignedAt: at,
    },
  };
}
