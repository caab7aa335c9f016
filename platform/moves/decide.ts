import { dayIn, turnClocks } from "#platform/clocks/due.ts";
import type { AnyRecord, Asked, Fields, Instant, MoveName, Row, State, Terms } from "#platform/record/index.ts";
import { dueField } from "#platform/record/index.ts";
import { searchTextOf } from "#platform/search/fold.ts";

/** Why a move was not made: a reason in kebab-case and, where one field is at fault, its name. */
export type Refusal = { refused: string; field?: string };
/** What a move causes: fields to set, and a new record to open. */
export type Effect = {
  set: Record<string, unknown>;
  opens?: Record<string, unknown>;
  beside?: readonly Beside[];
};
/**
 * What happens to another record in the same transaction, both or neither: a new row, or a move on a row that was read and
 * locked with the facts. docs/map.md names every place that does this, and why.
 */
export type Beside = { record: AnyRecord; move: string } & (
  | { opens: Record<string, unknown> }
  | { row: Record<string, unknown>; decided: Decided }
);
export type Outcome = Refusal | Effect;
export const isRefusal = (outcome: object): outcome is Refusal => "refused" in outcome;

/** Who acts: a person, or the clock (null). */
export type Who = { id: string; name: string } | null;
/** What a rule knows: the row as it is, what was asked, the moment, who acts, and facts read in the same transaction. */
export type Situation<R, M extends MoveName<R>, Facts> = {
  row: Row<R>;
  asked: Asked<R, M>;
  at: Instant;
  by: Who;
  facts: Facts;
  isFinal: boolean;
};
/** The rules of a record: one pure function per move. */
export type Rules<R, Facts> = { readonly [M in MoveName<R>]: (situation: Situation<R, M, Facts>) => Outcome };
/** The rules of any record, for code that does not know which. */
export type AnyRules = Readonly<Record<string, (situation: never) => Outcome>>;

type Values = Record<string, unknown>;
/** A change that is allowed: the whole `set` with state, finality and clocks, and the row as it will read. */
export type Decided = {
  set: Values;
  after: Values;
  opens?: Values;
  beside?: readonly Beside[];
};

/** Whether nothing may change any more at `at`: by the state, or by a clock that ran out before the sweeper came (AL-44, AL-45). */
export function isFinalAt(record: AnyRecord, row: Values, at: Instant): boolean {
  if (row.finalAt != null) return true;
  const state: State | undefined = record.states?.[String(row.status)];
  if (!state) return false;
  const due = state.finalWhen ? (row[dueField(state.finalWhen)] as Instant | null) : null;
  return state.isFinal === true || (due !== null && due !== undefined && due <= at);
}

/**
 * Decides a move: refuses it with a reason, or says everything that changes. Pure: same inputs, same outcome. The facts may
 * hold the market's `terms` for the record's clocks.
 */
export function decide(
  record: AnyRecord,
  rules: AnyRules,
  name: string,
  situation: { row: Values; asked: Values; at: Instant; by: Who; facts: object; zone: string },
): Refusal | Decided {
  const move = record.moves?.[name];
  if (!move) throw new Error(`${record.name} has no move ${name}`);
  const rule = rules[name] ?? plainRule(record, name);
  const { row, at } = situation;
  const isFinal = isFinalAt(record, row, at);
  if (isFinal && !move.whenFinal && move.by !== "clock") return { refused: "final" };
  if (!move.from.includes(String(row.status))) return { refused: isFinal ? "final" : "wrong-state" };
  const outcome = rule({ ...situation, isFinal } as never);
  if (isRefusal(outcome)) return outcome;
  const set = { ...outcome.set, ...(move.to && move.to !== row.status ? { status: move.to } : {}) };
  if (isFinal && move.whenFinal) forbidMore(record.name, name, set, move.whenFinal);
  const { terms } = situation.facts as { terms?: Terms };
  return { ...outcome, ...settle(record, name, row, set, at, situation.zone, terms) };
}

/** A move without a rule just changes the state; what it asks would be lost, so a move that asks needs one. */
function plainRule(record: AnyRecord, move: string): () => Outcome {
  if (record.moves?.[move]?.asks) throw new Error(`${record.name}.${move} asks something and has no rule`);
  return () => ({ set: {} });
}

/** The change with what follows from it by declaration: finality and clocks. */
export function settle(
  record: AnyRecord,
  move: string | undefined,
  row: Values,
  change: Values,
  at: Instant,
  zone: string,
  terms?: Terms,
): Decided {
  const becomesFinal = change.status !== undefined && record.states?.[String(change.status)]?.isFinal === true;
  const turned = turnClocks(record, { move, at, zone, terms, before: row, set: change, becomesFinal });
  const set: Values = {
    ...change,
    ...turned,
    ...dayOf(record, change, zone),
    ...(becomesFinal && row.finalAt == null ? { finalAt: at } : {}),
  };
  if (record.search?.flat().some((field) => field in change))
    set.searchText = searchTextOf(record, { ...row, ...change });
  return { set, after: { ...row, ...set, version: Number(row.version) + 1 } };
}

/** The day by which the row is counted, where the change stamps its instant anew. */
function dayOf({ counts }: AnyRecord, change: Values, zone: string): Values {
  if (!counts || !(counts.of in change)) return {};
  const at = change[counts.of] as Instant | null;
  return { [counts.day]: at === null ? null : dayIn(at, zone) };
}

/** A new row with its first state and its clocks started, on the market's `terms`; fields not given are empty. */
export function begin(record: AnyRecord, given: Values, at: Instant, zone: string, terms?: Terms): Values {
  const row: Values = { ...blankRow(record), createdAt: at, ...given };
  if (record.search) row.searchText = searchTextOf(record, row);
  Object.assign(row, dayOf(record, given, zone));
  return { ...row, ...turnClocks(record, { at, zone, terms, before: null, set: given, becomesFinal: false }) };
}

const blankRows = new WeakMap<AnyRecord, Values>();
/** What every new row of the record has before anything is said of it. */
function blankRow(record: AnyRecord): Values {
  const known = blankRows.get(record);
  if (known) return known;
  const blank = Object.fromEntries(Object.entries(record.fields).map(([name, field]) => [name, blankOf(field)]));
  const start = Object.entries(record.states ?? {}).find(([, state]) => state.starts)?.[0];
  const row: Values = { ...blank, version: 1, ...(start ? { status: start, finalAt: null } : {}) };
  for (const clock of Object.keys(record.clocks ?? {})) row[dueField(clock)] = null;
  for (const value of Object.values(row)) Object.freeze(value);
  blankRows.set(record, row);
  return row;
}

function blankOf(field: Fields[string]): unknown {
  if (field.kind === "flag") return field.isOptional ? null : false;
  if (field.kind === "flags") return Object.fromEntries(field.names.map((name) => [name, false]));
  if (["texts", "instants", "choices", "series"].includes(field.kind)) return [];
  return null;
}

/** A final record lets a move change nothing but what its declaration names. */
function forbidMore(record: string, move: string, set: Values, allowed: readonly string[]): void {
  const more = Object.keys(set).filter((field) => !allowed.includes(field));
  if (more.length > 0) throw new Error(`${record}.${move} would change ${more.join(", ")} on a final record`);
}
