import { fillIn, liquidFault, longestMarkup, parseLiquid } from "./liquid.ts";
import { compileMjml } from "./mjml.ts";
import { plainText } from "./plain-text.ts";
import { type Compiled, isTooLong, type TemplateFault, type TemplateSource, type Trial } from "./template.ts";

type Asked = { source: TemplateSource; trial: Trial | null };

/**
 * Makes a template ready to be filled in, or gives its first fault. On trial it is filled in strictly too, and at most to
 * half of its longest, since the values of a real mail may be longer.
 */
export default async function compile({ source, trial }: Asked): Promise<Compiled | TemplateFault> {
  const fault = trial && faultOfParts(source, trial);
  if (fault) return fault;
  const made = await compileMjml(source.body);
  if (!("html" in made)) return { part: "body", ...made };
  const message = trial && faultOfMarkup(made.html, trial);
  return message ? { part: "body", line: 1, column: 1, message } : { subject: source.subject, markup: made.html };
}

function faultOfParts({ subject, body }: TemplateSource, { values }: Trial): TemplateFault | null {
  if (/[\r\n]/.test(subject)) return { part: "subject", line: 2, column: 1, message: "the subject is one line" };
  const inSubject = liquidFault(subject, "line", values);
  if (inSubject) return { part: "subject", ...inSubject };
  const inBody = liquidFault(body, "markup", values);
  return inBody && { part: "body", ...inBody };
}

/** What keeps the compiled markup from becoming a mail; it has no lines that its writer knows. */
function faultOfMarkup(markup: string, { values, longest }: Trial): string | null {
  if (markup.length > longestMarkup)
    return `too long: it becomes ${markup.length} characters of markup, at most ${longestMarkup} are possible`;
  const fault = liquidFault(markup, "markup", values);
  if (fault) return fault.message;
  const html = fillIn(parseLiquid(markup, "markup"), values);
  const room = isTooLong({ html, text: plainText(html) }, { html: longest.html / 2, text: longest.text / 2 });
  return room ? `too long: the written mail has ${html.length} characters of markup` : null;
}
