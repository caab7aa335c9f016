import { newId } from "#platform/clocks/chance.ts";
import type { Transaction } from "#platform/db/database.ts";
import { begin } from "#platform/moves/decide.ts";
import { changeStatement, insertStatement } from "#platform/moves/statements.ts";
import type { AnyRecord } from "#platform/record/index.ts";
import { consentsNow } from "./customer.queries.ts";
import { type consentPurposes, customer } from "./customer.record.ts";
import { customerConsent } from "./customer-consent.record.ts";

type Purpose = (typeof consentPurposes)[number];
type Held = { version: number; consents: Record<string, boolean>; dealers: string[] };

/**
 * Writes into the ledger that a customer withdraws a consent, and into the customer's newest words; nothing where it is
 * withdrawn already. Gives whether the customer is known. For the program itself: it asks nobody's scope.
 */
export async function withdrawConsent(
  tx: Transaction,
  said: { customer: string; purpose: Purpose; source: string; wording: string },
): Promise<boolean> {
  const { customer: id, purpose, source, wording } = said;
  const [held] = await tx.query<Held>({
    text: "select version, consents, dealers from customer where id = $1 for update",
    values: [id],
  });
  if (!held) return false;
  const now = await consentsNow(tx, [id]);
  if (now.get(id)?.[purpose] === false && held.consents[purpose] === false) return true;
  const word = {
    id: newId(),
    customer: id,
    purpose,
    isGiven: false,
    at: tx.at,
    source,
    wording,
    dealers: held.dealers,
  };
  const set = { consents: { ...held.consents, [purpose]: false } };
  const change = { key: id, version: held.version, set, at: tx.at };
  await Promise.all([
    tx.query(
      insertStatement(customerConsent, [begin(customerConsent, word, tx.at, "UTC")], { move: "create", by: null }),
    ),
    tx.query(
      changeStatement(
        customer as unknown as AnyRecord,
        [change],
        { move: "edit", by: null },
        { text: "true", values: [] },
      ),
    ),
  ]);
  return true;
}
