import type { Statement, Transaction } from "#platform/db/database.ts";
import { decide, isRefusal } from "#platform/moves/decide.ts";
import { changeStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { withoutSecrets } from "#platform/secrets/hidden.ts";
import type { HeldMail } from "./mail.queries.ts";
import { mail } from "./mail.record.ts";
import { type MailFacts, mailRules } from "./mail.rules.ts";

const record = mail as unknown as AnyRecord;

type MoveOfProgram = "take" | "accept" | "doubt" | "refuse" | "park" | "drop";
/** What the rules say to a move of the program. */
export const decided = (
  row: HeldMail,
  move: MoveOfProgram,
  tx: Transaction,
  facts: MailFacts,
  asked: Record<string, unknown> = {},
) => decide(record, mailRules, move, { row, asked, at: tx.at, by: null, facts: discreetly(facts), zone: "UTC" });

/** What went wrong may hold what an error quotes. */
const discreetly = ({ answer, ...facts }: MailFacts): MailFacts =>
  answer === undefined ? facts : { ...facts, answer: withoutSecrets(answer) };

/** A move of the program as a statement, and the row after it. */
export function moved(
  row: HeldMail,
  move: MoveOfProgram,
  tx: Transaction,
  facts: MailFacts,
  asked: Record<string, unknown> = {},
): { statement: Statement; after: HeldMail } {
  const outcome = decided(row, move, tx, facts, asked);
  if (isRefusal(outcome)) throw new Error(`mail ${row.id}: ${move} is refused, ${outcome.refused}`);
  const change = { key: row.id, version: row.version, set: outcome.set, at: tx.at };
  const statement = changeStatement(record, [change], { move, by: null }, { text: "true", values: [] });
  return { statement, after: outcome.after as HeldMail };
}
