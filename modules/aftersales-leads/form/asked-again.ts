import { Problem } from "#platform/http/problem.ts";
import { read } from "#platform/http/shapes.ts";
import { intakeShape, mustBeReachable, recognised } from "../intake.ts";
import type { FormProblem } from "./problems.ts";
import type { IntakeRequest } from "./read-form.ts";

/**
 * What a person is asked again, all of it at once; none where nothing is wrong. A program's phone that nobody can read is kept
 * as it came, since there is nobody to ask; whoever typed one sits before the form. `country` (ISO 3166) is the market's.
 */
export const askedAgain = (sent: IntakeRequest, country: string): FormProblem[] => [
  ...problemsOf(() => read(intakeShape, sent)),
  ...problemsOf(() => mustBeReachable(sent)),
  ...(["phone", "otherPhone"] as const)
    .filter((field) => recognised(sent[field], sent.country, country)?.isRecognised === false)
    .map((field) => ({ field, code: "not-a-phone" })),
];

function problemsOf(look: () => unknown): readonly FormProblem[] {
  try {
    look();
    return [];
  } catch (problem) {
    if (problem instanceof Problem && problem.errors) return problem.errors;
    throw problem;
  }
}
