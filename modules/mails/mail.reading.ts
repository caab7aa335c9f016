import { type AnyRecord, type Instant, oneOf, type Role } from "#platform/record/index.ts";
import { mail as record } from "./mail.record.ts";
import { firstKinds } from "./words/mail-words.ts";

/** The record as people filter it: the kinds that are named in words are choices. */
export const shownMail = {
  ...record,
  fields: { ...record.fields, kind: oneOf(...firstKinds) },
} as unknown as AnyRecord;

/** A mail as the API reads it; what is written in it is empty until it is handed over for the first time. */
export type Mail = {
  id: string;
  version: number;
  status: MailStatus;
  kind: string;
  audience: string;
  /** Null where the mail is no dealer's affair. */
  dealer: string | null;
  aboutRecord: string;
  aboutId: string;
  toEmail: string;
  toName: string;
  language: string;
  sendAt: Instant;
  nextTryAt: Instant | null;
  sentAt: Instant | null;
  refusal: string | null;
  because: string | null;
  subject: string | null;
  text: string | null;
  html: string | null;
  calendar: string | null;
};
export type MailStatus = "planned" | "due" | "sending" | "maybe-sent" | "parked" | "sent" | "dropped";

/** What people do with a mail that got stuck; everything else is done by the sender. */
export const mailActs = ["send-again", "arrived", "drop"] as const;
export type MailAct = (typeof mailActs)[number];

/** The moves that this person may make with a mail in this state, in the order of their buttons. */
export function actsOf(
  { status, audience }: Pick<Mail, "status" | "audience">,
  role: Role | undefined,
): readonly MailAct[] {
  if (audience === "staff") return []; // about their own account: theirs alone
  return mailActs.filter((act) => {
    const from: readonly string[] = record.moves?.[act].from ?? [];
    return from.includes(status) && (record.make?.[act]?.some((one) => one === role) ?? false);
  });
}

/** When something happened to a mail, or will: sent, else tried again, else planned for. */
export const whenOf = ({ sentAt, nextTryAt, sendAt }: Pick<Mail, "sentAt" | "nextTryAt" | "sendAt">): Instant =>
  sentAt ?? nextTryAt ?? sendAt;

type Known = { has: (key: string) => boolean; t: (key: string) => string };
/** A kind of mail in words; one that nobody has named yet stays as it is written. */
export function kindText({ t, has }: Known, kind: string): string {
  const key = `mail.choice.kind.${kind}`;
  return has(key) ? t(key) : kind;
}

/** What the program gives as a reason or an answer, in words where it is one of its own; what follows a colon stays. */
export function saidText({ t, has }: Known, said: string): string {
  const colon = said.indexOf(": ");
  const [its, rest] = colon < 0 ? [said, ""] : [said.slice(0, colon), ` ${said.slice(colon + 2)}`];
  const key = `mail.said.${its.replaceAll(" ", "-")}`;
  return has(key) ? `${t(key)}${rest}` : said;
}
