import { seePredicate } from "#platform/access/index.ts";
import type { Transaction } from "#platform/db/database.ts";
import { dealer } from "./dealer.record.ts";

/** A dealer as routing and clocks need it: the beginnings of its postal codes and its IANA zone. */
export type DealerArea = { code: string; zone: string; country: string; postalAreas: readonly string[] };

/** Every dealer of the tenant, by code. */
export function dealerAreas(tx: Transaction): Promise<DealerArea[]> {
  const values: unknown[] = [];
  const seen = seePredicate(dealer, tx.actor, values, "d");
  return tx.query({
    name: `dealer:areas:${seen}`,
    text: `select d.code, d.zone, d.country, d.postal_areas as "postalAreas" from dealer d where ${seen} order by d.code`,
    values,
  });
}
