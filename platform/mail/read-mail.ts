import type { CalendarReply } from "./read-calendar.ts";

/** What is read of a mail that came. `from` is empty where nobody, or more than one, sent it. */
export type ReadMail = {
  from: string;
  /** The sender's own; empty where the mail has none. */
  messageId: string;
  subject: string;
  /** It says itself that a machine wrote it. */
  autoSubmitted: boolean;
  calendar: CalendarReply | null;
};
