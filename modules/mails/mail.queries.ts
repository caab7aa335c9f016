import { columnsOf } from "#platform/db/columns.ts";
import type { Statement } from "#platform/db/database.ts";
import type { AnyRecord, Instant, Row } from "#platform/record/index.ts";
import type { Audience } from "./letter.ts";
import { mail } from "./mail.record.ts";

/** A mail as the sender holds it: without what was written in it before. */
export type HeldMail = Omit<Row<typeof mail>, "text" | "html" | "calendar">;

const left = new Set(["text", "html", "calendar", "searchText"]);
const columns = columnsOf(mail as unknown as AnyRecord)
  .filter(({ field }) => !left.has(field))
  .map(({ field, column }) => `r.${column} as "${field}"`)
  .join(", ");

const waits = "r.status = 'due' and (r.next_try_at is null or r.next_try_at <= $1)";
/** A row where anything is to be sent at `at`. */
export const anyMailDue = (at: Instant): Statement => ({
  name: "mail:any-due",
  text: `select 1 from mail r where ${waits} limit 1`,
  values: [at],
});

/** The mail that is next at `at`, locked. */
export const nextMail = (at: Instant): Statement => ({
  name: "mail:next",
  text: `select ${columns} from mail r where ${waits}
    order by r.send_at, r.id limit 1 for update skip locked`,
  values: [at],
});

/** One mail, locked. */
export const mailById = (id: string): Statement => ({
  name: "mail:held",
  text: `select ${columns} from mail r where r.id = $1 for update`,
  values: [id],
});

/** What a sender that died left under way. */
export const mailsUnderWay: Statement = {
  name: "mail:under-way",
  text: `select ${columns} from mail r where r.status = 'sending' order by r.id for update`,
  values: [],
};

/** A template's version as headquarters wrote it. */
export type StoredTemplate = { number: number; subject: string; body: string };
export const currentTemplate = (kind: string, audience: Audience, language: string): Statement => ({
  name: "mail-template:current",
  text: "select number, subject, body from mail_template where kind = $1 and audience = $2 and language = $3 order by number desc limit 1",
  values: [kind, audience, language],
});
