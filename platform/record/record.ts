import type { Duration } from "./durations.ts";
import type { Field, Fields, InputOf, Instant, RowOf } from "./fields.ts";
import type { Role, Scope } from "./roles.ts";

/** A state of a lifecycle. `isFinal`: nothing changes any more. `finalWhen`: it becomes final when that clock runs out. */
export type State<C extends string = string> = {
  readonly starts?: true;
  readonly isFinal?: true;
  readonly finalWhen?: C;
};

/** A verb that changes a record. `to` is left out where the state stays; `by: "clock"` is made by the sweeper alone. */
export type Move<S extends string = string, F extends string = string> = {
  readonly from: readonly S[];
  readonly to?: S;
  readonly asks?: Fields;
  readonly by?: "clock";
  /** The only fields that this move may change on a final record. */
  readonly whenFinal?: readonly F[];
};

/**
 * A deadline kept as the column `<name>DueAt`. It starts when `from` is stamped and runs for `after`, or is due `at` a field.
 * A move in `stops` ends it, stamps `stamp` and stores in `verdict` whether that was in time.
 * Running out stores `false` in `verdict`, or makes a move per state (`"final"`: the state stays and becomes final).
 */
export type Clock<F extends string = string, M extends string = string, S extends string = string> = {
  readonly from?: F;
  readonly after?: Duration;
  readonly at?: F;
  readonly stops: readonly M[];
  readonly stamp?: F;
  readonly verdict?: F;
  readonly whenDue: "flag" | Readonly<Partial<Record<S, M | "final">>>;
};

/** A value computed on reading, the same in lists, pages and exports. */
export type Derived<F extends string = string, C extends string = string> =
  | { readonly daysSince: F | "createdAt" }
  | { readonly countOf: F }
  /** True once the clock's deadline has passed and nothing stopped it. */
  | { readonly isOverdue: C }
  /** The earliest of the running clocks' deadlines. */
  | { readonly earliestOf: readonly C[] }
  /** Elapsed minutes from one instant to another, a started one counted; empty while either is. */
  | { readonly minutesBetween: readonly [F, F] }
  /** The first class whose conditions all hold; empty where none does. */
  | { readonly firstOf: Readonly<Record<string, Where>> };

/** What a field must be: a value, one of several, within bounds (both included), holding a choice, filled or empty. */
export type Condition =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly atLeast?: number; readonly atMost?: number }
  | { readonly holds: string }
  | "filled"
  | "empty";
/** Conditions by the field that they are about; all must hold. */
export type Where<N extends string = string, S extends string = string> = {
  readonly [K in N]?: K extends "status" ? S | readonly S[] : Condition;
};
/** The literal definition of a view: what each field named must be. `N` are the names a list knows, `S` the states. */
export type View<N extends string = string, S extends string = string> = {
  readonly where: Where<N, S>;
  readonly sort?: string;
};

/** How the list of a record looks: columns in order, named views with their literal definition, the order it opens with. */
export type List<N extends string = string, S extends string = string> = {
  readonly columns: readonly N[];
  readonly also?: readonly N[];
  readonly views: Readonly<Record<string, View<N, S>>>;
  readonly sort: string;
};
/** What a list can name: fields, derived values, deadlines, and what the platform keeps. */
type ListName<F, C, D> =
  | (keyof F & string)
  | (keyof D & string)
  | `${keyof C & string}DueAt`
  | "id"
  | "version"
  | "createdAt"
  | "status"
  | "isFinal";

/**
 * Rows that are counted by dealer and day: `day` is kept by the platform as the day of `of` in the zone of the row's dealer,
 * `rows` says which rows each count counts. What depends on the time of reading cannot be counted.
 */
export type Counts<F extends string = string, N extends string = string, S extends string = string> = {
  readonly day: F;
  readonly of: F;
  readonly rows: Readonly<Record<string, Where<N, S>>>;
};

export type Declaration<
  F extends Fields,
  S extends Readonly<Record<string, State>>,
  M extends Readonly<Record<string, Move>>,
  C extends Readonly<Record<string, Clock>>,
  D extends Readonly<Record<string, Derived>> = Readonly<Record<string, Derived>>,
> = {
  readonly plural: string;
  /** The field that is the key instead of an id: the code the trade itself uses. */
  readonly key?: keyof F & string;
  /** The field that names a row to people. */
  readonly title: keyof F & string;
  readonly fields: F;
  readonly derived?: D;
  readonly states?: S;
  readonly moves?: M;
  readonly clocks?: C;
  /** The column(s) that say whose a row is: one dealer's code, an array of codes, or one region's code. */
  readonly belongsTo?: {
    readonly dealer?: keyof F & string;
    readonly dealers?: keyof F & string;
    readonly region?: keyof F & string;
    /** Who, beside those that write the record, may let another dealer see a row: roles of the whole tenant. */
    readonly handedOnBy?: readonly Role[];
  };
  readonly see: Readonly<Partial<Record<Role, Scope>>>;
  /** Constraints of the table that people can run into, and the reason a change is then refused with. */
  readonly constraints?: Readonly<Record<string, string>>;
  /** Long fields that are kept in the row alone: its history does not repeat them. */
  readonly untold?: readonly (keyof F & string)[];
  /** Rows are only added: a word once said, a reading once taken. The database grants no change of them. */
  readonly isAppendOnly?: true;
  readonly create?: readonly Role[];
  readonly edit?: { readonly by: readonly Role[]; readonly fields: readonly (keyof F & string)[] };
  readonly make?: Readonly<Partial<Record<keyof M & string, readonly Role[]>>>;
  readonly export?: readonly Role[];
  /** Fields whose first values stand in the history beside the creation itself. */
  readonly opening?: readonly (keyof F & string)[];
  /** Fields found by the search, in any script and width; fields in brackets are read as one, such as the parts of a name. */
  readonly search?: readonly ((keyof F & string) | readonly (keyof F & string)[])[];
  readonly list: List<ListName<F, C, D>, keyof S & string>;
  readonly counts?: Counts<keyof F & string, ListName<F, C, D>, keyof S & string>;
};

/** A record type as the platform knows it. */
export type RecordType<
  F extends Fields = Fields,
  S extends Readonly<Record<string, State>> = Readonly<Record<string, State>>,
  M extends Readonly<Record<string, Move>> = Readonly<Record<string, Move>>,
  C extends Readonly<Record<string, Clock>> = Readonly<Record<string, Clock>>,
  D extends Readonly<Record<string, Derived>> = Readonly<Record<string, Derived>>,
> = Declaration<F, S, M, C, D> & { readonly name: string };

/** A record type of any shape, for code that reads declarations. */
// biome-ignore format: one line reads best
export type AnyRecord = Omit<RecordType, "key" | "title" | "belongsTo" | "edit" | "make" | "opening" | "search" | "untold" | "list" | "counts"> & {
  readonly key?: string; readonly title: string;
  readonly list: List; readonly counts?: Counts;
  readonly belongsTo?: { readonly dealer?: string; readonly dealers?: string; readonly region?: string; readonly handedOnBy?: readonly Role[] };
  readonly edit?: { readonly by: readonly Role[]; readonly fields: readonly string[] };
  readonly make?: Readonly<Partial<Record<string, readonly Role[]>>>;
  readonly opening?: readonly string[]; readonly search?: readonly (string | readonly string[])[]; readonly untold?: readonly string[];
};

/** Declares a record type: data only. A typo in a state, role, field, clock, move or column does not compile. */
export function record<
  const F extends Fields,
  const S extends Readonly<Record<string, State<keyof C & string>>>,
  const M extends Readonly<Record<string, Move<keyof S & string, keyof F & string>>>,
  const C extends Readonly<Record<string, Clock<keyof F & string, keyof M & string, keyof S & string>>>,
  // biome-ignore lint/complexity/noBannedTypes: a record without derived values has no name of one
  const D extends Readonly<Record<string, Derived<keyof F & string, keyof C & string>>> = {},
>(name: string, declaration: Declaration<F, S, M, C, D>): RecordType<F, S, M, C, D> {
  return { name, ...declaration };
}

/** What the platform keeps of every row beside the declared fields. */
export type Kept = {
  id: string;
  version: number;
  createdAt: Instant;
};
export type FieldsOf<R> = R extends { readonly fields: infer F extends Fields } ? F : never;
export type StatusOf<R> = R extends { readonly states?: infer S } ? keyof NonNullable<S> & string : never;
export type MovesOf<R> = R extends { readonly moves?: infer M } ? NonNullable<M> : never;
export type ClocksOf<R> = R extends { readonly clocks?: infer C } ? keyof NonNullable<C> & string : never;
export type MoveName<R> = keyof MovesOf<R> & string;
/** A row with its state and its clocks' deadlines. */
export type Row<R> = Kept &
  RowOf<FieldsOf<R>> & { status: StatusOf<R>; finalAt: Instant | null } & {
    [K in ClocksOf<R> as `${K}DueAt`]: Instant | null;
  };
/** What a move asks of the person who makes it. */
export type Asked<R, M extends MoveName<R>> = MovesOf<R>[M] extends { readonly asks: infer A extends Fields }
  ? InputOf<A>
  : object;

/** The name of a clock's column as the program writes it. */
export const dueField = (clock: string): string => `${clock}DueAt`;
/** The state that a new row starts in, or undefined for a record without a lifecycle. */
export const startOf = (r: AnyRecord): string | undefined =>
  Object.entries(r.states ?? {}).find(([, state]) => state.starts)?.[0];
export const fieldOf = (r: AnyRecord, name: string): Field | undefined =>
  Object.hasOwn(r.fields, name) ? r.fields[name] : undefined;
