import type { Transaction } from "#platform/db/database.ts";
import type { CalendarEvent } from "#platform/mail/calendar.ts";
import type { TemplateSource } from "#platform/mail/template.ts";
import type { Instant } from "#platform/record/index.ts";

/** Whom templates are written for. */
export type Audience = "customer" | "dealer";

/** A mail that shall be sent. `cause` is its own for ever: `appointment:<id>:<sequence>:<kind>:<audience>`. */
export type PlannedMail = {
  kind: string;
  /** Staff: the person themself, about their own account; nothing of what is written is kept. */
  audience: Audience | "staff";
  cause: string;
  /** Null for staff: their account is no dealer's affair. */
  dealer: string | null;
  aboutRecord: string;
  aboutId: string;
  toEmail: string;
  toName: string;
  /** BCP 47; a language without templates of its own reads English. */
  language: string;
  sequence: number;
  /** Not before this moment. */
  sendAt: Instant;
  /** From this moment on it is dropped instead of sent. */
  uselessFrom?: Instant | null;
};

/** The mail as the maker of its letter sees it. */
export type MailRow = Required<PlannedMail> & { id: string };

/** What a template knows: names in groups, such as customer.name. */
export type LetterValues = Readonly<Record<string, unknown>>;

/**
 * What is written in a mail, made at the moment it is handed over, so that facts and consent are those of that moment; or
 * why it is not sent after all, in kebab-case. `customer` is whose consents a marketing mail needs.
 */
export type Letter =
  | {
      values: LetterValues;
      calendar?: CalendarEvent;
      replyTo?: string;
      unsubscribe?: { url: string };
      /** What only the recipient may read, since who holds it acts for them: links and addresses. It is not kept. */
      secrets?: readonly string[];
      customer?: string;
      /** How a mail to staff reads: headquarters writes no templates for these. */
      template?: TemplateSource;
    }
  | { drop: string };
export type LetterMaker = (tx: Transaction, mail: MailRow) => Promise<Letter>;

/** Who writes the letters of each kind; a marketing kind goes only to customers who agree to it at that moment. */
export type Letters = Readonly<Record<string, LetterMaker | { isMarketing: true; letter: LetterMaker }>>;
