const dashes = /[\p{Pd}−ー]/gu;
/** Office, class, kana and serial number of a Japanese plate; dots stand for places that are empty. */
const japanese =
  /^(\p{Script=Han}{1,4}|\p{Script=Hiragana}{2,4}|\p{Script=Katakana}{2,4})(\d[0-9A-Z]{0,2})([\p{Script=Hiragana}A-Z])(\d{1,2}-?\d{1,2}|\d)$/u;
const chinese = /^\p{Script=Han}[A-Z][A-Z0-9]{4,6}$/u;
/** Cyrillic letters that a Russian plate may have, and their Latin twins. */
const cyrillic = "АВЕКМНОРСТУХ";
const latin = "ABEKMHOPCTYX";
const toCyrillic = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => cyrillic[latin.indexOf(letter)] ?? letter);
const russian = /^[АВЕКМНОРСТУХ]\d{3}[АВЕКМНОРСТУХ]{2}\d{2,3}$/;

/**
 * A plate in the spelling of its country: `品川 300 あ 12-34`, `京A12345`, `А123ВС777` in Cyrillic; any other in one
 * width with capital letters and single spaces. `country` (ISO 3166) tells a Russian plate from another that looks alike.
 */
export function normalisePlate(text: string, country?: string | null): string {
  const plain = text.normalize("NFKC").toUpperCase().replace(dashes, "-").trim();
  const tight = plain.replace(/[\s・·.．]/g, "");
  const parts = japanese.exec(tight);
  if (parts) return `${parts[1]} ${parts[2]} ${parts[3]} ${serialOf(parts[4] ?? "")}`;
  const joined = tight.replaceAll("-", "");
  if (chinese.test(joined)) return joined;
  const isRussian = russian.test(toCyrillic(joined)) && (country === "RU" || /\p{Script=Cyrillic}/u.test(joined));
  return isRussian ? toCyrillic(joined) : plain.replace(/\s+/g, " ");
}

/** Four digits carry a hyphen in the middle; fewer carry none. */
const serialOf = (serial: string): string => {
  const digits = serial.replace("-", "");
  return digits.length === 4 ? `${digits.slice(0, 2)}-${digits.slice(2)}` : digits;
};
