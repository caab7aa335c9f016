/** A place in a template at which something is wrong; lines and columns count from 1. */
export type Fault = { line: number; column: number; message: string };
/** How a mail reads: a subject of one line in Liquid, a body in MJML and Liquid. */
export type TemplateSource = { subject: string; body: string };
/** What is wrong with a template, and where. */
export type TemplateFault = Fault & { part: "subject" | "body" };
/** A mail as people read it. */
export type Written = { subject: string; html: string; text: string };
/** A template ready to be filled in: both parts in Liquid, the body as the markup of a mail. */
export type Compiled = { subject: string; markup: string };
/** How many characters a mail may have. */
export type Longest = { html: number; text: number };
/** What a template is tried with: values that name everything a mail of its kind knows, and how long it may become. */
export type Trial = { values: object; longest: Longest };

/** Whether a written mail is longer than it may be. */
export const isTooLong = ({ html, text }: Pick<Written, "html" | "text">, longest: Longest): boolean =>
  html.length > longest.html || text.length > longest.text;
