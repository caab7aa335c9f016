import { type Desk, prepared } from "#modules/mails/hand-over.ts";
import { mail } from "#modules/mails/index.ts";
import type { HeldMail } from "#modules/mails/mail.queries.ts";
import { appointmentLetters } from "#modules/service/appointment.letters.ts";
import { appointmentLink } from "#modules/service/link/link-token.ts";
import type { Transaction } from "#platform/db/database.ts";
import { domainOf } from "#platform/mail/address.ts";
import { replyAddress } from "#platform/mail/reply-address.ts";
import { MailWriter } from "#platform/mail/writer.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
import { searchTextOf } from "#platform/search/fold.ts";
import { WorkRoom } from "#platform/workers/index.ts";
import type { Values } from "./rows.ts";

const record = mail as unknown as AnyRecord;
/** Where the demo's pages are ("http://127.0.0.1:8080"), what its links are signed with, and where its mails are written. */
export type LinkHome = { publicUrl: string; secret: string; room?: WorkRoom };
/** Who writes in the demo: an address that leads nowhere. */
const from = { name: "Marque", email: "appointments@marque.example" };

function deskOf({ publicUrl, secret }: LinkHome, room: WorkRoom): Desk {
  const answers = { domain: domainOf(from.email), secret };
  const letters = appointmentLetters({
    publicUrl,
    replyAddress: (id, recipient) => replyAddress(answers, { kind: "appointment", id }, recipient),
    customerLink: (link) => appointmentLink({ publicUrl, secret }, link),
  });
  const writer = new MailWriter(room);
  return { letters, writer, agreesToMarketing: async () => false, from, secret, publicUrl, keepsSecrets: true };
}

/** The transaction as it was when a mail left: at that moment, with an appointment that was still planned. */
const asItWas = (tx: Transaction, at: Instant): Transaction => ({
  ...tx,
  at,
  query: async <T>(statement: Parameters<Transaction["query"]>[0]): Promise<T[]> =>
    (await tx.query<T>(statement)).map((row) => ({ ...row, status: "planned" })),
});

/** The demo's mails with what was written in those that left, by the same letters as every mail; what they tell of is stored already. */
export async function writtenMails(tx: Transaction, rows: readonly Values[], home: LinkHome): Promise<Values[]> {
  if (home.room) return writtenBy(deskOf(home, home.room), tx, rows);
  const room = new WorkRoom();
  return writtenBy(deskOf(home, room), tx, rows).finally(() => room.close());
}

async function writtenBy(desk: Desk, tx: Transaction, rows: readonly Values[]): Promise<Values[]> {
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
