import type { Instant } from "#platform/record/index.ts";
import { addressLine, type DealerPlace, phoneAsDialled } from "./dealer-lines.ts";
import type { LetterValues } from "./letter.ts";
import { sampleValues } from "./sample-values.ts";
import { whenInWords } from "./when.ts";

type OfLead = {
  lead: { name: string };
  dealer: DealerPlace & { name: string; phone: string | null };
  appointmentAt: Instant | null;
  zone: string;
} & Record<string, unknown>;

/** The values of a template's preview with those of a real lead; what a lead does not hold stays the example. */
export function previewValues({ appointmentAt, zone, dealer, ...groups }: OfLead, language: string): LetterValues {
  const example = sampleValues(language);
  const when = appointmentAt ? whenInWords(appointmentAt, zone, language) : {};
  const { name, street, city, phone } = dealer;
  return {
    ...groups,
    customer: { name: groups.lead.name },
    dealer: { name, street, city, address: addressLine(dealer), phone: phone && phoneAsDialled(phone) },
    appointment: { ...(example.appointment as object), ...when },
  };
}
