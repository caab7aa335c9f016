/** Why a password is not taken: the reason names the message. */
export type PasswordRefusal = "password-too-short" | "password-too-long" | "password-easily-guessed";

const shortest = 15;
const longest = 256;
/** Letters that must be left when everything easily guessed is taken away. */
const ownLetters = 6;

/** What guessers try first, beside the words of the place: brand, dealer, name and mail of the person. */
const commonWords = [
  ..."password passwort parol пароль パスワード 密码 welcome willkommen letmein secret changeme default admin administrator".split(
    " ",
  ),
  ..."qwertyuiop asdfghjkl zxcvbnm qwertz qwerty azerty asdf йцукен фывапролдж iloveyou sunshine princess dragon monkey".split(
    " ",
  ),
  ..."football baseball master superman batman shadow login guest user test demo marque neo motors neomotors dealer advisor".split(
    " ",
  ),
  ..."service workshop garage company summer winter spring autumn january february november december monday friday".split(
    " ",
  ),
];
const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
  "абвгдежзийклмнопрстуфхцчшщъыьэюя",
];

/**
 * Why this password may not be set, or null. Length counts characters, not bytes; every character counts and none is
 * required. `words` are those of the place that a stranger would guess.
 */
export function passwordRefusal(password: string, words: readonly string[]): PasswordRefusal | null {
  const folded = password.normalize("NFKC");
  const length = [...folded].length;
  if (length < shortest) return "password-too-short";
  if (length > longest) return "password-too-long";
  return left(lettersOf(folded), words) < ownLetters ? "password-easily-guessed" : null;
}

const lettersOf = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** How many different letters and digits are left without known words, keyboard rows, years and repetition. */
function left(letters: string, words: readonly string[]): number {
  const known = [
    ...words.flatMap((word) => word.split(/[\s@._-]+/)).map(lettersOf),
    ...words.map(lettersOf),
    ...commonWords,
  ]
    .filter((word) => [...word].length >= 3)
    .sort((a, b) => b.length - a.length);
  let rest = letters;
  for (const word of known) rest = rest.replaceAll(word, " ");
  for (const run of runs(4)) rest = rest.replaceAll(run, " ");
  rest = rest.replace(/(19|20)\d\d/g, " ").replace(/(.{1,4})\1+/gu, "$1");
  return new Set(rest.replaceAll(" ", "")).size;
}

/** Every stretch of `size` neighbours in a row of the keyboard or alphabet, forwards and backwards. */
function runs(size: number): string[] {
  return rows.flatMap((row) => {
    const both = [row, [...row].reverse().join("")];
    return both.flatMap((line) => Array.from({ length: line.length - size + 1 }, (_, at) => line.slice(at, at + size)));
  });
}
