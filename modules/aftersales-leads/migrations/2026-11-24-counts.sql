-- What the market measures its dealers by.
create table sla_policy (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  name text not null check (char_length(name) <= 200),
  holds_from date not null,
  first_contact_hours integer not null check (first_contact_hours between 1 and 720),
  management_days integer not null check (management_days between 1 and 365),
  lifetime_days integer not null check (lifetime_days between 1 and 365),
  first_contact_target integer not null check (first_contact_target between 0 and 100),
  management_target integer not null check (management_target between 0 and 100),
  fully_managed_target integer not null check (fully_managed_target between 0 and 100),
  booked_counts text[] not null check (booked_counts <@ array['management', 'fully-managed']),
  why text check (char_length(why) <= 4000)
);
create table sla_policy_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references sla_policy (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index sla_policy_history_of on sla_policy_history (record_id, entry);
create index sla_policy_newest on sla_policy (created_at desc, id desc);
alter table sla_policy add constraint sla_policy_limits check (management_days <= lifetime_days);

-- Leads are counted by the dealer's day of their assignment. The owner of the table is under its policies, so they rest here.
alter table aftersales_lead no force row level security;
alter table aftersales_lead_history no force row level security;
alter table dealer no force row level security;
alter table aftersales_lead add column assigned_on date;
alter table aftersales_lead add column contacted_by text check (char_length(contacted_by) <= 200);
alter table aftersales_lead add column evidence text check (evidence in ('declared', 'logged', 'confirmed'));
alter table aftersales_lead add column signs text[] not null default '{}' check (signs <@ array['five-in-ten-minutes', 'one-time-window', 'just-before-limit']);
alter table aftersales_lead add column booked_at timestamptz;
alter table aftersales_lead add column visited_at timestamptz;
alter table aftersales_lead alter column signs drop default;
update aftersales_lead l set assigned_on = (l.assigned_at at time zone d.zone)::date,
  contacted_by = l.attempts -> 0 ->> 'userId',
  evidence = case when jsonb_array_length(l.attempts) > 0 then 'declared' end,
  booked_at = (select min(h.at) from aftersales_lead_history h where h.record_id = l.id and h.move = 'book')
  from dealer d where d.code = l.dealer;
alter table aftersales_lead alter column assigned_on set not null;
alter table aftersales_lead force row level security;
alter table aftersales_lead_history force row level security;
alter table dealer force row level security;

create table aftersales_lead_count (
  dealer text not null,
  assigned_on date not null,
  assigned integer not null,
  contacted integer not null,
  contacted_in_time integer not null,
  contact_pending integer not null,
  logged integer not null,
  confirmed integer not null,
  five_in_ten_minutes integer not null,
  one_time_window integer not null,
  just_before_limit integer not null,
  managed_in_time integer not null,
  management_pending integer not null,
  closed_with_sale integer not null,
  closed_without_sale integer not null,
  booked integer not null,
  lost integer not null,
  unmanaged integer not null,
  in_progress integer not null,
  ever_booked integer not null,
  visited integer not null,
  contacted_within_1_h integer not null,
  contacted_within_4_h integer not null,
  contacted_within_8_h integer not null,
  contacted_within_24_h integer not null,
  contacted_within_3_days integer not null,
  contacted_later integer not null,
  uncontacted integer not null,
  primary key (dealer, assigned_on)
);
create index aftersales_lead_count_of_day on aftersales_lead_count (assigned_on);
create table aftersales_lead_recount (
  entry bigint generated always as identity primary key,
  dealer text not null,
  assigned_on date not null
);
create index aftersales_lead_counted on aftersales_lead (dealer, assigned_on);
create index aftersales_lead_counted_on on aftersales_lead (assigned_on);
insert into aftersales_lead_recount (dealer, assigned_on) select distinct dealer, assigned_on from aftersales_lead;
