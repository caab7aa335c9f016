-- The dealer's book: kinds of work, bays, advisors, and the appointments that keep them.
create table service_work (
  version integer not null,
  created_at timestamptz not null,
  code text primary key check (char_length(code) <= 40),
  names jsonb not null,
  minutes integer not null check (minutes between 5 and 720),
  advisor_minutes integer not null check (advisor_minutes between 0 and 240),
  needs text[] not null check (needs <@ array['lift', 'alignment', 'diagnostics', 'high-voltage', 'paint']),
  is_default boolean not null,
  position integer not null check (position between 1 and 9999),
  is_active boolean not null
);
create table service_work_history (
  entry bigint generated always as identity primary key,
  record_id text not null references service_work (code),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index service_work_history_of on service_work_history (record_id, entry);
create index service_work_newest on service_work (created_at desc, code desc);

create table service_bay (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  dealer text not null references dealer (code),
  name text not null check (char_length(name) <= 100),
  equipment text[] not null check (equipment <@ array['lift', 'alignment', 'diagnostics', 'high-voltage', 'paint']),
  hours jsonb not null check (jsonb_array_length(hours) <= 14),
  absences jsonb not null check (jsonb_array_length(absences) <= 100),
  is_active boolean not null
);
create table service_bay_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references service_bay (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealer text not null
);
create index service_bay_history_of on service_bay_history (record_id, entry);
create index service_bay_newest on service_bay (created_at desc, id desc);
create index service_bay_of_dealer on service_bay (dealer, created_at desc, id desc);

create table service_advisor (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  dealer text not null references dealer (code),
  name text not null check (char_length(name) <= 100),
  staff uuid references staff (id),
  hours jsonb not null check (jsonb_array_length(hours) <= 14),
  absences jsonb not null check (jsonb_array_length(absences) <= 100),
  is_active boolean not null
);
create table service_advisor_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references service_advisor (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealer text not null
);
create index service_advisor_history_of on service_advisor_history (record_id, entry);
create index service_advisor_newest on service_advisor (created_at desc, id desc);
create index service_advisor_of_dealer on service_advisor (dealer, created_at desc, id desc);

create table appointment (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  status text not null check (status in ('planned', 'arrived', 'cancelled', 'declined', 'missed')),
  final_at timestamptz,
  dealer text not null references dealer (code),
  lead uuid references aftersales_lead (id),
  customer uuid references customer (id),
  vehicle uuid references vehicle (id),
  name text not null check (char_length(name) <= 200),
  phone text check (char_length(phone) <= 60),
  email text check (char_length(email) <= 254),
  language text check (char_length(language) <= 20),
  work text references service_work (code),
  bay uuid references service_bay (id),
  advisor uuid references service_advisor (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  advisor_until_at timestamptz not null,
  is_beside_plan boolean not null,
  placement jsonb,
  remind_customer boolean not null,
  notes text check (char_length(notes) <= 4000),
  sequence integer not null check (sequence between 0 and 2147483647),
  customer_reply text check (customer_reply in ('accepted', 'declined', 'proposed')),
  proposed_at timestamptz,
  cancelled_by text check (cancelled_by in ('customer', 'dealer', 'lead')),
  search_text text not null
);
create table appointment_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references appointment (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealer text not null
);
create index appointment_history_of on appointment_history (record_id, entry);
create index appointment_newest on appointment (created_at desc, id desc);
create index appointment_of_dealer on appointment (dealer, created_at desc, id desc);
create index appointment_by_status on appointment (dealer, status, created_at desc, id desc);
create index appointment_open on appointment (dealer) where final_at is null;
create index appointment_search on appointment using gin (search_text gin_trgm_ops);
-- What the declarations cannot say.
alter table service_work add constraint service_work_named check (names ?& array['en', 'ja', 'zh', 'ru']);
create unique index service_work_one_default on service_work (is_default) where is_default;
alter table appointment add constraint appointment_times check (ends_at > starts_at and advisor_until_at >= starts_at and ends_at - starts_at <= interval '24 hours');
alter table appointment add constraint appointment_placed check (is_beside_plan = (bay is null) and (advisor is null or not is_beside_plan));

-- One car at a time in a bay, one customer at a time with an advisor; who insisted stands beside the plan and blocks nobody.
alter table appointment add constraint appointment_bay_taken
  exclude using gist (bay with =, tstzrange(starts_at, ends_at) with &&) where (bay is not null and status in ('planned', 'arrived'));
alter table appointment add constraint appointment_advisor_taken
  exclude using gist (advisor with =, tstzrange(starts_at, advisor_until_at) with &&) where (advisor is not null and status in ('planned', 'arrived'));
create unique index appointment_one_open_of_lead on appointment (lead) where status = 'planned';
create index appointment_of_lead on appointment (lead) where lead is not null;
create index appointment_of_customer on appointment (customer) where customer is not null;
create index appointment_in_time on appointment (dealer, starts_at);
