import type { Transaction } from "#platform/db/database.ts";
import { rowStatement } from "#platform/lists/read.ts";
import { type Decided, decide, isRefusal, type Refusal } from "./decide.ts";
import type { Desk } from "./desk.ts";
import { changeStatement } from "./statements.ts";

/**
 * Makes a move that no person makes, in a transaction that is open: what a listener or a customer's reply causes. The row
 * is locked first. Gives the refusal where the rules refuse, and undefined where the row is not there.
 */
export async function makeByProgram(
  tx: Transaction,
  desk: Desk,
  key: string,
  move: string,
  asked: Record<string, unknown> = {},
): Promise<Refusal | Decided | undefined> {
  const { record, rules } = desk;
  const { name, text, values } = rowStatement(record, tx.actor, key);
  const locked = { name: `${name}:locked`, text: `${text} for no key update`, values };
  const [[row], facts] = await Promise.all([tx.query<Record<string, unknown>>(locked), desk.facts(tx, key, asked)]);
  if (!row) return undefined;
  const decided = decide(record, rules, move, { row, asked, at: tx.at, by: null, facts, zone: facts.zone });
  if (isRefusal(decided) || Object.keys(decided.set).length === 0) return decided;
  const change = { key, version: Number(row.version), set: decided.set, at: tx.at };
  await tx.query(changeStatement(record, [change], { move, by: null }, { text: "true", values: [] }));
  return decided;
}
