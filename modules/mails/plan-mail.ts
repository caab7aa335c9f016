import { seePredicate } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Statement, Transaction } from "#platform/db/database.ts";
import { mailAddress } from "#platform/mail/address.ts";
import { begin, decide, isRefusal, type Who } from "#platform/moves/decide.ts";
import { changeStatement, insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import type { PlannedMail } from "./letter.ts";
import { mail } from "./mail.record.ts";
import { mailRules } from "./mail.rules.ts";

const record = mail as unknown as AnyRecord;

/**
 * The statement that plans mails, with history and outbox, for the transaction of what causes them; a cause that is known
 * already is left out. An address that is none is a mistake of the caller and throws.
 */
export function planMails(mails: readonly PlannedMail[], at: Instant, by: Who = null): Statement {
  for (const { cause, toEmail } of mails)
    if (mailAddress(toEmail) === null) throw new Error(`${cause}: the address is none`);
  return planStored(mails, at, by);
}

/**
 * The same for addresses that were stored before: one that no mail can be written to gets a mail that is set aside at once,
 * with the reason, so that people see that nobody was told.
 */
export function planStored(mails: readonly PlannedMail[], at: Instant, by: Who = null): Statement {
  const rows = mails.map((planned) => (mailAddress(planned.toEmail) === null ? unwritable : begun)(planned, at));
  return insertStatement(record, rows, { move: "create", by }, "cause");
}

function begun({ uselessFrom = null, ...planned }: PlannedMail, at: Instant): Record<string, unknown> {
  const toName = oneLine(planned.toName).slice(0, 200) || planned.toEmail;
  const said = { ...planned, id: newId(), toName, uselessFrom };
  return begin(record, { ...said, handOverCount: 0, refusalCount: 0 }, at, "UTC");
}

const unwritable = (planned: PlannedMail, at: Instant): Record<string, unknown> => ({
  ...begun({ ...planned, toEmail: planned.toEmail.replaceAll(/[\s\p{Cc},;<>]+/gu, "…").slice(0, 254) }, at),
  status: "parked",
  releaseDueAt: null,
  refusal: "no mail can be written to this address",
});

const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, " ").trim();

type Open = { id: string; cause: string; version: number; status: string } & Record<string, unknown>;

/** The mails about a record that were not taken yet, locked, as far as the actor sees them. */
export async function mailsNotTaken(tx: Transaction, about: { record: string; id: string }): Promise<Open[]> {
  const values: unknown[] = [about.record, about.id];
  const see = seePredicate(record, tx.actor, values);
  return tx.query<Open>({
    name: `mail:not-taken:${see}`,
    text: `select r.id, r.cause, r.version, r.status, r.final_at as "finalAt", r.next_try_at as "nextTryAt", r.because, r.release_due_at as "releaseDueAt"
      from mail r where r.about_record = $1 and r.about_id = $2 and r.status in ('planned', 'due') and ${see} order by r.id for no key update`,
    values,
  });
}

/** The statements that drop mails read by `mailsNotTaken` in the same transaction. `because` is a reason in kebab-case. */
export function dropStatements(tx: Transaction, open: readonly Open[], because: string, by: Who = null): Statement[] {
  const see = { values: [] as unknown[], text: "" };
  see.text = seePredicate(record, tx.actor, see.values);
  const changes = open.map((row) => {
    const situation = { row, asked: { because }, at: tx.at, by, facts: {}, zone: "UTC" };
    const decided = decide(record, mailRules, "drop", situation);
    if (isRefusal(decided)) throw new Error(`mail ${row.id} cannot be dropped: ${decided.refused}`);
    return { key: row.id, version: row.version, set: decided.set, at: tx.at };
  });
  const groups = Map.groupBy(changes, ({ set }) => Object.keys(set).sort().join());
  return [...groups.values()].map((group) => changeStatement(record, group, { move: "drop", by }, see));
}

/** Drops every mail about a record that was not taken yet, and gives how many. `because` is a reason in kebab-case. */
export async function dropPlanned(
  tx: Transaction,
  about: { record: string; id: string },
  because: string,
  by: Who = null,
): Promise<number> {
  const open = await mailsNotTaken(tx, about);
  await Promise.all(dropStatements(tx, open, because, by).map((statement) => tx.query(statement)));
  return open.length;
}
