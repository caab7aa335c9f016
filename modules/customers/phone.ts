import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** A phone in E.164, with `;ext=222` behind it where there is an extension (RFC 3966); else as it was typed. */
export type Phone = { value: string; isRecognised: boolean };

/** How extensions are named in the languages of our markets, said the way the number plan's reader knows. */
const extension = /\s*(?:доб\.?|内線|分机|app\.?|int\.?|durchwahl|ext\.?|extension|[#x])\s*[.:：]?\s*(\d{1,7})\s*$/i;

/**
 * Reads a phone as people type it: in any width, with spaces, hyphens, brackets and an extension. `country` (ISO 3166)
 * is that of the person's address, else the dealer's; it decides how a number without a country code is read.
 */
export function normalisePhone(text: string, country?: string | null): Phone {
  const typed = text.trim();
  const plain = typed.normalize("NFKC").replace(/[\p{Pd}−ー]/gu, "-");
  const [, inner] = extension.exec(plain) ?? [];
  const number = inner === undefined ? plain : plain.replace(extension, "");
  if (/\p{L}/u.test(number.replace(/^\s*(?:tel|т|тел|電話)\s*[.:：]*/iu, "")))
    return { value: typed, isRecognised: false };
  const known = country && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const parsed = parsePhoneNumberFromString(number, known ? { defaultCountry: known } : {});
  if (!parsed?.isValid()) return { value: typed, isRecognised: false };
  const inside = inner ?? parsed.ext;
  return { value: inside ? `${parsed.number};ext=${inside}` : parsed.number, isRecognised: true };
}
