import { type Fault, fillIn, liquidFault, longestMarkup, type Parsed, parseLiquid } from "./liquid.ts";
import { compileMjml } from "./mjml.ts";
import { plainText } from "./plain-text.ts";

/** How a mail reads: a subject of one line in Liquid, a body in MJML and Liquid. */
export type TemplateSource = { subject: string; body: string };
/** What is wrong with a template, and where. */
export type TemplateFault = Fault & { part: "subject" | "body" };
/** A mail as people read it. */
export type Written = { subject: string; html: string; text: string };
export type Compiled = { subject: Parsed; html: Parsed };
/** How many characters a mail may have. */
export type Longest = { html: number; text: number };

/**
 * The first fault of a template filled in with values that name everything a mail of its kind knows, or null. With these
 * values it fills at most half of `longest`, since the values of a real mail may be longer.
 */
export async function templateFault(
  source: TemplateSource,
  values: object,
  longest: Longest,
): Promise<TemplateFault | null> {
  if (/[\r\n]/.test(source.subject)) return { part: "subject", line: 2, column: 1, message: "the subject is one line" };
  const inSubject = liquidFault(source.subject, "line", values);
  if (inSubject) return { part: "subject", ...inSubject };
  const inBody = liquidFault(source.body, "markup", values);
  if (inBody) return { part: "body", ...inBody };
  const compiled = await compileMjml(source.body);
  if (!("html" in compiled)) return { part: "body", ...compiled };
  const message = faultOfMarkup(compiled.html, values, longest);
  return message === null ? null : { part: "body", line: 1, column: 1, message };
}

/** What keeps the compiled markup from becoming a mail; it has no lines that its writer knows. */
function faultOfMarkup(markup: string, values: object, longest: Longest): string | null {
  if (markup.length > longestMarkup)
    return `too long: it becomes ${markup.length} characters of markup, at most ${longestMarkup} are possible`;
  const fault = liquidFault(markup, "markup", values);
  if (fault) return fault.message;
  const html = fillIn(parseLiquid(markup, "markup"), values);
  const room = isTooLong({ html, text: plainText(html) }, { html: longest.html / 2, text: longest.text / 2 });
  return room ? `too long: the written mail has ${html.length} characters of markup` : null;
}

/** Whether a written mail is longer than it may be. */
export const isTooLong = ({ html, text }: Pick<Written, "html" | "text">, longest: Longest): boolean =>
  html.length > longest.html || text.length > longest.text;

/** Makes a template ready to be filled in. Throws where `templateFault` finds one. */
export async function compileTemplate(source: TemplateSource): Promise<Compiled> {
  const compiled = await compileMjml(source.body);
  if (!("html" in compiled)) throw new Error(`line ${compiled.line}: ${compiled.message}`);
  return { subject: parseLiquid(source.subject, "line"), html: parseLiquid(compiled.html, "markup") };
}

const compiledAlready = new Map<string, Promise<Compiled>>();
const mostCompiled = 200;

/** The same, once per `key` (a template's version) in this process. */
export function compiledOnce(key: string, source: TemplateSource): Promise<Compiled> {
  const known = compiledAlready.get(key);
  if (known) return known;
  const made = compileTemplate(source);
  compiledAlready.set(key, made);
  made.catch(() => compiledAlready.delete(key));
  const [oldest] = compiledAlready.keys();
  if (compiledAlready.size > mostCompiled && oldest !== undefined) compiledAlready.delete(oldest);
  return made;
}

/** Fills a template in. What values hold is escaped; the subject becomes one line of at most 200 characters. */
export function write(compiled: Compiled, values: object): Written {
  const subject = fillIn(compiled.subject, values)
    .replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .trim()
    .slice(0, 200);
  const html = fillIn(compiled.html, values).replaceAll("\u0000", "").toWellFormed();
  return { subject: subject.toWellFormed(), html, text: plainText(html) };
}
