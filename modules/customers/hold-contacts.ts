import type { Statement } from "#platform/db/database.ts";

/** How somebody can be reached: phones in E.164, and a mail address. */
export type Contacts = { phones: readonly string[]; email: string | null };

/** The phones and the mail address, as two who are the same person share them. */
export const contactWords = ({ phones, email }: Contacts): string[] => [
  ...phones,
  ...(email ? [email.toLowerCase()] : []),
];

/**
 * Makes transactions that name the same phone or mail wait for each other until they end, so that the second finds the customer
 * whom the first opens. It takes its locks in one order, so that nobody waits in a circle; it holds back no other phone or mail
 * and no other tenant.
 */
export const holdContacts = (schema: string, all: readonly Contacts[]): Statement => ({
  name: "customer:hold",
  text: `select pg_advisory_xact_lock(h.hash) from (
      select distinct hashtextextended(contact, 0) as hash from unnest($1::text[]) contact order by hash offset 0) h`,
  values: [all.flatMap(contactWords).map((contact) => `${schema} contact ${contact}`)],
});
