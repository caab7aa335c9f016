/** The parts of a name and the language its bearer speaks (BCP 47); one part is enough. */
export type NameParts = { firstName?: string | null; lastName?: string | null; language?: string | null };

const isEastAsian = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text);
const isOneWord = (text: string): boolean => /^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(text);
const familyFirst = ["ja", "zh", "ko", "ru"];
const unspaced = ["zh", "ko"];

/** Two parts of a hundred letters and the space between them are one letter more than a name may have. */
const longestName = 200;

/**
 * A person's name in the order of their own language: family name first in Japanese, Chinese, Korean and Russian (with
 * the patronymic after the given name) and in East Asian script, given name first elsewhere. Empty without any part.
 */
export function personName({ firstName, lastName, language }: NameParts): string {
  const first = firstName?.trim() ?? "";
  const last = lastName?.trim() ?? "";
  const spoken = language?.toLowerCase().split("-")[0] ?? "";
  const isFamilyFirst = familyFirst.includes(spoken) || isEastAsian(last + first);
  const parts = (isFamilyFirst ? [last, first] : [first, last]).filter((part) => part !== "");
  const name = parts.join(unspaced.includes(spoken) && parts.every(isOneWord) ? "" : " ");
  return [...name].slice(0, longestName).join("");
}
