/** Long vowels written short, as a passport has them: ou, oo and oh are o. */
export const shortened = (read: string): string =>
  read
    .replace(/o[ou]+/g, "o")
    .replace(/oh(?![aiueo])/g, "o")
    .replace(/uu+/g, "u")
    .replace(/aa+/g, "a")
    .replace(/ii+/g, "i");

/** Syllables as others than Hepburn write them, such as tu and sya, and what Hepburn makes of them. */
const others: readonly [RegExp, string][] = [
  [/sy(?=[aueo])/g, "sh"],
  [/zy(?=[aueo])/g, "j"],
  [/[tc]y(?=[aueo])/g, "ch"],
  [/[jd]y(?=[aueo])/g, "j"],
  [/s(?=i)/g, "sh"],
  [/t(?=i)/g, "ch"],
  [/t(?=u)/g, "ts"],
  [/(?<![sc])hu/g, "fu"],
  [/[zd](?=i)/g, "j"],
  [/du/g, "zu"],
  [/wo/g, "o"],
];

const syllables =
  /^(?:(?:[kgsztdnhbpmrwfjv]|[kgnhbpmr]y|sh|ch|ts|y|[kg]w)?[aiueo]|n(?![aiueo])|([kgsztdhbprjf])(?=\1)|t(?=ch))+$/;

/**
 * What a word in small Latin letters may sound like if it is Japanese, in Hepburn with short vowels: as it stands, and with the
 * syllables of the other ways to write them (takahasi, satoh, tuda, ohishi). None for a word that no kana could spell.
 */
export function soundsOfLatin(word: string): string[] {
  if (!/^[a-kmnoprstuvwyz]*[aiueonh]$/.test(word)) return [];
  const plain = word
    .replace(/m(?=[bpm])/g, "n")
    .replace(/cch/g, "tch")
    .replace(/dz(?=u)/g, "z");
  const hepburn = others.reduce((read, [from, to]) => read.replace(from, to), plain);
  const read = [plain, hepburn].flatMap((one) => [one, one.replace(/oh(?=[aiueo])/g, "o")]);
  return [...new Set(read.map(shortened))].filter((one) => syllables.test(one));
}
