import { createHash } from "node:crypto";
import { asSystem } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Database, Transaction } from "#platform/db/database.ts";
import type { HeardMail, HearMail } from "#platform/mail/inbound.ts";
import { begin } from "#platform/moves/decide.ts";
import { insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord, Instant } from "#platform/record/index.ts";
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
  const messageId = nameOf(mail, tx.at);
  await tx.query({ text: "select pg_advisory_xact_lock(hashtextextended($1, 4602))", values: [messageId] });
  const known = await tx.query({ text: "select 1 from received_mail where message_id = $1", values: [messageId] });
  if (known.length > 0) return true;
  const answer = answerIn(mail);
  const heard = mail.from === "" ? null : await hearNew(tx, mail, answer, hear);
  if (!heard) return false;
  const row = {
    id: newId(),
    at: tx.at,
    fromEmail: mail.from,
    messageId,
    subject: mail.subject,
    outcome: heard.outcome,
    because: heard.because,
    answer,
    aboutRecord: about,
    aboutId: mail.about.id,
    dealers: heard.dealer === null ? [] : [heard.dealer],
  };
  await tx.query(
    insertStatement(record, [begin(record, row, tx.at, "UTC")], { move: "create", by: null }, "messageId"),
  );
  return true;
}

type Said = { answer: string | null; dealers: string[] };
/** Hears an answer unless it says what the last one that was followed said: that one holds, and the mail is only noted. */
async function hearNew(tx: Transaction, mail: HeardMail, answer: string | null, hear: Hear): Promise<Heard | null> {
  const { kind, id } = mail.about;
  await tx.query({ text: "select pg_advisory_xact_lock(hashtextextended($1, 4604))", values: [`${kind}:${id}`] });
  const [last] = await tx.query<Said>({
    text: "select answer, dealers from received_mail where about_id = $1 and outcome = 'done' order by at desc, id desc limit 1",
    values: [id],
  });
  if (answer === null || last?.answer !== answer) return hear(tx, mail);
  return { outcome: "ignored", because: "said-already", dealer: last.dealers[0] ?? null };
}

/** What a calendar answers, to compare it with the answer before; null where there is none. */
function answerIn({ from, calendar }: HeardMail): string | null {
  if (!calendar) return null;
  const { method, uid, sequence, attendee, partstat, startsAt = "" } = calendar;
  return digest([from, method, uid, sequence, attendee, partstat, method === "COUNTER" ? startsAt : ""]);
}

/**
 * What a mail is known by. One without a name of its own has the same whenever it comes again; what a machine writes without
 * an answer, such as an absence note, is one mail per sender, subject matter and day, so that no two machines fill the list.
 */
function nameOf({ messageId, from, to, subject, calendar, about, autoSubmitted }: HeardMail, at: Instant): string {
  if (autoSubmitted && calendar === null) return `<${digest([from, about, at.slice(0, 10)])}@by-a-machine>`;
  return messageId || `<${digest([from, to, subject, calendar])}@without-message-id>`;
}

const digest = (of: readonly unknown[]): string => createHash("sha256").update(JSON.stringify(of)).digest("hex");
