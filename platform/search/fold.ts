import type { AnyRecord } from "#platform/record/index.ts";
import { foldKana, soundOfKana } from "./kana.ts";
import { foldKanji } from "./kanji-variants.ts";
import { foldLetters, inLatinTwins, isPlain, otherSpellings } from "./letters.ts";
import { soundsOfLatin } from "./romaji.ts";

/** What stored search texts are made by; whoever changes what `fold` or `searchTextOf` give counts it up, and they are made anew. */
export const foldVersion = 2;

/**
 * One spelling for all: width, case, kana, forms of a kanji, marks on letters, apostrophes and dashes make no difference any more.
 * Words stay words, with single spaces. Pure; the same for searching and for telling whether two names are one.
 */
export function fold(text: string): string {
  const letters = foldLetters(text);
  const folded = isPlain(letters) ? letters : foldKana(foldKanji(letters));
  return folded.replace(/\s+/g, " ").trim();
}

/** A folded text without spaces, dashes and dots: of letters, digits and `@` alone. */
export const tight = (folded: string): string => folded.replace(/[^\p{L}\p{M}\p{N}@]/gu, "");

/**
 * Every way to write a word or a name in its own script, without spaces and dashes, the plain one first: ü as u and ue (as v and
 * yu after n and l), a Russian plate in Latin letters. Two are the same where they share one. Empty for a text without
 * letters and digits.
 */
export const spellings = (text: string): string[] => distinct(spelt(text, joined(text)));

/** What a word or a name in kana sounds like, or one in Latin letters that Japanese may be; none for any other. */
export const sounds = (text: string): string[] => heard(joined(text));

const joined = (text: string): string => tight(fold(text.replace(/\s+/g, "")));
const distinct = (words: readonly string[]): string[] => [...new Set(words)].filter((word) => word !== "");

function spelt(text: string, word: string): string[] {
  const words = [word, ...otherSpellings(text).map(joined)];
  return [...words, ...words.flatMap((one) => inLatinTwins(one) ?? [])];
}

function heard(word: string): string[] {
  const sound = soundOfKana(word);
  return sound === undefined ? soundsOfLatin(word) : [sound];
}

/** A text as the search knows it: as written, joined, in its other spellings, and as it sounds. */
function written(text: string): string[] {
  const folded = fold(text);
  const word = /\s/.test(text) ? joined(text) : tight(folded);
  return [folded, ...spelt(text, word), ...heard(word)];
}

/** What the search looks through: each searched field, and the fields that are read as one, as written and in every spelling. */
export function searchTextOf(record: AnyRecord, row: Readonly<Record<string, unknown>>): string {
  const texts = (record.search ?? []).map((searched) =>
    typeof searched === "string" ? [row[searched]] : searched.map((field) => row[field]),
  );
  const said = texts.flatMap((its) => {
    const text = its.filter((one) => typeof one === "string" && one !== "").join(" ");
    const words = text.split(/\s+/);
    return text === "" ? [] : words.length === 1 ? words : [text, ...words];
  });
  return distinct(distinct(said).flatMap(written)).join(" ");
}

/** At most so many words are looked for. */
const mostTerms = 6;
const phoneSigns = /^[\d\s\-()+./]+$/;

/** The parts that must all be found, each in one of its spellings. A phone is looked for by its digits. */
export function searchTerms(query: string): string[][] {
  const folded = fold(query);
  if (phoneSigns.test(folded) && /\d/.test(folded)) return [phoneSpellings(folded)];
  return query
    .split(/[\s\u3000]+/)
    .map((term) => distinct(written(term)))
    .filter((its) => its.length > 0)
    .slice(0, mostTerms);
}

/** Numbers are kept with their country code: a leading 0 is dropped, also one in brackets, and the 8 that Russians dial first. */
function phoneSpellings(folded: string): string[] {
  const digits = folded.replace(/\(0\)/g, "").replace(/\D/g, "").replace(/^0+/, "");
  const isRussian = /^8\d{10}$/.test(digits);
  return digits === "" ? ["0"] : [digits, ...(isRussian ? [digits.slice(1)] : [])];
}
