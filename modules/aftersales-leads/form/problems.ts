import { type FormField, formSections, slotNames } from "./fields.ts";
import { filledSlots, type Typed } from "./read-form.ts";
import { type FormLanguage, hasWord, sayIn } from "./words.ts";

/** What the intake or the spam guard objects to: a code, and the field of the intake where there is one. */
export type FormProblem = { readonly field?: string; readonly code: string };
/** A problem as the page shows it: the sentence, and the control that mends it. */
export type ShownProblem = { readonly control: string | null; readonly text: string };

/** Rules about several fields point at the first of them. */
const firstOf = (code: string, fields: readonly FormField[]): string | undefined =>
  code === "name-missing" ? fields[0]?.name : code === "contact-missing" ? "email" : undefined;

/** The control of an intake field: wishes are counted by the intake without the empty ones, and consents have one box each. */
function controlOf(problem: FormProblem, typed: Typed, fields: readonly FormField[]): string | null {
  const [, field = "", place = ""] = /^[/$.]*(\w+)[./[]*(\w*)/.exec(problem.field ?? "") ?? [];
  if (field === "preferredSlots") return filledSlots(typed)[Number(place)] ?? slotNames[0];
  if (field === "consents" && place !== "") return `consents.${place}`;
  return firstOf(problem.code, fields) ?? fields.find(({ name }) => name === field)?.name ?? null;
}

/** A mail address that is not too long is wrong in one way only, whatever the intake calls it. */
const plainCode = ({ field, code }: FormProblem): string =>
  field === "email" && /^(invalid|custom)/.test(code) ? "invalid-email" : code;

function sentence(language: FormLanguage, problem: FormProblem, phone: string): string {
  const code = plainCode(problem);
  const keys = [`aftersales-form.problem.${code}`, `aftersales-lead.refusal.${code}`];
  return sayIn(language)(keys.find(hasWord) ?? "aftersales-lead.refusal.invalid-input", { phone });
}

/**
 * The problems as the page shows them: one for each control, in the order of the form, those without a control first; `phone`
 * is an example of one in the market.
 */
export function shownProblems(
  language: FormLanguage,
  typed: Typed,
  problems: readonly FormProblem[],
  phone: string,
): ShownProblem[] {
  const fields = formSections(language).flatMap((section) => section.fields);
  const shown = problems.map((problem) => ({
    control: controlOf(problem, typed, fields),
    text: sentence(language, problem, phone),
  }));
  const place = ({ control }: ShownProblem): number => fields.findIndex(({ name }) => name === control);
  const isFirst = (one: ShownProblem, i: number): boolean =>
    shown.findIndex((other) => other.control === one.control && (one.control !== null || other.text === one.text)) ===
    i;
  return shown.filter(isFirst).sort((a, b) => place(a) - place(b));
}
