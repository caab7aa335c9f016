import { spellings } from "#platform/search/fold.ts";
import { type Agreement, agreement, givenNames, isSpeltAlike, scriptOf, wordsOf } from "./name-words.ts";

/** The parts of a person's name with their readings, as they were said. */
export type SaidName = {
  firstName?: string | null;
  lastName?: string | null;
  firstNameReading?: string | null;
  lastNameReading?: string | null;
};
/** Who somebody says to be, and who is known under the same phone or mail. `agreesOnBoth`: phone and mail both agree. */
export type Compared = { said: SaidName; known: SaidName; agreesOnBoth: boolean };
/** One person; perhaps one, which a person decides; or somebody else behind the same phone or mail. */
export type Likeness = "same" | "likely" | "other";

/**
 * Whether two who share a phone or a mail address are one person. Only family and given name, both said and agreeing as whole
 * parts, make them one; a patronymic may be missing, and another script counts through a reading alone. Phone and mail
 * together make nobody the same whose names say otherwise.
 */
export function likenessOf({ said, known, agreesOnBoth }: Compared): Likeness {
  const verdict = isOneField(said) || isOneField(known) ? asWholes(said, known) : byParts(said, known);
  return verdict === "other" && agreesOnBoth ? "likely" : verdict;
}

/** Whether half a name at least agrees and nothing of it differs: enough to send somebody where they went before, and no more. */
export function sharesName(said: SaidName, known: SaidName): boolean {
  if (isOneField(said) || isOneField(known)) return isWithin(wholeOf(said), wholeOf(known));
  const parts = [pieces(family(said), family(known)), pieces(given(said), given(known))];
  return parts.includes("agrees") && !parts.includes("differs");
}

/** What a lead says more of its customer's name than is known: the patronymic. Null where it says no more. */
export function fullerName(said: SaidName, known: SaidName): { firstName: string } | null {
  const more = givenNames(said.firstName ?? "");
  const isMissing = givenNames(known.firstName ?? "").patronymic === null;
  const isKnown = likenessOf({ said, known, agreesOnBoth: false }) === "same";
  return isKnown && isMissing && more.patronymic !== null && said.firstName ? { firstName: said.firstName } : null;
}

type Piece = { name: string; reading: string };
const isSaid = (text: string | null | undefined): text is string => spellings(text ?? "").length > 0;
const piece = (name: string | null | undefined, reading: string | null | undefined): Piece | null => {
  const its = { name: isSaid(name) ? name : "", reading: isSaid(reading) ? reading : "" };
  return its.name || its.reading ? { name: its.name || its.reading, reading: its.reading } : null;
};
const family = (of: SaidName): Piece | null => piece(of.lastName, of.lastNameReading);
const given = (of: SaidName): Piece | null => piece(of.firstName, of.firstNameReading);
const isOneField = (of: SaidName): boolean => family(of) === null || given(of) === null;

function byParts(said: SaidName, known: SaidName): Likeness {
  const families = pieces(family(said), family(known));
  const givens = pieces(given(said), given(known));
  if (families === "agrees" && givens === "agrees") return "same";
  if (families !== "differs" && givens !== "differs") return "likely";
  const isSwapped = pieces(family(said), given(known)) === "agrees" && pieces(given(said), family(known)) === "agrees";
  return isSwapped ? "likely" : "other";
}

/** Names decide where they are of one script; readings can only take an agreement back. Else a reading answers for its name. */
function pieces(one: Piece | null, other: Piece | null): Agreement {
  if (one === null || other === null) return "open";
  const readings = one.reading && other.reading ? whole(one.reading, other.reading) : "open";
  if (scriptOf(one.name) === scriptOf(other.name)) {
    const names = whole(one.name, other.name);
    return names === "agrees" && readings === "differs" ? "open" : names;
  }
  const across = [
    whole(one.name, other.name),
    ...(other.reading ? [whole(one.name, other.reading)] : []),
    ...(one.reading ? [whole(one.reading, other.name)] : []),
    readings,
  ];
  if (across.includes("differs")) return "differs";
  return across.includes("agrees") ? "agrees" : "open";
}

/** A piece with its patronymic: one that is missing is no difference, two that are said must agree. */
function whole(one: string, other: string): Agreement {
  const [left, right] = [givenNames(one), givenNames(other)];
  const names = agreement(left.given, right.given);
  if (left.patronymic === null || right.patronymic === null || names !== "agrees") return names;
  return agreement(left.patronymic, right.patronymic);
}

const isUnspaced = (text: string): boolean => ["han", "kana", "hangul"].includes(scriptOf(text));

/**
 * A name that stands in one field: all its words in any order, or East Asian without a space, against the whole of the other.
 * One word alone is half a name, and makes nobody the same.
 */
function asWholes(said: SaidName, known: SaidName): Likeness {
  const [one, other] = [wholeOf(said), wholeOf(known)];
  if (one === "" || other === "") return "other";
  const isAll = words(one).length > 1 && haveSameWords(words(one), words(other));
  const isJoined = isUnspaced(one) && !(isOneField(said) && isOneField(known)) && isSpeltAlike(one, other);
  const isContained = isWithin(one, other);
  if (isJoined || (isAll && haveOnePatronymic(one, other))) return "same";
  const isComparable = scriptOf(one) === scriptOf(other);
  return isContained || !isComparable ? "likely" : agreement(one, other) === "open" ? "likely" : "other";
}

const areAllIn = (some: readonly string[], others: readonly string[]): boolean =>
  some.every((word) => others.some((each) => isSpeltAlike(word, each)));
const haveSameWords = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && areAllIn(some, others) && areAllIn(others, some);

/** Whether every word of the shorter name is a word of the other. */
function isWithin(one: string, other: string): boolean {
  const [few = [], many = []] = [one, other]
    .map((name) => [...new Set(words(name))])
    .toSorted((a, b) => a.length - b.length);
  return few.length > 0 && areAllIn(few, many);
}

const wholeOf = (of: SaidName): string => [family(of)?.name, given(of)?.name].filter(Boolean).join(" ");
const isPatronymic = (word: string): boolean => givenNames(`x ${word}`).patronymic !== null;
/** The words that name somebody: of three or more, a patronymic is none. */
function words(name: string): string[] {
  const all = wordsOf(name);
  return all.length > 2 ? all.filter((word, nth) => nth === 0 || !isPatronymic(word)) : all;
}
const haveOnePatronymic = (one: string, other: string): boolean => {
  const [left, right] = [one, other].map((name) => wordsOf(name).find((word, nth) => nth > 0 && isPatronymic(word)));
  return left === undefined || right === undefined || isSpeltAlike(left, right);
};
