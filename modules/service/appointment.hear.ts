import type { Transaction } from "#platform/db/database.ts";
import type { HeardMail } from "#platform/mail/inbound.ts";
import { makeByProgram } from "#platform/moves/by-program.ts";
import { isRefusal } from "#platform/moves/decide.ts";
import { appointmentDesk } from "./appointment.desk.ts";
import { lastTold, tellsNow, toldKey } from "./appointment.mails.ts";
import { type ToldAppointment, toldAppointment } from "./appointment-letter.queries.ts";
import { mailsOf } from "./told-mails.queries.ts";

type Heard = { outcome: "done" | "ignored"; because: string; dealer: string | null };
const same = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a.toLowerCase() === b.toLowerCase();

/** What the calendar's answer asks for: a move of the appointment, or nothing. */
function moveOf({ calendar }: HeardMail): { move: string; asked: Record<string, unknown> } | undefined {
  if (calendar?.method === "COUNTER")
    return calendar.startsAt ? { move: "propose", asked: { startsAt: calendar.startsAt } } : undefined;
  if (calendar?.method !== "REPLY") return undefined;
  if (calendar.partstat === "ACCEPTED") return { move: "accept", asked: {} };
  return calendar.partstat === "DECLINED" ? { move: "decline", asked: {} } : undefined;
}

/** Whether the entry that was answered tells what holds now: the last version, or the last one told where a move was undone since. */
async function isOfNow(tx: Transaction, one: ToldAppointment, sequence: number): Promise<boolean> {
  if (sequence === one.sequence) return true;
  const known = await mailsOf(tx, one.id);
  const last = lastTold(one, known).get(toldKey({ audience: "customer", toEmail: one.email ?? "" }));
  return last?.sequence === sequence && tellsNow(last, one);
}

/**
 * What a customer's calendar answers to an appointment (RFC 6047): only the attendee speaks for themselves, from the address
 * that was written to them alone, about the version they were sent last. Who a mail says it is from proves nothing by itself.
 */
export async function hearAppointment(tx: Transaction, mail: HeardMail): Promise<Heard | null> {
  const one = await toldAppointment(tx, mail.about.id);
  if (!one) return null;
  const ignored = (because: string): Heard => ({ outcome: "ignored", because, dealer: one.dealer });
  if (mail.isOf === null) return ignored("unknown-address");
  if (mail.calendar === null) return ignored("no-calendar");
  if (one.email === null || !mail.isOf({ tenant: tx.actor.tenant, email: one.email })) return ignored("somebody-else");
  if (!same(one.email, mail.from) || !same(one.email, mail.calendar.attendee)) return ignored("somebody-else");
  if (!mail.calendar.uid.startsWith(`${one.id}@`)) return ignored("another-entry");
  if (!(await isOfNow(tx, one, mail.calendar.sequence))) return ignored("old-version");
  const wanted = moveOf(mail);
  if (!wanted) return ignored("nothing-asked");
  const made = await makeByProgram(tx, appointmentDesk, one.id, wanted.move, wanted.asked);
  return made && !isRefusal(made)
    ? { outcome: "done", because: wanted.move, dealer: one.dealer }
    : ignored(made ? made.refused : "gone");
}
