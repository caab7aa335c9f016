import type { Transaction } from "#platform/db/database.ts";
import type { DatedSla } from "./sla.rules.ts";

const columns = `'holdsFrom', p.holds_from, 'firstContactHours', p.first_contact_hours, 'managementDays', p.management_days,
  'lifetimeDays', p.lifetime_days, 'firstContactTarget', p.first_contact_target, 'managementTarget', p.management_target,
  'fullyManagedTarget', p.fully_managed_target, 'bookedCounts', p.booked_counts`;

/** Every policy of the market as one JSON array, oldest first, for a statement that reads something else. */
export const policiesSql = `(select coalesce(jsonb_agg(jsonb_build_object(${columns}) order by p.holds_from, p.created_at), '[]') from sla_policy p)`;

/** Every policy of the market, in the order in which they come to hold. */
export async function slaPolicies(tx: Transaction): Promise<readonly DatedSla[]> {
  const [row] = await tx.query<{ policies: DatedSla[] }>({
    name: "sla-policies",
    text: `select ${policiesSql} as policies`,
    values: [],
  });
  return row?.policies ?? [];
}
