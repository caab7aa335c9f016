-- Campaigns and the leads that come of them.
create table aftersales_campaign (
  version integer not null,
  created_at timestamptz not null,
  code text primary key check (char_length(code) <= 60),
  names jsonb not null,
  driven_by text not null check (driven_by in ('customer', 'hq')),
  models text[] not null check (cardinality(models) <= 200),
  starts_on date,
  ends_on date,
  is_open boolean not null
);
create table aftersales_campaign_history (
  entry bigint generated always as identity primary key,
  record_id text not null references aftersales_campaign (code),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index aftersales_campaign_history_of on aftersales_campaign_history (record_id, entry);
create index aftersales_campaign_newest on aftersales_campaign (created_at desc, code desc);

create table aftersales_lead (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  status text not null check (status in ('assigned', 'booked', 'closed-with-sale', 'closed-without-sale', 'sales-lost')),
  final_at timestamptz,
  name text not null check (char_length(name) <= 200),
  dealer text not null references dealer (code),
  campaign text not null references aftersales_campaign (code),
  campaign_notes text check (char_length(campaign_notes) <= 4000),
  source text not null,
  driven_by text not null check (driven_by in ('customer', 'hq')),
  is_recontact boolean not null,
  master_lead uuid references aftersales_lead (id),
  customer uuid references customer (id),
  persona text not null check (persona in ('customer', 'prospect')),
  consents jsonb not null,
  routing jsonb,
  first_name text check (char_length(first_name) <= 100),
  last_name text check (char_length(last_name) <= 100),
  first_name_reading text check (char_length(first_name_reading) <= 100),
  last_name_reading text check (char_length(last_name_reading) <= 100),
  email text check (char_length(email) <= 254),
  phone text check (char_length(phone) <= 60),
  other_phone text check (char_length(other_phone) <= 60),
  language text check (char_length(language) <= 20),
  country text check (char_length(country) <= 100),
  state text check (char_length(state) <= 100),
  city text check (char_length(city) <= 100),
  postal_code text check (char_length(postal_code) <= 20),
  request text check (char_length(request) <= 4000),
  enquiry text check (char_length(enquiry) <= 4000),
  customer_notes text check (char_length(customer_notes) <= 4000),
  extra_services text check (char_length(extra_services) <= 4000),
  preferred_slots timestamptz[] not null check (cardinality(preferred_slots) <= 3),
  unrecognised text[] not null check (unrecognised <@ array['phone', 'otherPhone', 'vin']),
  appointment_at timestamptz,
  remind_customer boolean not null,
  recontact_at timestamptz,
  vin text check (char_length(vin) <= 40),
  vehicle uuid references vehicle (id),
  attempts jsonb not null check (jsonb_array_length(attempts) <= 5),
  assigned_at timestamptz not null,
  first_contact_at timestamptz,
  is_first_contact_in_time boolean,
  managed_at timestamptz,
  is_managed_in_time boolean,
  closing_category text,
  closing_reason text,
  ownership_ended_on date,
  management_notes text check (char_length(management_notes) <= 4000),
  first_contact_due_at timestamptz,
  management_due_at timestamptz,
  lifetime_due_at timestamptz,
  recontact_due_at timestamptz,
  search_text text not null
);
create table aftersales_lead_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references aftersales_lead (id),
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
create index aftersales_lead_history_of on aftersales_lead_history (record_id, entry);
create index aftersales_lead_newest on aftersales_lead (created_at desc, id desc);
create index aftersales_lead_of_dealer on aftersales_lead (dealer, created_at desc, id desc);
create index aftersales_lead_by_status on aftersales_lead (dealer, status, created_at desc, id desc);
create index aftersales_lead_open on aftersales_lead (dealer) where final_at is null;
create index aftersales_lead_first_contact_due on aftersales_lead (first_contact_due_at) where first_contact_due_at is not null and is_first_contact_in_time is null;
create index aftersales_lead_management_due on aftersales_lead (management_due_at) where management_due_at is not null and is_managed_in_time is null;
create index aftersales_lead_lifetime_due on aftersales_lead (lifetime_due_at) where lifetime_due_at is not null;
create index aftersales_lead_recontact_due on aftersales_lead (recontact_due_at) where recontact_due_at is not null;
create index aftersales_lead_search on aftersales_lead using gin (search_text gin_trgm_ops);

-- What the declarations cannot say.
alter table aftersales_campaign add constraint aftersales_campaign_named check (names ?& array['en', 'ja', 'zh', 'ru']);
alter table aftersales_campaign add constraint aftersales_campaign_days check (ends_on >= starts_on);

-- A re-contact opens one new lead, however often the clock is asked (AL-41).
create unique index aftersales_lead_reopened_once on aftersales_lead (master_lead) where is_recontact;
-- The conditional fields (AL-36 … AL-40).
alter table aftersales_lead add constraint aftersales_lead_reason check ((status = 'closed-without-sale') = (closing_reason is not null));
alter table aftersales_lead add constraint aftersales_lead_category check (closing_category is null or closing_reason is not null);
alter table aftersales_lead add constraint aftersales_lead_sold check (status <> 'closed-with-sale' or (vin is not null and vehicle is not null));
alter table aftersales_lead add constraint aftersales_lead_ownership check (closing_reason <> 'not-owner' or ownership_ended_on is not null);
alter table aftersales_lead add constraint aftersales_lead_booked check (status <> 'booked' or appointment_at is not null);
alter table aftersales_lead add constraint aftersales_lead_first_contact check (first_contact_at is null or jsonb_array_length(attempts) > 0);
create index aftersales_lead_of_customer on aftersales_lead (customer) where customer is not null;
create index aftersales_lead_of_vehicle on aftersales_lead (vehicle) where vehicle is not null;
create index aftersales_lead_of_campaign on aftersales_lead (campaign);
