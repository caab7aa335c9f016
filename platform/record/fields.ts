/** An instant as text, always UTC with milliseconds ("2026-11-22T09:00:00.000Z"), so that text order is time order. */
export type Instant = string;
/** A calendar day as text ("2026-11-22"). */
export type Day = string;

/** What a text holds beyond letters; it decides keyboard, normalisation and links. */
export type TextFormat = "plain" | "notes" | "phone" | "email" | "vin" | "postal-code" | "language" | "zone";

export type FieldKind =
  | { kind: "text"; format: TextFormat; maxLength: number }
  | { kind: "flag" }
  | { kind: "integer"; min: number; max: number }
  | { kind: "day" }
  | { kind: "instant" }
  | { kind: "choice"; values: readonly string[] }
  | { kind: "listed"; list: string }
  | { kind: "code"; of: string }
  | { kind: "ref"; to: string }
  | { kind: "names" }
  | { kind: "texts"; atMost: number }
  | { kind: "instants"; atMost: number }
  | { kind: "choices"; values: readonly string[] }
  | { kind: "flags"; names: readonly string[] }
  | { kind: "series"; fields: Fields; atMost: number }
  | { kind: "receipt" };

/** One field of a record: `T` is its value in TypeScript, `O` says that it may be empty (null). */
export type Field<T = unknown, O extends boolean = boolean> = FieldKind & {
  readonly isOptional: O;
  readonly value?: T;
};
export type Fields = Readonly<Record<string, Field>>;

type Present<K extends Fields> = { [N in keyof K as K[N] extends Field<unknown, true> ? never : N]: ValueOf<K[N]> };
type Empty<K extends Fields> = { [N in keyof K as K[N] extends Field<unknown, true> ? N : never]?: ValueOf<K[N]> };
/** The value of a field as TypeScript sees it. */
export type ValueOf<F> = F extends Field<infer T, infer O> ? (O extends true ? T | null : T) : never;
/** A row: every field present, an empty one is null. */
export type RowOf<K extends Fields> = { [N in keyof K]: ValueOf<K[N]> };
/** What somebody says: an optional field may be left out. */
export type InputOf<K extends Fields> = Present<K> & Empty<K>;

/** What something is called in each language of the pages. */
export type Names = Readonly<Record<"en" | "ja" | "zh" | "ru", string>>;

/** A receipt of an automatic decision: replaying `inputs` through the same rule version gives the same outcome. */
export type Receipt = {
  rule: string;
  version: number;
  inputs: Record<string, unknown>;
  candidates: readonly { code: string; because: string }[];
  outcome: { code: string; because: string };
};

const field = <T>(kind: FieldKind): Field<T, false> => ({ ...kind, isOptional: false });

export const text = (maxLength = 200): Field<string, false> => field({ kind: "text", format: "plain", maxLength });
/** Free text of several lines, at most 4,000 characters. */
export const notes = (): Field<string, false> => field({ kind: "text", format: "notes", maxLength: 4000 });
/** A phone in E.164; kept as typed where it cannot be recognised. */
export const phone = (): Field<string, false> => field({ kind: "text", format: "phone", maxLength: 60 });
export const email = (): Field<string, false> => field({ kind: "text", format: "email", maxLength: 254 });
/** A VIN or a Japanese frame number, normalised; kept as typed where it cannot be recognised. */
export const vin = (): Field<string, false> => field({ kind: "text", format: "vin", maxLength: 40 });
export const postalCode = (): Field<string, false> => field({ kind: "text", format: "postal-code", maxLength: 20 });
/** A BCP 47 language ("ja"). */
export const language = (): Field<string, false> => field({ kind: "text", format: "language", maxLength: 20 });
/** An IANA time zone ("Asia/Tokyo"). */
export const zone = (): Field<string, false> => field({ kind: "text", format: "zone", maxLength: 60 });
export const flag = (): Field<boolean, false> => field({ kind: "flag" });
export const integer = (min = 0, max = 2_147_483_647): Field<number, false> => field({ kind: "integer", min, max });
export const day = (): Field<Day, false> => field({ kind: "day" });
export const instant = (): Field<Instant, false> => field({ kind: "instant" });
export const oneOf = <const V extends readonly string[]>(...values: V): Field<V[number], false> =>
  field({ kind: "choice", values });
export const manyOf = <const V extends readonly string[]>(...values: V): Field<readonly V[number][], false> =>
  field({ kind: "choices", values });
/** A value of a list that administrators extend; the list's entries are rows. */
export const openList = (list: string): Field<string, false> => field({ kind: "listed", list });
/** A reference by the code that the trade itself uses (a dealer's code, a campaign's). */
export const codeOf = (of: string): Field<string, false> => field({ kind: "code", of });
/** A reference by id to a record; reads as `{id, name}`. */
export const ref = (to: string): Field<string, false> => field({ kind: "ref", to });
/** The name of something that administrators keep as rows, in every language of the pages. */
export const names = (): Field<Names, false> => field({ kind: "names" });
export const texts = (atMost = 200): Field<readonly string[], false> => field({ kind: "texts", atMost });
export const instants = (atMost: number): Field<readonly Instant[], false> => field({ kind: "instants", atMost });
/** A set of named yes/no values. */
export const flags = <const V extends readonly string[]>(
  ...names: V
): Field<Readonly<Record<V[number], boolean>>, false> => field({ kind: "flags", names });
/** A short ordered series of entries that live and die with the record. */
export const series = <const K extends Fields>(fields: K, atMost: number): Field<readonly RowOf<K>[], false> =>
  field({ kind: "series", fields, atMost });
export const receipt = (): Field<Receipt, false> => field({ kind: "receipt" });
/** The field may be empty. */
export const maybe = <T>(of: Field<T, false>): Field<T, true> => ({ ...of, isOptional: true });
