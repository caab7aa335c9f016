import { prepared } from "#modules/mails/hand-over.ts";
import { type Letter, type LetterMaker, type Letters, mail } from "#modules/mails/index.ts";
import type { HeldMail } from "#modules/mails/mail.queries.ts";
import { appointmentLetters } from "#modules/service/appointment.letters.ts";
import type { Transaction } from "#platform/db/database.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { searchTextOf } from "#platform/search/fold.ts";
import type { Values } from "./rows.ts";

const record = mail as unknown as AnyRecord;
/** Who writes in the demo, and where answers would go: an address that leads nowhere. */
const from = { name: "Marque", email: "appointments@marque.example" };
const makers = appointmentLetters({ publicUrl: "", replyAddress: () => from.email, customerLink: () => "" });

/** A link is signed by the installation, which the world does not know: its letters have none. */
function unlinked(letter: Letter): Letter {
  if ("drop" in letter) return letter;
  const appointment = { ...(letter.values.appointment as object), link: null };
  const calendar = letter.calendar && { ...letter.calendar, url: "" };
  return { ...letter, values: { ...letter.values, appointment }, ...(calendar ? { calendar } : {}) };
}
const letters: Letters = Object.fromEntries(
  Object.entries(makers).map(([kind, maker]): [string, LetterMaker] => [
    kind,
    async (tx, mail) => unlinked(await (maker as LetterMaker)(tx, mail)),
  ]),
);
const desk = { letters, agreesToMarketing: async () => false, from, secret: "", publicUrl: "" };

/** The transaction as it was when a mail left: at that moment, with an appointment that was still planned. */
const asItWas = (tx: Transaction, at: Instant): Transaction => ({
  ...tx,
  at,
  query: async <T>(statement: Parameters<Transaction["query"]>[0]): Promise<T[]> =>
    (await tx.query<T>(statement)).map((row) => ({ ...row, status: "planned" })),
});

/** The demo's mails with what was written in those that left, by the same letters as every mail; what they tell of is stored already. */
export async function writtenMails(tx: Transaction, rows: readonly Values[]): Promise<Values[]> {
  const written: Values[] = [];
  for (const row of rows) {
    const ready =
      row.messageId === null ? null : await prepared(desk, asItWas(tx, String(row.sendAt)), row as HeldMail);
    if (ready && !("handed" in ready)) throw new Error(`the demo's mail ${row.id} could not be written`);
    const { subject, text, html, calendar } = ready?.handed ?? row;
    written.push({ ...row, subject, text, html, calendar, searchText: searchTextOf(record, { ...row, subject }) });
  }
  return written;
}
