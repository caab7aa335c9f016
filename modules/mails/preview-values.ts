import type { Instant } from "#platform/record/index.ts";
import type { LetterValues } from "./letter.ts";
import { sampleValues } from "./sample-values.ts";
import { whenInWords } from "./when.ts";

type OfLead = { lead: { name: string }; appointmentAt: Instant | null; zone: string } & Record<string, unknown>;

/** The values of a template's preview with those of a real lead; what a lead does not hold stays the example. */
export function previewValues({ appointmentAt, zone, ...groups }: OfLead, language: string): LetterValues {
  const example = sampleValues(language);
  const when = appointmentAt ? whenInWords(appointmentAt, zone, language) : {};
  return {
    ...groups,
    customer: { name: groups.lead.name },
    appointment: { ...(example.appointment as object), ...when },
  };
}
