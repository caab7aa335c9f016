import { dropStatements, mailsNotTaken, type PlannedMail, planStored } from "#modules/mails/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { Listener } from "#platform/outbox/relay.ts";
import { lastTold, mailsFor } from "./appointment.mails.ts";
import { toldAppointment } from "./appointment-letter.queries.ts";
import { type KnownMail, mailsOf } from "./told-mails.queries.ts";

const isOfCause = (cause: string, mail: { cause: string }): boolean =>
  mail.cause === cause || mail.cause.startsWith(`${cause}:`);

/** A mail that is wanted and not on its way; one that was dropped before gets a number of its own. */
function missing(wanted: PlannedMail, known: readonly KnownMail[]): PlannedMail[] {
  const same = known.filter((one) => isOfCause(wanted.cause, one));
  if (same.some(({ status }) => status !== "dropped")) return [];
  return [same.length === 0 ? wanted : { ...wanted, cause: `${wanted.cause}:${same.length}` }];
}

/** Brings the mails of an appointment to what it is now: what is not needed any more is dropped, what is missing is planned. */
async function keepMails(tx: Transaction, id: string): Promise<void> {
  const about = { record: "appointment", id };
  const [one, known, open] = await Promise.all([toldAppointment(tx, id), mailsOf(tx, id), mailsNotTaken(tx, about)]);
  if (!one) return;
  const wanted = mailsFor(one, lastTold(one, known), tx.at);
  const overtaken = open.filter((mail) => !wanted.some(({ cause }) => isOfCause(cause, mail)));
  for (const statement of dropStatements(tx, overtaken, "replaced")) await tx.query(statement);
  const plan = wanted.flatMap((mail) => missing(mail, known));
  if (plan.length > 0) await tx.query(planStored(plan, tx.at));
}

/** Every change of an appointment that its mails tell of (AL-56 … AL-58). */
export const mailListener: Listener = {
  name: "service: mails of an appointment",
  hears: ({ record, event }) => record === "appointment" && event !== "touch",
  act: (tx, { recordId }) => keepMails(tx, recordId),
};
