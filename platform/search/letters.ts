/** What stands between the letters of a name or turns up in its place: every apostrophe, and the marks that are typed for one. */
const apostrophes = /['`´‘’‛′ʹʻʼʽʾʿˈˊˋ΄＇‵ꞌ]/g;
/** What nobody sees: selectors of a form, joiners, soft hyphens, marks of direction. */
const unseen = /[\p{Variation_Selector}\p{Default_Ignorable_Code_Point}]/gu;
/** Voicing marks that stand alone, as the ones that belong to the sign before them. */
const voicing: Readonly<Record<string, string>> = { "\u309b": "\u3099", "\u309c": "\u309a" };
/** A dash right behind kana, with kana or nothing behind it, is the long vowel mark: input methods give the one for the other. */
const longVowel = /[－−―─ｰ](?<=[\p{Script=Hiragana}\p{Script=Katakana}ー].)(?![\p{N}\p{Script=Latin}])/gu;
const dashes = /[\p{Pd}−─]/gu;

/** Letters that are no letter with a mark, and what is written where they are missing. */
const plainLetters: Readonly<Record<string, string>> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ŧ: "t", ŋ: "ng", ə: "e" },
  ...{ ĸ: "k", ƀ: "b", ɓ: "b", ɗ: "d", ƒ: "f", ɨ: "i", ɖ: "d", ς: "σ", ё: "е", ґ: "г" },
};

/** One width and case, one dash, no apostrophe, no mark on a letter of Latin, Greek or Russian (й stays й); kana and kanji as they are. */
export function foldLetters(text: string): string {
  if (isPlain(text)) return text.toLowerCase().replace(/['`]/g, "");
  const known = text
    .replace(unseen, "")
    .replace(apostrophes, "")
    .replace(/[\u309b\u309c]/g, (mark) => voicing[mark] ?? mark)
    .replace(longVowel, "ー")
    .normalize("NFKC")
    .replace(apostrophes, "")
    .toLowerCase();
  return withoutMarks(known)
    .replace(/[ßæœøłđðþıħŧŋəĸƀɓɗƒɨɖςёґ]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(dashes, "-");
}

/** Whether a text is of the letters, digits and signs of ASCII alone, as most mails, phones and numbers are. */
export const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

const marked = /[\p{Script=Latin}\p{Script=Greek}]/u;
const stressed = /[аеиоуыэюяіє]/;
/** Leaves out every mark on a Latin or Greek letter, and the stress on a Cyrillic one. */
function withoutMarks(text: string): string {
  const apart = text.normalize("NFD");
  if (!/\p{M}/u.test(apart)) return text;
  let letter = "";
  let kept = "";
  for (const sign of apart) {
    if (!/\p{M}/u.test(sign)) letter = sign;
    else if (marked.test(letter) || (stressed.test(letter) && /[\u0300\u0301]/.test(sign))) continue;
    kept += sign;
  }
  return kept.normalize("NFC");
}

/** Ways to write a letter with its mark by two plain ones: German and Nordic by e, Danish å by aa, Chinese ü by v or yu. */
const twoLetters: readonly Readonly<Record<string, string>>[] = [
  { ä: "ae", ö: "oe", ü: "ue", ø: "oe", å: "aa" },
  { ǖ: "v", ǘ: "v", ǚ: "v", ǜ: "v", ü: "v" },
  { ǖ: "yu", ǘ: "yu", ǚ: "yu", ǜ: "yu", ü: "yu" },
];

/** The other spellings of a text whose letters have marks: Müller is Mueller too, Lǚ is Lv and Lyu. */
export function otherSpellings(text: string): string[] {
  if (!/[äöüøåǖǘǚǜ]|\u0308|\u030a/i.test(text)) return [];
  const plain = text.normalize("NFC").toLowerCase();
  return twoLetters.flatMap((pairs, nth) => {
    const marked = nth === 0 ? /[äöüøå]/g : /(?<=[nl])[ǖǘǚǜü]/g;
    const written = plain.replace(marked, (letter) => pairs[letter] ?? letter);
    return written === plain ? [] : [written];
  });
}

/** Cyrillic letters that look like a Latin one, in the order of their twins. */
const cyrillic = "авекмнорстух";
const latin = "abekmhopctyx";

/** A word with a digit whose Cyrillic letters all look Latin (a plate, a VIN) in Latin letters; else undefined. */
export function inLatinTwins(word: string): string | undefined {
  if (!/[авекмнорстух]/.test(word) || !/\d/.test(word) || /(?![авекмнорстух])\p{Script=Cyrillic}/u.test(word))
    return undefined;
  return word.replace(/[авекмнорстух]/g, (letter) => latin[cyrillic.indexOf(letter)] ?? letter);
}
