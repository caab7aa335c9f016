import type { z } from "zod";
import type { Actor } from "#platform/access/index.ts";
import { may } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { AnyRecord, Instant, Terms } from "#platform/record/index.ts";
import { type AnyRules, isFinalAt, type Outcome } from "./decide.ts";

type Values = Record<string, unknown>;
/** Facts of one record: the zone of its dealer (IANA), the market's terms for its clocks, and whatever its rules want to know. */
export type Facts = { zone: string; terms?: Terms } & Values;

/** Where a record is worked: its declaration and rules, the facts they need, and what reading adds. */
export type Desk = {
  readonly record: AnyRecord;
  readonly rules: AnyRules;
  /** Other records that its moves change in the same transaction. */
  readonly neighbours?: readonly AnyRecord[];
  /** Reads the facts of one row in the same transaction; `asked` is the unchecked body. */
  readonly facts: (tx: Transaction, key: string, asked: Values) => Promise<Facts>;
  /** Facts of many due rows at once, for the sweeper; `clock` says which clock ran out. */
  readonly dueFacts: (tx: Transaction, rows: readonly Values[], clock: string) => Promise<(row: Values) => Facts>;
  /** An edit: what it changes beside the fields named (a name follows its parts, a VIN finds its car). */
  readonly edit?: (row: Values, patch: Values, facts: Facts) => Outcome;
  /** What reading adds to the row, and what it hides of it. Pure. */
  readonly present?: (presented: Values, row: Values, facts: Facts, at: Instant, actor: Actor) => Values;
  /** The shapes of what `present` adds or gives otherwise than the row has it; nobody edits these. */
  readonly adds?: Readonly<Record<string, z.ZodType>>;
  /** Narrows `can` where the state alone says too much. */
  readonly can?: (row: Values, move: string, isFinal: boolean) => boolean;
};

/** The desk of a record that is declared and nothing more: no rule narrows its moves, and its days are those of UTC. */
export const plainDesk = (record: AnyRecord): Desk => ({
  record,
  rules: {},
  facts: async () => ({ zone: "UTC" }),
  dueFacts: async () => () => ({ zone: "UTC" }),
});

/** What the actor may do to the row now: moves by role, state and finality; edit and export. */
export function canDo(desk: Desk, row: Values, actor: Actor, at: Instant): Record<string, boolean> {
  const { record } = desk;
  const isFinal = isFinalAt(record, row, at);
  const moves = Object.entries(record.moves ?? {}).filter(([, move]) => move.by !== "clock");
  const can = moves.map(([name, move]): [string, boolean] => [
    name,
    may(record, actor, name) &&
      move.from.includes(String(row.status)) &&
      (!isFinal || move.whenFinal !== undefined) &&
      (desk.can?.(row, name, isFinal) ?? true),
  ]);
  return {
    ...Object.fromEntries(can),
    edit: may(record, actor, "edit") && !isFinal,
    export: may(record, actor, "export"),
  };
}
