import MailComposer from "nodemailer/lib/mail-composer";
import type { Sender } from "./address.ts";
import { mailAddress } from "./address.ts";
import type { Written } from "./template.ts";

/** A mail ready for the wire. */
export type Message = {
  messageId: string;
  from: Sender;
  to: Sender;
  replyTo?: string | undefined;
  subject: string;
  text: string;
  html: string;
  calendar?: { method: "REQUEST" | "CANCEL"; text: string } | undefined;
  /** Where one click ends such mails (RFC 8058). */
  unsubscribeUrl?: string | undefined;
  /** When it was handed over, as the Date of the mail. */
  at: string;
};

/** Everything of a mail but what is written in it. */
export type Envelope = Omit<Message, keyof Written>;

const line = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
function sure(address: string): string {
  const one = mailAddress(address);
  if (one === null) throw new Error("not one mail address");
  return one;
}

/** The bytes of a mail. Throws where an address is not exactly one; line breaks in names and subject become spaces. */
export function composed(message: Message): Promise<Buffer> {
  const { calendar, unsubscribeUrl } = message;
  const listed = unsubscribeUrl && unsubscribed(unsubscribeUrl);
  const composer = new MailComposer({
    messageId: message.messageId,
    date: new Date(message.at),
    from: { name: line(message.from.name), address: sure(message.from.email) },
    to: { name: line(message.to.name), address: sure(message.to.email) },
    ...(message.replyTo ? { replyTo: sure(message.replyTo) } : {}),
    subject: line(message.subject),
    text: message.text,
    html: message.html,
    ...(calendar
      ? {
          icalEvent: {
            method: calendar.method,
            content: calendar.text,
            filename: calendar.method === "CANCEL" ? "cancel.ics" : "invite.ics",
          },
        }
      : {}),
    headers: { "Auto-Submitted": "auto-generated", ...(listed ? listed : {}) },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** RFC 8058: both headers on one line each, which a signature over them survives. */
function unsubscribed(url: string): Record<string, { prepared: true; foldLines: false; value: string } | string> {
  if (!/^https?:\/\/[^\s<>"\p{Cc}]+$/u.test(url)) throw new Error("the address to unsubscribe at is none");
  return {
    "List-Unsubscribe": { prepared: true, foldLines: false, value: `<${url}>` },
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}
