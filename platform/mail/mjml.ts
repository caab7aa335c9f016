import mjml from "mjml";
import type { Fault } from "./template.ts";

/** Compiles MJML to the markup of a mail; Liquid in it stays as it is. Gives the first fault instead where there is one. */
export async function compileMjml(source: string): Promise<{ html: string } | Fault> {
  const include = placeOf(source, /<mj-include\b/i);
  if (include) return { ...include, message: "mj-include is not possible here: a template has no files" };
  try {
    const { html, errors } = await mjml(source, { validationLevel: "soft", ignoreIncludes: true });
    const [first] = errors;
    if (first) return { line: first.line, column: columnOf(source, first.line, first.tagName), message: first.message };
    return lostLiquid(source, html) ?? { html };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return { line: 1, column: 1, message: /Parsing failed/.test(said) ? "this is no MJML: begin with <mjml>" : said };
  }
}

function placeOf(source: string, what: RegExp | string): { line: number; column: number } | null {
  const at = typeof what === "string" ? source.indexOf(what) : source.search(what);
  if (at < 0) return null;
  const before = source.slice(0, at).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const columnOf = (source: string, line: number, tag: string): number =>
  Math.max(0, (source.split("\n")[line - 1] ?? "").indexOf(`<${tag}`)) + 1;

/** The tags and outputs of Liquid and how often each stands there; one pass, also where thousands begin and none ends. */
export function liquidIn(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  const ends = new Map([
    ["{%", "%}"],
    ["{{", "}}"],
  ]);
  for (let at = text.indexOf("{"); at >= 0 && ends.size > 0; ) {
    const begin = text.slice(at, at + 2);
    const closing = ends.get(begin);
    const end = closing === undefined ? -1 : text.indexOf(closing, at + 2);
    if (end >= 0) counts.set(text.slice(at, end + 2), (counts.get(text.slice(at, end + 2)) ?? 0) + 1);
    else ends.delete(begin); // none further on has an end either
    at = text.indexOf("{", end >= 0 ? end + 2 : at + 1);
  }
  return counts;
}

/** MJML silently leaves out text between its blocks: a condition that stands there would be lost. */
function lostLiquid(source: string, html: string): Fault | null {
  const kept = liquidIn(html);
  for (const [part, count] of liquidIn(source)) {
    const place = (kept.get(part) ?? 0) < count ? placeOf(source, part) : null;
    if (place) return { ...place, message: `${part} stands between blocks and would be lost: put it into <mj-raw>` };
  }
  return null;
}
