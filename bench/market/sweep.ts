import { desks } from "#apps/server/routes.ts";
import { machineMs, now } from "#platform/clocks/clock.ts";
import { sweep } from "#platform/clocks/sweep.ts";
import type { Ground } from "../ground.ts";
import { market } from "./market.ts";

const rounds = 3;

/** Puts so many assigned leads past their sixtieth day in the last hours, none with another clock running. */
const expireSql = `update ${market.schema}.aftersales_lead set status = 'assigned', final_at = null, closing_reason = null, closing_category = null,
    recontact_due_at = null, first_contact_due_at = null, management_due_at = null, is_first_contact_in_time = false, is_managed_in_time = false,
    lifetime_due_at = now() - interval '1 hour' - random() * interval '5 hours'
  where id in (select id from ${market.schema}.aftersales_lead where status in ('sales-lost', 'assigned') and assigned_on < current_date - 61 limit $1)`;

/** What somebody would write by hand: the rows, their history, the events and what the counts lose and win in one statement. */
const byHand = `with changed as (
    update aftersales_lead set version = version + 1, status = 'sales-lost', final_at = lifetime_due_at, lifetime_due_at = null
    where lifetime_due_at <= $1::timestamptz and status = 'assigned'
    returning new.id, new.version, new.dealer, new.assigned_on, new.final_at, jsonb_array_length(old.attempts) = 0 as is_unmanaged
  ), told as (
    insert into aftersales_lead_history (record_id, version, at, move, field, old_value, new_value, dealer)
    select id, version, final_at, 'expire', f, o, n, dealer from changed, lateral (values
      ('status', '"assigned"'::jsonb, '"sales-lost"'::jsonb), ('finalAt', null, to_jsonb(final_at))) h(f, o, n)
  ), heard as (
    insert into outbox (at, record, record_id, version, event, dealers)
    select final_at, 'aftersales-lead', id::text, version, 'expire', array[dealer] from changed
  ), counted as (insert into aftersales_lead_count_change (dealer, assigned_on, still_assigned, life_running, unmanaged, in_progress, lost)
    select dealer, assigned_on, -1, -1, -is_unmanaged::integer, is_unmanaged::integer - 1, 1 from changed)
  select count(*)::integer as count from changed`;

/** The sweep of leads past their sixtieth day beside one statement that writes the same. */
export async function benchSweep({ db, sql }: Ground, leads: number): Promise<void> {
  const ratios: number[] = [];
  const took: [number[], number[]] = [[], []];
  const timed = async (work: () => Promise<number>): Promise<number> => {
    await sql(expireSql, [leads]);
    await sql(`vacuum ${market.schema}.aftersales_lead`);
    const startedMs = machineMs();
    const made = await work();
    // a few others run out by themselves meanwhile
    if (made < leads || made > leads + 1000) throw new Error(`${made} of ${leads} expired`);
    return machineMs() - startedMs;
  };
  for (let n = 0; n < rounds; n += 1) {
    const hand = await timed(async () => {
      const [row] = await sql<{ count: number }>(
        byHand.replaceAll(/(aftersales_lead\w*|outbox)(?= |\()/g, `${market.schema}.$1`),
        [now()],
      );
      return row?.count ?? 0;
    });
    const ours = await timed(() => sweep(db, market, desks, now()));
    took[0].push(ours);
    took[1].push(hand);
    ratios.push(hand / ours);
  }
  const median = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0;
  const perSecond = (all: number[]): string => ((leads * 1000) / median(all)).toFixed(0);
  console.log(
    `\nsweep of ${leads.toLocaleString("en")} leads past day 60: ${perSecond(took[0])} a second; one statement by hand: ${perSecond(took[1])}; ratio ${median(ratios).toFixed(2)}`,
  );
}
