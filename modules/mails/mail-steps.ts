import type { Statement, Transaction } from "#platform/db/database.ts";
import type { Verdict } from "#platform/mail/transport.ts";
import { isRefusal } from "#platform/moves/decide.ts";
import type { Ready } from "./hand-over.ts";
import { type HeldMail, mailsUnderWay } from "./mail.queries.ts";
import { decided, moved } from "./mail-move.ts";

/** What became of the hand-over of a mail that stands in "sending". */
export function markOf(row: HeldMail, verdict: Verdict, tx: Transaction): Statement {
  if ("accepted" in verdict) return moved(row, "accept", tx, { answer: verdict.accepted }).statement;
  if ("doubtful" in verdict) return moved(row, "doubt", tx, { answer: verdict.doubtful }).statement;
  const facts = { answer: verdict.refused };
  const isOver = verdict.isForGood || isRefusal(decided(row, "refuse", tx, facts));
  return moved(row, isOver ? "park" : "refuse", tx, facts).statement;
}

/** The step of a due mail: it is taken to be handed over, or it is dropped or set aside. */
export function stepOf(row: HeldMail, ready: Ready, tx: Transaction): { statement: Statement; after: HeldMail } {
  if ("bytes" in ready) return moved(row, "take", tx, { handed: ready.handed });
  return "drop" in ready
    ? moved(row, "drop", tx, {}, { because: ready.drop })
    : moved(row, "park", tx, { answer: ready.park });
}

/** Nobody can vouch any more for what a sender that died left under way. */
export async function doubtUnderWay(tx: Transaction): Promise<void> {
  const rows = await tx.query<HeldMail>(mailsUnderWay);
  const doubts = rows.map((row) =>
    moved(row, "doubt", tx, { answer: "the sender ended while this mail was under way" }),
  );
  if (doubts.length > 0) await tx.finish(...doubts.map(({ statement }) => statement));
}

/** Why a letter could not be written or kept, for people; `log` is for whoever runs Marque. */
export function faultOf(id: string, error: unknown): { answer: string; log: string | null } {
  const said = error instanceof Error ? error.message : String(error);
  // What the database says names its parts and is of use to nobody who reads mails.
  if (error instanceof Error && "severity" in error)
    return { answer: "it cannot be kept", log: `mail ${id} cannot be kept: ${said}` };
  return { answer: `it cannot be written: ${said}`.slice(0, 900), log: null };
}
