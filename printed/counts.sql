-- Printed from the declarations by `npm run print`; do not edit. A migration that changes what is counted ends with these lines.

alter table aftersales_lead no force row level security;
alter table aftersales_lead_count no force row level security;
alter table aftersales_lead_count_change no force row level security;
delete from aftersales_lead_count;
delete from aftersales_lead_count_change;
insert into aftersales_lead_count (dealer, assigned_on, assigned, contacted, contacted_in_time, contact_running, logged, confirmed, five_in_ten_minutes, one_time_window, just_before_limit, managed_in_time, management_running, life_running, closed_with_sale, closed_without_sale, booked, still_assigned, lost, unmanaged, in_progress, ever_booked, visited, contacted_within_1_h, contacted_within_4_h, contacted_within_8_h, contacted_within_24_h, contacted_within_3_days, contacted_later, uncontacted)
    select r.dealer, r.assigned_on,
      count(r.id) filter (where true)::integer as assigned,
      count(r.id) filter (where r.first_contact_at is not null)::integer as contacted,
      count(r.id) filter (where r.is_first_contact_in_time = true)::integer as contacted_in_time,
      count(r.id) filter (where r.is_first_contact_in_time is null and r.status = any(array['assigned', 'booked']::text[]))::integer as contact_running,
      count(r.id) filter (where r.evidence = any(array['logged', 'confirmed']::text[]))::integer as logged,
      count(r.id) filter (where r.evidence = 'confirmed')::integer as confirmed,
      count(r.id) filter (where r.signs @> array['five-in-ten-minutes']::text[])::integer as five_in_ten_minutes,
      count(r.id) filter (where r.signs @> array['one-time-window']::text[])::integer as one_time_window,
      count(r.id) filter (where r.signs @> array['just-before-limit']::text[])::integer as just_before_limit,
      count(r.id) filter (where r.is_managed_in_time = true)::integer as managed_in_time,
      count(r.id) filter (where r.is_managed_in_time is null and r.status = any(array['assigned', 'booked']::text[]))::integer as management_running,
      count(r.id) filter (where r.lifetime_due_at is not null)::integer as life_running,
      count(r.id) filter (where r.status = 'closed-with-sale')::integer as closed_with_sale,
      count(r.id) filter (where r.status = 'closed-without-sale')::integer as closed_without_sale,
      count(r.id) filter (where r.status = 'booked')::integer as booked,
      count(r.id) filter (where r.status = 'assigned')::integer as still_assigned,
      count(r.id) filter (where r.status = 'sales-lost')::integer as lost,
      count(r.id) filter (where case when r.status = 'assigned' and jsonb_array_length(r.attempts) = 0 then 'unmanaged' when r.status = any(array['assigned', 'booked']::text[]) then 'in-progress' when r.status = 'closed-with-sale' then 'closed-with-sale' when r.status = 'closed-without-sale' then 'closed-without-sale' when r.status = 'sales-lost' then 'lost' end = 'unmanaged')::integer as unmanaged,
      count(r.id) filter (where case when r.status = 'assigned' and jsonb_array_length(r.attempts) = 0 then 'unmanaged' when r.status = any(array['assigned', 'booked']::text[]) then 'in-progress' when r.status = 'closed-with-sale' then 'closed-with-sale' when r.status = 'closed-without-sale' then 'closed-without-sale' when r.status = 'sales-lost' then 'lost' end = 'in-progress')::integer as in_progress,
      count(r.id) filter (where r.booked_at is not null)::integer as ever_booked,
      count(r.id) filter (where r.visited_at is not null)::integer as visited,
      count(r.id) filter (where r.first_contact_at - r.assigned_at <= make_interval(mins => 60::integer))::integer as contacted_within_1_h,
      count(r.id) filter (where r.first_contact_at - r.assigned_at > make_interval(mins => 60::integer) and r.first_contact_at - r.assigned_at <= make_interval(mins => 240::integer))::integer as contacted_within_4_h,
      count(r.id) filter (where r.first_contact_at - r.assigned_at > make_interval(mins => 240::integer) and r.first_contact_at - r.assigned_at <= make_interval(mins => 480::integer))::integer as contacted_within_8_h,
      count(r.id) filter (where r.first_contact_at - r.assigned_at > make_interval(mins => 480::integer) and r.first_contact_at - r.assigned_at <= make_interval(mins => 1440::integer))::integer as contacted_within_24_h,
      count(r.id) filter (where r.first_contact_at - r.assigned_at > make_interval(mins => 1440::integer) and r.first_contact_at - r.assigned_at <= make_interval(mins => 4320::integer))::integer as contacted_within_3_days,
      count(r.id) filter (where r.first_contact_at - r.assigned_at > make_interval(mins => 4320::integer))::integer as contacted_later,
      count(r.id) filter (where r.first_contact_at is null)::integer as uncontacted
    from aftersales_lead r group by r.dealer, r.assigned_on;
alter table aftersales_lead force row level security;
alter table aftersales_lead_count force row level security;
alter table aftersales_lead_count_change force row level security;
