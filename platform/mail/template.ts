import { type Fault, fillIn, liquidFault, type Parsed, parseLiquid } from "./liquid.ts";
import { compileMjml } from "./mjml.ts";
import { plainText } from "./plain-text.ts";

/** How a mail reads: a subject of one line in Liquid, a body in MJML and Liquid. */
export type TemplateSource = { subject: string; body: string };
/** What is wrong with a template, and where. */
export type TemplateFault = Fault & { part: "subject" | "body" };
/** A mail as people read it. */
export type Written = { subject: string; html: string; text: string };
export type Compiled = { subject: Parsed; html: Parsed };

/** The first fault of a template filled in with values that name everything a mail of its kind knows, or null. */
export async function templateFault(source: TemplateSource, values: object): Promise<TemplateFault | null> {
  if (/[\r\n]/.test(source.subject)) return { part: "subject", line: 2, column: 1, message: "the subject is one line" };
  const inSubject = liquidFault(source.subject, "line", values);
  if (inSubject) return { part: "subject", ...inSubject };
  const inBody = liquidFault(source.body, "markup", values);
  if (inBody) return { part: "body", ...inBody };
  const compiled = await compileMjml(source.body);
  return "html" in compiled ? null : { part: "body", ...compiled };
}

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
  const html = fillIn(compiled.html, values);
  return { subject: subject.toWellFormed(), html, text: plainText(html) };
}
