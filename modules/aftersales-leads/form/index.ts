import { readFileSync } from "node:fs";

/*
 * How a route puts these together. GET: a page with a fresh token. POST: `typedIn(body)`; with `showIn` in it the same
 * form in that language, nothing sent; else `spamReason`, `askedAgain`, then `readForm` to the intake, with the token as the key of the act, so that a
 * second click is the same lead. Refused: the form again with what was typed, the problems, and a renewed token.
 */

/** The style sheet of the public form, served at `/forms/aftersales.css`. */
export const formStyles = readFileSync(new URL("./form.css", import.meta.url), "utf8");
/** Nothing but our own style sheet, and posts to ourselves. */
export const formContentSecurityPolicy =
  "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export { askedAgain } from "./asked-again.ts";
export type { FormDealer } from "./controls.ts";
export { type FormPage, formPage } from "./form-page.ts";
export type { Market } from "./page.ts";
export type { FormProblem } from "./problems.ts";
export { type IntakeRequest, readForm, type Typed, typedIn } from "./read-form.ts";
export { formToken, renewedToken, type Seal, type SpamReason, spamReason } from "./spam.ts";
export { closedPage, type ThanksPage, thanksPage } from "./thanks-page.ts";
export { consentWording, type FormLanguage, formLanguage, formLanguages, type Purpose } from "./words.ts";
