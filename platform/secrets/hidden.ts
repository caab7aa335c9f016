/** What stands where a secret was taken out. */
const hidden = "…";

/**
 * The secrets of this house by their form, wherever they stand: reply addresses, the signed tokens of links, and what is made
 * of 256 random bits (links for a new password, sessions, keys). Each part is bounded, so that no text is looked at twice.
 */
const forms = [
  /(?:[a-z]{1,12}\+)?\b[0-9a-v]{26}\.[0-9a-v]{24}(?![0-9a-v])/gi,
  /(?:[a-z]{1,12}\+)?\b[0-9a-f]{32}\.[0-9a-f]{18}(?![0-9a-f])/gi,
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:\.\d{1,10})?\.[\w-]{32}(?![\w-])/gi,
  /(?<![\w-])(?=[\w-]{0,42}[A-Z])(?=[\w-]{0,42}[a-z])(?=[\w-]{0,42}\d)[\w-]{43}(?![\w-])/g,
];
/** A name and a password before the host of an address. */
const passwordInUrl = /(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@]{1,300}@/gi;

/** How many signs in a row make a part of a secret. */
const shortestPart = 8;
const shortestForm = 43;

const small = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** The part of a known secret that nobody could guess: of an address what stands behind "+", of a link its end. */
const coreOf = (secret: string): string =>
  /^[a-z]{1,12}\+([^+@]+)@[^@]*$/.exec(secret)?.[1] ?? /^https?:.*?([^/#?=]*)$/.exec(secret)?.[1] ?? secret;

/** A text as it reads inside of base64, wherever it begins there; without the ends, which depend on what stands beside. */
const inBase64 = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const signs = Buffer.from(" ".repeat(before) + text)
      .toString("base64")
      .replace(/=+$/, "");
    return signs.slice(before === 0 ? 0 : before + 1, -1);
  });

const partsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - shortestPart + 1) }, (_, at) => text.slice(at, at + shortestPart));

/** Takes out every run of signs that also stands in one of `secrets`, however it was cut, folded or written in base64. */
function withoutParts(text: string, secrets: readonly string[]): string {
  const cores = secrets.map(coreOf);
  const plain = new Set(cores.flatMap((core) => partsOf(small(core))));
  const coded = new Set(cores.flatMap((core) => inBase64(core).flatMap(partsOf)));
  const folded = small(text);
  const out: string[] = [];
  let hiddenUntil = 0;
  for (let at = 0; at < text.length; at++) {
    const isPart = plain.has(folded.slice(at, at + shortestPart)) || coded.has(text.slice(at, at + shortestPart));
    if (isPart && at >= hiddenUntil) out.push(hidden);
    if (isPart) hiddenUntil = at + shortestPart;
    if (at >= hiddenUntil) out.push(text[at] ?? "");
  }
  return out.join("");
}

/**
 * A text without the secrets of this house: what looks like one, and every part of those that are known to be near, such as
 * the links of the mail that a server quotes in its answer.
 */
export function withoutSecrets(text: string, known: readonly string[] = []): string {
  const shown = known.length > 0 ? withoutParts(text, known) : text;
  const noPassword = shown.includes("://") ? shown.replaceAll(passwordInUrl, `$1${hidden}@`) : shown;
  if (noPassword.length < shortestForm) return noPassword;
  return forms.reduce((left, form) => left.replaceAll(form, hidden), noPassword);
}
