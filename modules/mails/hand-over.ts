import type { Transaction } from "#platform/db/database.ts";
import { domainOf, mailAddress, type Sender } from "#platform/mail/address.ts";
import { calendarText } from "#platform/mail/calendar.ts";
import type { TemplateSource } from "#platform/mail/template.ts";
import type { MailWriter } from "#platform/mail/writer.ts";
import { withoutSecrets } from "#platform/secrets/hidden.ts";
import { firstTemplate, type MailLanguage, mailLanguage } from "./first-templates.ts";
import type { Letter, Letters, MailRow } from "./letter.ts";
import { currentTemplate, type HeldMail, type StoredTemplate } from "./mail.queries.ts";
import { unsubscribeUrl } from "./unsubscribe-link.ts";
import { type Form, writtenBy } from "./written-by.ts";

/** What writing mails stands on. `publicUrl` is where people reach this Marque, without a slash at its end. */
export type Desk = {
  letters: Letters;
  writer: MailWriter;
  /** Whether the customer agrees to marketing by mail, in the ledger as it is in this transaction. */
  agreesToMarketing: (tx: Transaction, customer: string) => Promise<boolean>;
  from: Sender;
  secret: string;
  publicUrl: string;
  /** Whether what only recipients may read is kept all the same: in the demo, whose mails nobody else brings. */
  keepsSecrets: boolean;
};

/** A mail that can be handed over: what is kept of it, and its bytes; or why it is not sent. */
export type Ready =
  | {
      bytes: Buffer;
      /** What in it nobody but its recipient may read: who refuses the mail may quote it. */
      secrets: readonly string[];
      /** `because` says why it does not read as headquarters wrote it. */
      handed: Kept & { messageId: string; because: string | null };
    }
  | { drop: string }
  | { park: string };

/** What people can read of a mail afterwards; of a mail to staff nothing, since its link opens an account. */
type Kept = { subject: string | null; text: string | null; html: string | null; calendar: string | null };
const nothing: Kept = { subject: null, text: null, html: null, calendar: null };

/** Writes the mail with the facts of this moment. */
export async function prepared(desk: Desk, tx: Transaction, mail: HeldMail): Promise<Ready> {
  if (mail.uselessFrom !== null && mail.uselessFrom <= tx.at) return { drop: "too-late" };
  if (mailAddress(mail.toEmail) === null) return { park: "no mail can be written to this address" };
  const maker = Object.hasOwn(desk.letters, mail.kind) ? desk.letters[mail.kind] : undefined;
  if (!maker) return { park: `nobody writes letters of the kind ${mail.kind}` };
  const isMarketing = typeof maker !== "function";
  const language = mailLanguage(mail.language);
  const [letter, [stored]] = await Promise.all([
    (isMarketing ? maker.letter : maker)(tx, asMailRow(mail)),
    mail.audience === "staff" ? [] : tx.query<StoredTemplate>(currentTemplate(mail.kind, mail.audience, language)),
  ]);
  if ("drop" in letter) return letter;
  if (isMarketing && !(letter.customer && (await desk.agreesToMarketing(tx, letter.customer))))
    return { drop: "no-consent" };
  const forms = formsOf(tx, mail, language, stored, letter.template);
  if (forms.length === 0) return { park: `there is no template for ${mail.kind}, ${mail.audience}, ${language}` };
  const url = isMarketing && letter.customer ? unsubscribeUrl(desk, tx.actor.tenant, letter.customer) : undefined;
  return written(desk, tx, mail, letter, forms, letter.unsubscribe?.url ?? url);
}

/** What a mail may be written by: what headquarters wrote last, and behind it what Marque brings. */
function formsOf(
  { actor }: Transaction,
  { kind, audience }: HeldMail,
  language: MailLanguage,
  stored?: StoredTemplate,
  own?: TemplateSource,
): Form[] {
  const first = audience === "staff" ? own : firstTemplate(kind, audience, language);
  const key = (name: number | "first"): string => [actor.schema, kind, audience, language, name].join(":");
  return [
    ...(stored ? [{ key: key(stored.number), name: `version ${stored.number}`, source: stored }] : []),
    ...(first ? [{ key: key("first"), name: "first", source: first }] : []),
  ];
}

async function written(
  desk: Desk,
  tx: Transaction,
  mail: HeldMail,
  letter: Exclude<Letter, { drop: string }>,
  forms: readonly Form[],
  unsubscribe: string | undefined,
): Promise<Ready> {
  const values = { ...letter.values, ...(unsubscribe ? { unsubscribe: { url: unsubscribe } } : {}) };
  const calendar = letter.calendar && { method: letter.calendar.method, text: calendarText(letter.calendar, tx.at) };
  const messageId = mail.messageId ?? `<${mail.id}@${domainOf(desk.from.email)}>`;
  const envelope = {
    messageId,
    from: desk.from,
    to: { name: mail.toName, email: mail.toEmail },
    replyTo: letter.replyTo,
    calendar,
    unsubscribeUrl: unsubscribe,
    at: tx.at,
  };
  const written = await writtenBy(desk.writer, forms, { values, envelope });
  if ("park" in written) return written;
  const { said, bytes, because } = written;
  const secrets = [...(letter.secrets ?? []), letter.replyTo ?? [], unsubscribe ?? []].flat();
  const kept = { ...said, calendar: calendar?.text ?? null };
  return { bytes, secrets, handed: { ...keptOf(desk, mail, secrets, kept), messageId, because } };
}

function keptOf({ keepsSecrets }: Desk, { audience }: HeldMail, secrets: readonly string[], written: Kept): Kept {
  if (audience === "staff") return nothing;
  return keepsSecrets ? written : without(secrets, written);
}

const foldedLine = /\r\n[ \t]/g;
/** What is kept of a mail has dots where its secrets stood; the lines of its calendar entry are not folded any more. */
function without(secrets: readonly string[], kept: Kept): Kept {
  if (secrets.length === 0) return kept;
  const dotted = (text: string | null): string | null =>
    text === null ? null : withoutSecrets(secrets.reduce((left, secret) => left.replaceAll(secret, "…"), text));
  const calendar = kept.calendar?.replaceAll(foldedLine, "") ?? null;
  return {
    subject: dotted(kept.subject),
    text: dotted(kept.text),
    html: dotted(kept.html),
    calendar: dotted(calendar),
  };
}

const asMailRow = (mail: HeldMail): MailRow => ({
  id: mail.id,
  kind: mail.kind,
  audience: mail.audience,
  cause: mail.cause,
  dealer: mail.dealer,
  aboutRecord: mail.aboutRecord,
  aboutId: mail.aboutId,
  toEmail: mail.toEmail,
  toName: mail.toName,
  language: mail.language,
  sequence: mail.sequence,
  sendAt: mail.sendAt,
  uselessFrom: mail.uselessFrom,
});
