import type { AnyRecord } from "#platform/record/index.ts";

/** One spelling for all: width, case, katakana and hiragana, Latin accents make no difference any more. */
export function fold(text: string): string {
  const plain = text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFD")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFC");
  return plain.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

const withoutMarks = (text: string): string => text.replace(/[\s\-‐-―ー()./・]/g, "");

/** What the search looks through: each searched field as written and without spaces and hyphens. */
export function searchTextOf(record: AnyRecord, row: Readonly<Record<string, unknown>>): string {
  const spellings = (record.search ?? []).flatMap((field) => {
    const value = row[field];
    if (typeof value !== "string" || value === "") return [];
    const folded = fold(value);
    return [folded, withoutMarks(folded)];
  });
  return [...new Set(spellings)].join(" ");
}

/** The parts that must all be found; a phone's leading 0 is dropped, since numbers are kept with their country code. */
export function searchTerms(query: string): string[] {
  const terms = fold(query)
    .split(/\s+/)
    .filter((term) => term !== "");
  const isPhone = /^[\d\s\-‐-―()+]+$/.test(fold(query)) && query.trim() !== "";
  if (!isPhone) return terms.slice(0, 6);
  const digits = fold(query).replace(/\D/g, "").replace(/^0+/, "");
  return digits === "" ? ["0"] : [digits];
}
