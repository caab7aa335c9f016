import { createHash } from "node:crypto";
import { asSystem } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Database, Transaction } from "#platform/db/database.ts";
import type { HeardMail, HearMail } from "#platform/mail/inbound.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { receivedMail } from "./received-mail.record.ts";

const record = receivedMail as unknown as AnyRecord;
type Tenant = { code: string; schema: string };

/** What became of an answer: `because` in kebab-case; `dealer` is whose it is. */
export type Heard = { outcome: "done" | "ignored"; because: string; dealer: string | null };
/** Acts on an answer in the transaction that notes it; null where the record it is about is not of this tenant. */
export type Hear = (tx: Transaction, mail: HeardMail) => Promise<Heard | null>;
/** Who hears answers about which kind of reply address, such as `appointment`. */
export type Hearers = Readonly<Record<string, { record: string; hear: Hear }>>;

/** Gives each answer to the tenant and the module that it is for, each Message-ID once, and notes what became of it. */
export function hearing(db: Database, tenants: () => Promise<readonly Tenant[]>, hearers: Hearers): HearMail {
  return async (mail) => {
    const hearer = Object.hasOwn(hearers, mail.about.kind) ? hearers[mail.about.kind] : undefined;
    if (!hearer) return;
    for (const tenant of await tenants()) {
      const actor = asSystem(tenant, "an answer that came by mail");
      if (await db.as(actor, (tx) => hearOnce(tx, mail, hearer))) return;
    }
  };
}

/** Whether the mail was for this tenant. */
async function hearOnce(tx: Transaction, mail: HeardMail, { record: about, hear }: Hearers[string]): Promise<boolean> {
  const messageId = mail.messageId || madeUp(mail);
  await tx.query({ text: "select pg_advisory_xact_lock(hashtextextended($1, 4602))", values: [messageId] });
  const known = await tx.query({ text: "select 1 from received_mail where message_id = $1", values: [messageId] });
  if (known.length > 0) return true;
  const heard = mail.from === "" ? null : await hear(tx, mail);
  if (!heard) return false;
  const row = {
    id: newId(),
    at: tx.at,
    fromEmail: mail.from,
    messageId,
    subject: mail.subject,
    outcome: heard.outcome,
    because: heard.because,
    aboutRecord: about,
    aboutId: mail.about.id,
    dealers: heard.dealer === null ? [] : [heard.dealer],
  };
  await tx.query(
    insertStatement(record, [begin(record, row, tx.at, "UTC")], { move: "create", by: null }, "messageId"),
  );
  return true;
}

/** A name for a mail that has none: the same mail again has the same. */
const madeUp = ({ from, to, subject, calendar }: HeardMail): string =>
  `<${createHash("sha256")
    .update(JSON.stringify([from, to, subject, calendar]))
    .digest("hex")}@without-message-id>`;
