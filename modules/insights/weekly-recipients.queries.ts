import type { Transaction } from "#platform/db/database.ts";
import type { Role } from "#platform/record/index.ts";
import { weeklyManagers } from "./weekly-managers.ts";

/** Somebody who answers for numbers: a dealer's, a region's, or the whole market's. */
export type Recipient = {
  id: string;
  name: string;
  email: string;
  language: string;
  role: Role;
  /** The codes of their dealers; null: every dealer of the market. */
  dealers: readonly string[] | null;
};

/**
 * The managers who work here now and want the mail; all, or the one of that account. Who has several profiles is told of
 * the widest, and of two equal ones of the older.
 */
export function weeklyRecipients(tx: Transaction, one: string | null = null): Promise<Recipient[]> {
  return tx.query<Recipient>({
    name: "weekly:recipients",
    text: `select distinct on (s.id) s.id, s.name, s.email, s.language, p.role,
        case p.role when 'store-manager' then array[p.dealer]
          when 'area-manager' then coalesce((select array_agg(d.code order by d.code) from dealer d where d.region = p.region), '{}') end as dealers
      from staff s join staff_profile p on p.staff = s.id
      where s.is_active and not s.is_without_weekly_mail and p.role = any($2::text[]) and ($1::uuid is null or s.id = $1)
      order by s.id, array_position($2::text[], p.role), p.id`,
    values: [one, weeklyManagers],
  });
}
