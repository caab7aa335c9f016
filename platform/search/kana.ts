import { shortened } from "./romaji.ts";

/** Hiragana with what they sound like (Hepburn); the row of a consonant in the order a i u e o, a gap where there is none. */
const rows: readonly [string, string][] = [
  ["あいうえお", "a i u e o"],
  ["かきくけこ", "ka ki ku ke ko"],
  ["がぎぐげご", "ga gi gu ge go"],
  ["さしすせそ", "sa shi su se so"],
  ["ざじずぜぞ", "za ji zu ze zo"],
  ["たちつてと", "ta chi tsu te to"],
  ["だぢづでど", "da ji zu de do"],
  ["なにぬねの", "na ni nu ne no"],
  ["はひふへほ", "ha hi fu he ho"],
  ["ばびぶべぼ", "ba bi bu be bo"],
  ["ぱぴぷぺぽ", "pa pi pu pe po"],
  ["まみむめも", "ma mi mu me mo"],
  ["やゆよ", "ya yu yo"],
  ["らりるれろ", "ra ri ru re ro"],
  ["わゐゑを", "wa i e o"],
  ["ゔんゖゕ", "vu n ke ka"],
];
const sounds = new Map(
  rows.flatMap(([kana, read]) => [...kana].map((sign, nth): [string, string] => [sign, read.split(" ")[nth] ?? ""])),
);
const smallVowels = new Map(
  [..."ぁぃぅぇぉゃゅょゎ"].map((sign, nth) => [sign, "a i u e o ya yu yo wa".split(" ")[nth] ?? ""]),
);

const vowelOf = (sign: string): string => (smallVowels.get(sign) ?? sounds.get(sign) ?? "").slice(-1);
/** What a long vowel is written with in the reading of a name, and so what a second お or え is. */
const lengthened: Readonly<Record<string, string>> = { a: "あ", i: "い", u: "う", e: "い", o: "う" };
const voiced = (sign: string): string => `${sign}\u3099`.normalize("NFC").slice(0, 1);

/**
 * Kana in one spelling: hiragana, repetition marks written out, and a long vowel (any other ー is a dash) as readings of names write it, so that サトー
 * is さとう, ケーコ is けいこ and オーノ is おうの like オオノ. Small letters stay small: ファン and フアン are two names.
 */
export function foldKana(text: string): string {
  let folded = "";
  let before = "";
  for (const kana of text) {
    const sign = isKatakana(kana) ? String.fromCharCode(kana.charCodeAt(0) - 0x60) : kana;
    before = "ーゝゞおえ".includes(sign) ? afterKana(sign, before) : sign;
    folded += before;
  }
  const isSmallKe = folded.includes("ゖ"); // ヶ between kanji is ケ written small
  return isSmallKe ? folded.replace(/(?<=\p{Script=Han})ゖ(?=\p{Script=Han})/gu, "け") : folded;
}

const isKatakana = (sign: string): boolean => (sign >= "ァ" && sign <= "ヶ") || sign === "ヽ" || sign === "ヾ";

/** A sign whose spelling depends on the one before it. */
function afterKana(sign: string, before: string): string {
  const vowel = vowelOf(before);
  if (sign === "ー") return lengthened[vowel] ?? "-";
  const isMark = sign === "ゝ" || sign === "ゞ";
  const repeated = !isMark || vowel === "" ? sign : sign === "ゞ" ? voiced(before) : before;
  const isSecond = (repeated === "お" && vowel === "o") || (repeated === "え" && vowel === "e");
  return isSecond ? (lengthened[vowel] ?? repeated) : repeated;
}

/** What kana alone sound like in Latin letters, long vowels short as in a passport; undefined where something else is among them. */
export function soundOfKana(folded: string): string | undefined {
  if (!/^\p{Script=Hiragana}+$/u.test(folded)) return undefined;
  let read = "";
  let doubles = false;
  for (const sign of folded) {
    const small = smallVowels.get(sign);
    if (sign === "っ") {
      doubles = true;
      continue;
    }
    if (small === undefined) {
      const sound = sounds.get(sign);
      if (sound === undefined) return undefined;
      read += doubles ? (sound.startsWith("ch") ? "t" : (/^[^aiueo]/.exec(sound)?.[0] ?? "")) + sound : sound;
      doubles = false;
    } else read = joined(read, small);
  }
  return shortened(read);
}

/** A small letter changes the vowel before it: し and ゃ are sha, ふ and ぁ are fa, う and ぃ are wi. */
function joined(read: string, small: string): string {
  const [, before = "", last = ""] = /^(.*?)([^aiueo]*[aiueo])?$/.exec(read) ?? [];
  const consonant = last.slice(0, -1);
  if (small.startsWith("y")) return before + consonant + (/(?:sh|ch|j)$/.test(consonant) ? small.slice(1) : small);
  if (consonant === "") return before + (last === "u" ? `w${small.slice(-1)}` : last + small);
  return (
    before + consonant + (/[kg]$/.test(consonant) && last.endsWith("u") && small.length === 1 ? `w${small}` : small)
  );
}
