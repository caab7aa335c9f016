/** Hyphens, dashes, minus signs and the long vowel mark: what an input method writes where a hyphen was meant. */
const dashes = /[\p{Pd}−ー_]/gu;

const longest = 20;

/** A postal code as it compares: one width, capital letters, without spaces and hyphens; the post mark 〒 is dropped. */
export const postalKey = (text: string): string =>
  text
    .normalize("NFKC")
    .toUpperCase()
    .replace(dashes, "")
    .replace(/[\s〒]/g, "");

/**
 * A postal code in the spelling of its country (ISO 3166): Japan's with its hyphen, others' in one width with capital
 * letters and single spaces. What does not look like one is kept, tidied.
 */
export function normalisePostalCode(text: string, country?: string | null): string {
  const key = postalKey(text);
  if (country === "JP" && /^\d{7}$/.test(key)) return `${key.slice(0, 3)}-${key.slice(3)}`;
  if (country === "GB" && /^[A-Z0-9]{5,7}$/.test(key)) return `${key.slice(0, -3)} ${key.slice(-3)}`;
  const tidy = text.normalize("NFKC").toUpperCase().normalize("NFKC").replace(dashes, "-").replace(/\s+/g, " ").trim();
  if (tidy.length > longest) return text; // one sign may stand for a whole word in one width
  return /^[\d ]+$/.test(tidy) ? key : tidy;
}
