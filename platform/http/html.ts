/** Markup that is safe to send: everything a stranger wrote is escaped in it. */
export type Html = { readonly markup: string };
type Inside = Html | string | number | false | null | undefined | readonly Html[];

const signs: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it may stand in an element or in a quoted attribute; control characters are dropped, they show nothing. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}--[\t\n\r]]/gv, "")
    .replace(/[&<>"']/g, (sign) => signs[sign] ?? sign);

function inside(value: Inside): string {
  if (value === false || value === null || value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return escaped(String(value));
  if ("markup" in value) return value.markup;
  return value.map((one) => one.markup).join("");
}

/** A template whose inserted texts are escaped; inserted markup and lists of it stand as they are. */
export const html = (texts: TemplateStringsArray, ...values: readonly Inside[]): Html => ({
  markup: texts.reduce((done, text, i) => done + inside(values[i - 1]) + text),
});

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** Attributes with a leading space each; `true` stands alone, `false`, undefined and an empty text are left out. */
export const attributes = (of: Attributes): Html => ({
  markup: Object.entries(of)
    .filter(([, value]) => value !== false && value !== undefined && value !== "")
    .map(([name, value]) => (value === true ? ` ${name}` : ` ${name}="${escaped(String(value))}"`))
    .join(""),
});
