import type { Transaction } from "#platform/db/database.ts";
import { consentPurposes } from "./customer.record.ts";

export type Consents = Record<(typeof consentPurposes)[number], boolean>;

/** The eight consents of each customer as they are now: the newest word in the ledger, refused where nothing was ever said. */
export async function consentsNow(
  tx: Transaction,
  customers: readonly string[],
): Promise<ReadonlyMap<string, Consents>> {
  const rows = await tx.query<{ customer: string; purpose: keyof Consents; isGiven: boolean }>({
    name: "consent:now",
    text: `select distinct on (customer, purpose) customer, purpose, is_given as "isGiven" from customer_consent
      where customer = any($1::uuid[]) order by customer, purpose, at desc, id desc`,
    values: [customers],
  });
  const byCustomer = Map.groupBy(rows, ({ customer: id }) => id);
  return new Map(customers.map((id) => [id, consentsOf(byCustomer.get(id) ?? [])]));
}

const consentsOf = (words: readonly { purpose: keyof Consents; isGiven: boolean }[]): Consents =>
  Object.fromEntries(
    consentPurposes.map((purpose) => [purpose, words.find((word) => word.purpose === purpose)?.isGiven ?? false]),
  ) as Consents;
