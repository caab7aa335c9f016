import { type Sender, senderOf } from "#platform/mail/address.ts";
import { type SmtpPlace, smtpPlaceOf } from "#platform/mail/transport.ts";

/** How mails leave and come in. Without a mail server the demo keeps them in its mailbox, and production lets them wait. */
export type MailSettings = {
  smtp: SmtpPlace | null;
  from: Sender;
  /** Where answers are listened for; null: nowhere. */
  inPort: number | null;
  /** Where people reach this Marque, without a slash at its end; null: at the address it listens on. */
  publicUrl: string | null;
};
type Env = Readonly<Record<string, string | undefined>>;

/** Who writes where nobody said so: an address that leads nowhere. */
export const demoSender: Sender = { name: "Marque", email: "appointments@marque.example" };

/** Reads the settings of mails; `lines` say what is wrong, each with its fix, and repeat no password. */
export function mailSettingsFrom(env: Env): { mail: MailSettings; lines: string[] } {
  const {
    SMTP_URL: smtpUrl = "",
    MAIL_FROM: mailFrom = "",
    MAIL_IN_PORT: inPort = "",
    MARQUE_URL: publicUrl = "",
  } = env;
  const smtp = smtpPlaceOf(smtpUrl);
  const from = senderOf(mailFrom);
  const isUrl = /^https?:\/\/[^\s/?#@]+\/?$/.test(publicUrl) && URL.canParse(publicUrl);
  const isPort = /^\d{1,5}$/.test(inPort) && Number(inPort) > 0 && Number(inPort) <= 65_535;
  const lines = [
    smtpUrl && !smtp ? "SMTP_URL is no mail server: it must read smtp://user:password@host:587 or smtps://…:465." : "",
    smtpUrl && !mailFrom ? "MAIL_FROM is missing: say who writes, for example Neo Motors <service@neo.example>." : "",
    mailFrom && !from ? "MAIL_FROM is not one sender: it must read Neo Motors <service@neo.example>." : "",
    inPort && !isPort ? `MAIL_IN_PORT is "${inPort}": it must be a number from 1 to 65535, for example 2525.` : "",
    publicUrl && !isUrl
      ? "MARQUE_URL is no address of a site: it must read https://marque.neo.example, without a path."
      : "",
  ].filter((line) => line !== "");
  const mail = {
    smtp,
    from: from ?? demoSender,
    inPort: isPort ? Number(inPort) : null,
    publicUrl: isUrl ? publicUrl.replace(/\/$/, "") : null,
  };
  return { mail, lines };
}

/** What is worth saying about mails at the start. */
export function mailNotes(isProduction: boolean, { smtp, publicUrl }: MailSettings): string[] {
  if (!isProduction) return [];
  if (!smtp) return ["SMTP_URL is not set: mails are planned and wait, and none is sent."];
  return publicUrl ? [] : ["MARQUE_URL is not set: links in mails lead to the address Marque listens on."];
}
