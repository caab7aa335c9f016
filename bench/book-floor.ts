import type { Slot } from "#modules/service/free-slots.ts";
import type { Person } from "#platform/access/index.ts";
import { newId } from "#platform/clocks/chance.ts";
import type { Statement } from "#platform/db/database.ts";
import type { Day, Instant } from "#platform/record/index.ts";

/** A slot as the statement below gives it; instants as the driver reads them. */
export type BareSlot = Slot;

/**
 * One statement by hand for the free slots of some days from `from` on: each quarter of an hour while the dealer is open,
 * with the bays and advisors that nothing overlaps. It knows the dealer's hours and holidays and what the work needs.
 * Beginnings meet only what touches their own day: six times fewer pairs than without.
 */
export const bareSlots = (dealer: string, from: Day, days: number, at: Instant): Statement => ({
  name: "slots",
  values: [dealer, from, days, at],
  text: `with work as (
      select make_interval(mins => minutes) as long, make_interval(mins => advisor_minutes) as taking_in, needs
      from service_work where is_default and is_active
    ), open as (
      select d.on_day, (d.on_day + (h ->> 'opens')::time) at time zone s.zone as opens_at,
        (d.on_day + (h ->> 'closes')::time) at time zone s.zone as closes_at
      from dealer s, (select $2::date + n as on_day from generate_series(0, $3::integer - 1) n) d, jsonb_array_elements(s.hours) h
      where s.code = $1 and (h ->> 'weekday')::integer = extract(isodow from d.on_day)
        and not exists (select from jsonb_array_elements(s.holidays) f where (f ->> 'on')::date = d.on_day)
    ), beginning as (
      select o.on_day, t as starts_at, t + w.long as ends_at, t + w.taking_in as advisor_until_at
      from open o, work w, generate_series(o.opens_at, o.closes_at - w.long, interval '15 minutes') t where t > $4
    ), taken as materialized (
      select a.bay, a.advisor, a.starts_at, a.ends_at, a.advisor_until_at, touched::date as on_day
      from dealer s, appointment a, generate_series(date_trunc('day', a.starts_at at time zone s.zone), a.ends_at at time zone s.zone, interval '1 day') touched
      where s.code = $1 and a.dealer = $1 and a.status in ('planned', 'arrived')
        and a.starts_at > ($2::date - 2)::timestamptz and a.starts_at < ($2::date + $3::integer + 1)::timestamptz
    ), free_bay as (
      select b.starts_at, b.ends_at, array_agg(y.id) as bays
      from beginning b, service_bay y, work w where y.dealer = $1 and y.is_active and y.equipment @> w.needs
        and not exists (select from taken a where a.bay = y.id and a.on_day = b.on_day and a.starts_at < b.ends_at and b.starts_at < a.ends_at)
      group by b.starts_at, b.ends_at
    ), free_advisor as (
      select b.starts_at, array_agg(y.id) as advisors
      from beginning b, service_advisor y where y.dealer = $1 and y.is_active
        and not exists (select from taken a where a.advisor = y.id and a.on_day = b.on_day and a.starts_at < b.advisor_until_at and b.starts_at < a.advisor_until_at)
      group by b.starts_at
    )
    select starts_at as "startsAt", ends_at as "endsAt", bays, advisors
    from free_bay join free_advisor using (starts_at) order by starts_at`,
});

/** What the statement below writes; who books has chosen bay and advisor. */
export type BareBooking = {
  name: string;
  phone: string;
  work: string;
  bay: string;
  advisor: string;
  startsAt: Instant;
};

/** One statement by hand that writes an appointment of 60 minutes, its history and the outbox: nothing is checked but the constraints. */
export const bareBooking = (booking: BareBooking, person: Person, at: Instant): Statement => ({
  name: "booking",
  values: [
    ...[newId(), person.dealer, booking.name, booking.phone, booking.work, booking.bay, booking.advisor],
    ...[booking.startsAt, at, person.userId, person.userName],
  ],
  text: `with booked as (
      insert into appointment (id, version, created_at, status, dealer, name, phone, work, bay, advisor, starts_at, ends_at,
        advisor_until_at, is_beside_plan, remind_customer, sequence, search_text)
      values ($1, 1, $9::timestamptz, 'planned', $2, $3, $4, $5, $6::uuid, $7::uuid, $8::timestamptz, $8::timestamptz + interval '60 minutes',
        $8::timestamptz + interval '15 minutes', false, false, 0, lower($3) || ' ' || $4)
      returning id, dealer, work, bay, advisor, starts_at, created_at
    ), told as (
      insert into appointment_history (record_id, version, at, move, user_id, user_name, field, new_value, dealer)
      select id, 1, created_at, 'create', $10::uuid, $11, field, value, dealer
      from booked, lateral (values ('created', null::jsonb), ('startsAt', to_jsonb(starts_at)), ('work', to_jsonb(work)),
        ('bay', to_jsonb(bay)), ('advisor', to_jsonb(advisor)), ('dealer', to_jsonb(dealer))) h(field, value)
    ), heard as (
      insert into outbox (at, record, record_id, version, event, dealers)
      select created_at, 'appointment', id::text, 1, 'create', array[dealer] from booked
    )
    select id from booked`,
});
