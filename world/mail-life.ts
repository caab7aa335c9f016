import { mail } from "#modules/mails/index.ts";
import { mailRules } from "#modules/mails/mail.rules.ts";
import { dueMove } from "#platform/clocks/sweep.ts";
import { type Decided, decide, isRefusal } from "#platform/moves/decide.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { after } from "./calendar.ts";
import { type HistoryRow, linesOf, openingLines, type Values } from "./rows.ts";

const record = mail as unknown as AnyRecord;
const desk = { record, rules: mailRules };

/** How handing a mail over ended, and what the mail server said. */
export type Ending = { move: "accept" | "doubt" | "park"; answer: string };
export type MailLife = { row: Values; history: HistoryRow[] };

/** Milliseconds between a mail's moment, its hand-over and the server's answer. */
const [untilTaken, untilAnswered] = [700, 900];

/** Lets a mail that was planned live until `until` by its own rules: from its moment on it is due, handed over and answered. */
export function liveMail(begun: Values, { move, answer }: Ending, until: Instant): MailLife {
  const life: MailLife = { row: begun, history: openingLines(record, begun, null) };
  const sendAt = String(begun.sendAt);
  const answeredAt = after(sendAt, untilTaken + untilAnswered);
  if (answeredAt >= until) return life;
  const { move: released, decided } = dueMove(desk, "release", begun, { zone: "UTC" });
  change(life, decided, { at: sendAt, move: released, by: null });
  step(life, "take", after(sendAt, untilTaken), { handed: { messageId: `<${begun.id}@marque.example>` } });
  step(life, move, answeredAt, { answer });
  return life;
}

function step(life: MailLife, move: string, at: Instant, facts: Values = {}): void {
  const { row } = life;
  const decided = decide(record, mailRules, move, { row, asked: {}, at, by: null, facts, zone: "UTC" });
  if (isRefusal(decided)) throw new Error(`the demo's mail was refused its ${move}: ${decided.refused}`);
  change(life, decided, { at, move, by: null });
}

function change(life: MailLife, { set, after: row }: Decided, of: { at: Instant; move: string; by: null }): void {
  life.history.push(...linesOf(record, life.row, set, of));
  life.row = row;
}
