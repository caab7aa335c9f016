import type { Statement } from "#platform/db/database.ts";
import { phoneTail } from "./phone.ts";

/** How somebody can be reached: phones in E.164, and a mail address. */
export type Contacts = { phones: readonly string[]; email: string | null };

/**
 * What two who are the same person share, from phones and mail as they were typed: the last digits of a phone, which are the
 * same in whatever country it is read, and the mail in small letters.
 */
export const contactWords = (typed: {
  phones: readonly (string | null | undefined)[];
  email?: string | null | undefined;
}): string[] => [
  ...typed.phones.flatMap((phone) => phoneTail(phone ?? "") || []),
  ...(typed.email ? [typed.email.toLowerCase()] : []),
];

/**
 * Makes transactions that share a word of contact wait for each other until they end, so that the second finds the customer
 * whom the first opens. It takes its locks in one order, so that nobody waits in a circle; it holds back nobody whose phones
 * end otherwise, and no other tenant.
 */
export const holdContacts = (schema: string, words: readonly string[]): Statement => ({
  name: "customer:hold",
  text: `select pg_advisory_xact_lock(h.hash) from (
      select distinct hashtextextended(contact, 0) as hash from unnest($1::text[]) contact order by hash offset 0) h`,
  values: [words.map((word) => `${schema} contact ${word}`)],
});
