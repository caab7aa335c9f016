import { fold, sounds, spellings } from "#platform/search/fold.ts";

/** How two pieces of a name stand to each other; `open`: nothing says that they are one, and nothing that they are not. */
export type Agreement = "agrees" | "differs" | "open";

const scripts = {
  han: /\p{Script=Han}/u,
  kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  hangul: /\p{Script=Hangul}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  latin: /\p{Script=Latin}/u,
} as const;
type Script = keyof typeof scripts | "other";

/** In which script a piece of a name is written; kanji with kana behind them are kanji. */
export const scriptOf = (text: string): Script =>
  (Object.keys(scripts) as (keyof typeof scripts)[]).find((script) => scripts[script].test(text)) ?? "other";

/** The words of a name without titles' dots and hyphens between them being any matter: "Anne-Marie" is two. */
export const wordsOf = (text: string | null | undefined): string[] =>
  fold(text ?? "")
    .split(/[\s\-・·.]+/)
    .filter((word) => spellings(word).length > 0);

const shares = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one));
export const isSpeltAlike = (one: string, other: string): boolean => shares(spellings(one), spellings(other));

/** "и" and "Иван": the first letter of an alphabet stands for any name that begins with it. */
const isInitialOf = (one: string, other: string): boolean =>
  /^[\p{Script=Latin}\p{Script=Cyrillic}]$/u.test(one) && spellings(other).some((word) => word.startsWith(one));

/**
 * Two pieces of a name as wholes, never by a piece of one: 一郎 is not 健一郎. In one script they agree or differ, and stay open
 * where one only leaves out what the other says (Anna and Anna Maria, И. and Иван). In two scripts kana and the Latin
 * letters that spell it agree; anything else stays open.
 */
export function agreement(one: string, other: string): Agreement {
  const [script, another] = [scriptOf(one), scriptOf(other)];
  if (script !== another) {
    const isJapanese = [script, another].includes("kana") && [script, another].includes("latin");
    return isJapanese && shares(sounds(one), sounds(other)) ? "agrees" : "open";
  }
  if (isSpeltAlike(one, other)) return "agrees";
  const [few = [], many = []] = [wordsOf(one), wordsOf(other)].toSorted((a, b) => a.length - b.length);
  const isPart = few.every((word) => many.some((each) => isSpeltAlike(word, each) || isAbbreviated(word, each)));
  return isPart && few.length > 0 ? "open" : "differs";
}
const isAbbreviated = (one: string, other: string): boolean => isInitialOf(one, other) || isInitialOf(other, one);

/** Иванович, Ильич, Ивановна, Ильинична, Кузьмич, Vasilievna; with the words for son and daughter of Turkic names. */
const patronymic =
  /(?:вич|вна|ична|ьич|мич|кич|тич|дич|оглы|улы|ұлы|кызы|қызы|гызы|івна|ївна|йович|vich|vych|vna|ichna|ogly|oglu|kyzy|qizi)$/;

/** A given name and the patronymic behind it; a patronymic alone is the name. */
export function givenNames(text: string): { given: string; patronymic: string | null } {
  const words = text.trim().split(/\s+/);
  const last = words.at(-1) ?? "";
  if (words.length < 2 || !patronymic.test(fold(last))) return { given: text, patronymic: null };
  return { given: words.slice(0, -1).join(" "), patronymic: last };
}
