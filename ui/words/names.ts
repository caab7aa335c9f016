import type { Language } from "./languages.ts";

export type NameParts = { firstName?: string | null; lastName?: string | null };

const isEastAsian = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(text);

/** A person's name in the order of the reader's language; a name in East Asian script keeps its own. One part is enough (UX-56). */
export function nameText(language: Language, parts: NameParts): string {
  const first = parts.firstName?.trim() ?? "";
  const last = parts.lastName?.trim() ?? "";
  const isFamilyFirst = language === "ja" || language === "zh" || isEastAsian(last + first);
  return (isFamilyFirst ? [last, first] : [first, last]).filter(Boolean).join(" ");
}
