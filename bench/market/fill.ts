import pg from "pg";
import { machineMs } from "#platform/clocks/clock.ts";
import { dealersInAll, market, marketZone } from "./market.ts";

const days = 760;
const atOnce = 250_000;

/** A number from 0 up to below 1 that looks like chance, its own for every lead and purpose. */
const roll = (salt: number): string => `((hashint8extended(g, ${salt}) & 2147483647) / 2147483648.0)`;

/**
 * Leads as their stamps tell them, from 25 months ago until now in the order of their assignment: nine of ten contacted,
 * most within a day; a third booked, half of these came; four of five closed; the rest lost at day sixty.
 */
const storySql = `
  select g, id, dealer, campaign, source, driven_by, assigned_at, (assigned_at at time zone '${marketZone}')::date as assigned_on,
    contact_at, booked_at, case when booked_at is not null and ${roll(7)} < 0.5 and booked_at + interval '3 days' < now() then booked_at + interval '3 days' end as visited_at,
    closed_at, is_sale, who
  from (
    select *, case when contact_at is not null and ${roll(6)} < 0.35 then least(contact_at + interval '1 hour', now()) end as booked_at,
      case when contact_at is not null and ${roll(3)} < 0.8 and contact_at + (15 * power(${roll(4)}, 2)) * interval '1 day' < now()
        then contact_at + (15 * power(${roll(4)}, 2)) * interval '1 day' end as closed_at,
      ${roll(5)} < 0.4 as is_sale
    from (
      select *, case when ${roll(1)} < 0.9 and assigned_at + (48 * power(${roll(2)}, 3)) * interval '1 hour' < now()
        then assigned_at + (48 * power(${roll(2)}, 3)) * interval '1 hour' end as contact_at
      from (
        select g, uuidv7((g - $3::bigint)::float8 / $3::bigint * interval '${days} days') as id,
          'M' || lpad((hashint8extended(g, 11) & 2147483647)::bigint % ${dealersInAll} || '', 3, '0') as dealer,
          (array['contact-request', 'service-due', 'recall', 'warranty-end', 'spontaneous-dealer'])[1 + (g % 5)] as campaign,
          (array['website', 'owner-app', 'campaign', 'spontaneous'])[1 + (g % 4)] as source,
          (array['customer', 'hq'])[1 + (g % 2)] as driven_by,
          now() + (g - $3::bigint)::float8 / $3::bigint * interval '${days} days' as assigned_at,
          '00000000-0000-7000-8000-' || lpad((g % 3000)::text, 12, '0') as who
        from generate_series($1::bigint, $2::bigint) g) a) b) c`;

/** The rows of the stories; what has no part in any number is the same for all. */
const rowsSql = `
  insert into aftersales_lead (id, version, created_at, status, final_at, name, dealer, campaign, source, driven_by, is_recontact, persona,
    consents, phone, preferred_slots, unrecognised, remind_customer, appointment_at, vin, vehicle, attempts, assigned_at, assigned_on,
    contacted_by, evidence, signs, booked_at, visited_at, first_contact_at, is_first_contact_in_time, managed_at, is_managed_in_time,
    closing_category, closing_reason, first_contact_due_at, management_due_at, lifetime_due_at, search_text)
  select id, 1 + (contact_at is not null)::integer + (booked_at is not null)::integer + (closed_at is not null)::integer, assigned_at,
    status, case when closed_at is not null then closed_at when is_over then assigned_at + interval '60 days' end,
    'Customer ' || g, dealer, campaign, source, driven_by, false, 'prospect', '{}', '+8131234' || lpad((g % 10000)::text, 4, '0'), '{}', '{}', false,
    booked_at + interval '3 days', case when status = 'closed-with-sale' then 'ZN9DEMX10MARKET01' end,
    case when status = 'closed-with-sale' then (select id from vehicle limit 1) end,
    case when contact_at is null then '[]' else jsonb_build_array(jsonb_build_object('at', contact_at, 'channel', 'phone', 'outcome', 'reached',
      'note', null, 'user', 'Advisor', 'userId', who, 'version', 2)) end,
    assigned_at, assigned_on, case when contact_at is not null then who end, case when contact_at is not null then 'declared' end, '{}',
    booked_at, visited_at, contact_at,
    case when contact_at is not null then contact_at <= assigned_at + interval '24 hours' when assigned_at + interval '24 hours' < now() then false end,
    closed_at,
    case when closed_at is not null then closed_at <= assigned_at + interval '10 days' when assigned_at + interval '10 days' < now() then false end,
    case when status = 'closed-without-sale' then 'not-interested' end, case when status = 'closed-without-sale' then 'other' end,
    case when contact_at is null and not is_over then assigned_at + interval '24 hours' end,
    case when closed_at is null and not is_over then assigned_at + interval '10 days' end,
    case when closed_at is null and not is_over then assigned_at + interval '60 days' end,
    'customer ' || g
  from (select *, case when closed_at is not null then case when is_sale then 'closed-with-sale' else 'closed-without-sale' end
      when booked_at is not null then 'booked' when is_over then 'sales-lost' else 'assigned' end as status
    from (select *, closed_at is null and assigned_at + interval '60 days' < now() as is_over from (${storySql}) s) o) l`;

/** What their histories tell: that they were created and assigned, the attempt, the booking, the closing. */
const linesSql = `
  insert into aftersales_lead_history (record_id, version, at, move, field, old_value, new_value, dealer)
  select id, version, at, move, field, null, to_jsonb(value), dealer from (${storySql}) s, lateral (values
    (1, assigned_at, 'create', 'created', null::text), (1, assigned_at, 'create', 'assignedAt', assigned_at::text),
    (2, contact_at, 'attempt', 'firstContactAt', contact_at::text), (3, booked_at, 'book', 'status', 'booked'),
    (4, closed_at, 'close', 'status', 'closed')) h(version, at, move, field, value)
  where at is not null`;

type Index = { name: string; sql: string };

/** Fills the market with leads and their histories and counts them; prints how far it is. */
export async function fillMarket(config: pg.PoolConfig, leads: number): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    await fill(client, leads);
  } finally {
    await client.end();
  }
}

/** Indexes are made at the end, which is faster. */
async function fill(client: pg.Client, leads: number): Promise<void> {
  await client.query(`set search_path = ${market.schema}, public; set timezone = 'UTC'; set synchronous_commit = off;
    set maintenance_work_mem = '1GB'; set session_replication_role = replica`);
  const { rows: indexes } = await client.query<Index>(
    `select i.indexname as name, i.indexdef as sql from pg_indexes i
     where i.schemaname = $1 and i.tablename in ('aftersales_lead', 'aftersales_lead_history')
       and not exists (select from pg_constraint c where c.conname = i.indexname)`,
    [market.schema],
  );
  const startedMs = machineMs();
  const tell = (what: string): void => console.log(`  ${what}, ${((machineMs() - startedMs) / 1000).toFixed(0)} s`);
  for (const { name } of indexes) await client.query(`drop index ${name}`);
  for (let first = 1; first <= leads; first += atOnce) {
    const range = [first, Math.min(first + atOnce - 1, leads), leads];
    await client.query(rowsSql, range);
    await client.query(linesSql, range);
    if (first % (4 * atOnce) === 1) tell(`${range[1]?.toLocaleString("en")} leads`);
  }
  for (const { sql } of indexes) await client.query(sql);
  tell("indexes");
  await client.query("vacuum analyze aftersales_lead");
  await client.query("vacuum analyze aftersales_lead_history");
  tell("ready");
}
