import { composed, type Envelope } from "./compose.ts";
import { type Flavour, fillIn, type Parsed, parseLiquid } from "./liquid.ts";
import { plainText } from "./plain-text.ts";
import type { Compiled, Written } from "./template.ts";

type Asked = Compiled & { values: object; envelope: Envelope | null };

/**
 * Fills a template in, and gives the bytes of the mail where its envelope is known. What values hold is escaped; the subject
 * becomes one line of at most 200 characters. Throws where an address of the envelope is not exactly one.
 */
export default async function write({ subject, markup, values, envelope }: Asked) {
  const line = fillIn(parsed(subject, "line"), values)
    .replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, " ")
    .trim()
    .slice(0, 200);
  const html = fillIn(parsed(markup, "markup"), values).replaceAll("\u0000", "").toWellFormed();
  const said: Written = { subject: line.toWellFormed(), html, text: plainText(html) };
  const bytes: Uint8Array | null = envelope && (await composed({ ...envelope, ...said }));
  return { said, bytes };
}

const known = new Map<string, Parsed>();
const mostKnown = 40;
/** Mails of one template come one after the other: it is parsed once. */
function parsed(source: string, flavour: Flavour): Parsed {
  const key = `${flavour} ${source}`;
  const made = known.get(key) ?? parseLiquid(source, flavour);
  known.delete(key);
  known.set(key, made);
  const [oldest] = known.keys();
  if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
  return made;
}
