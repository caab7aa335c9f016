-- Printed from the declarations by `npm run print`; do not edit. What people add by hand stands in the modules' migrations.
-- Roles are those of a tenant whose schema is t_tenant.

-- regions
create table region (
  version integer not null,
  created_at timestamptz not null,
  code text primary key check (char_length(code) <= 20),
  names jsonb not null
);
create table region_history (
  entry bigint generated always as identity primary key,
  record_id text not null references region (code),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index region_history_of on region_history (record_id, entry);
create index region_newest on region (created_at desc, code desc);
alter table region enable row level security;
alter table region force row level security;
create policy clock on region to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on region to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table region_history enable row level security;
alter table region_history force row level security;
revoke all on region, region_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on region, region_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on region to t_tenant_clock;
grant update on region to t_tenant_clock;
grant insert on region_history to t_tenant_clock;
create policy clock on region_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on region_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- dealers
create table dealer (
  version integer not null,
  created_at timestamptz not null,
  code text primary key check (char_length(code) <= 20),
  name text not null check (char_length(name) <= 200),
  region text not null references region (code),
  street text not null check (char_length(street) <= 200),
  city text not null check (char_length(city) <= 100),
  postal_code text not null check (char_length(postal_code) <= 20),
  country text not null check (char_length(country) <= 2),
  phone text check (char_length(phone) <= 60),
  email text check (char_length(email) <= 254),
  zone text not null check (char_length(zone) <= 60),
  postal_areas text[] not null check (cardinality(postal_areas) <= 200),
  hours jsonb not null check (jsonb_array_length(hours) <= 14),
  holidays jsonb not null check (jsonb_array_length(holidays) <= 200),
  customer_change_hours integer not null check (customer_change_hours between 0 and 720)
);
create table dealer_history (
  entry bigint generated always as identity primary key,
  record_id text not null references dealer (code),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index dealer_history_of on dealer_history (record_id, entry);
create index dealer_newest on dealer (created_at desc, code desc);
alter table dealer enable row level security;
alter table dealer force row level security;
create policy clock on dealer to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on dealer to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table dealer_history enable row level security;
alter table dealer_history force row level security;
revoke all on dealer, dealer_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on dealer, dealer_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on dealer to t_tenant_clock;
grant update on dealer to t_tenant_clock;
grant insert on dealer_history to t_tenant_clock;
create policy clock on dealer_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on dealer_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- staff
create table staff (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  name text not null check (char_length(name) <= 200),
  email text not null check (char_length(email) <= 254),
  language text not null check (char_length(language) <= 20),
  is_active boolean not null,
  is_without_weekly_mail boolean not null,
  dealers text[] not null check (cardinality(dealers) <= 200)
);
create table staff_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references staff (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealers text[] not null
);
create index staff_history_of on staff_history (record_id, entry);
create index staff_newest on staff (created_at desc, id desc);
create index staff_of_dealers on staff using gin (dealers);
alter table staff enable row level security;
alter table staff force row level security;
create policy clock on staff to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on staff to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on staff to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on staff to t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table staff_history enable row level security;
alter table staff_history force row level security;
revoke all on staff, staff_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on staff, staff_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on staff to t_tenant_clock;
grant update on staff to t_tenant_clock;
grant insert on staff_history to t_tenant_clock;
grant update (dealers) on staff to t_tenant_clock;
grant update (dealers) on staff_history to t_tenant_clock;
create policy clock on staff_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on staff_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on staff_history to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on staff_history to t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- staff-profiles
create table staff_profile (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  staff uuid not null references staff (id),
  role text not null check (role in ('advisor', 'store-manager', 'sales-staff', 'area-manager', 'hq', 'call-centre', 'admin')),
  dealer text references dealer (code),
  region text references region (code),
  dealers text[] not null check (cardinality(dealers) <= 1)
);
create table staff_profile_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references staff_profile (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealers text[] not null
);
create index staff_profile_history_of on staff_profile_history (record_id, entry);
create index staff_profile_newest on staff_profile (created_at desc, id desc);
create index staff_profile_of_dealers on staff_profile using gin (dealers);
alter table staff_profile enable row level security;
alter table staff_profile force row level security;
create policy clock on staff_profile to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on staff_profile to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on staff_profile to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on staff_profile to t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table staff_profile_history enable row level security;
alter table staff_profile_history force row level security;
revoke all on staff_profile, staff_profile_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on staff_profile, staff_profile_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on staff_profile to t_tenant_clock;
grant update on staff_profile to t_tenant_clock;
grant insert on staff_profile_history to t_tenant_clock;
grant update (dealers) on staff_profile to t_tenant_clock;
grant update (dealers) on staff_profile_history to t_tenant_clock;
create policy clock on staff_profile_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on staff_profile_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on staff_profile_history to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on staff_profile_history to t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- list-entries
create table list_entry (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  list text not null check (char_length(list) <= 60),
  code text not null check (char_length(code) <= 60),
  names jsonb not null,
  category text check (char_length(category) <= 60),
  position integer not null check (position between 1 and 9999),
  is_active boolean not null
);
create table list_entry_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references list_entry (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index list_entry_history_of on list_entry_history (record_id, entry);
create index list_entry_newest on list_entry (created_at desc, id desc);
alter table list_entry enable row level security;
alter table list_entry force row level security;
create policy clock on list_entry to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on list_entry to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table list_entry_history enable row level security;
alter table list_entry_history force row level security;
revoke all on list_entry, list_entry_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on list_entry, list_entry_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on list_entry to t_tenant_clock;
grant update on list_entry to t_tenant_clock;
grant insert on list_entry_history to t_tenant_clock;
create policy clock on list_entry_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on list_entry_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- customers
create table customer (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  kind text not null check (kind in ('person', 'company')),
  name text not null check (char_length(name) <= 200),
  first_name text check (char_length(first_name) <= 100),
  last_name text check (char_length(last_name) <= 100),
  first_name_reading text check (char_length(first_name_reading) <= 100),
  last_name_reading text check (char_length(last_name_reading) <= 100),
  company_name text check (char_length(company_name) <= 200),
  phone text check (char_length(phone) <= 60),
  other_phone text check (char_length(other_phone) <= 60),
  email text check (char_length(email) <= 254),
  street text check (char_length(street) <= 200),
  city text check (char_length(city) <= 100),
  state text check (char_length(state) <= 100),
  postal_code text check (char_length(postal_code) <= 20),
  country text check (char_length(country) <= 2),
  language text check (char_length(language) <= 20),
  consents jsonb not null,
  dealers text[] not null check (cardinality(dealers) <= 200),
  search_text text not null
);
create table customer_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references customer (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealers text[] not null
);
create index customer_history_of on customer_history (record_id, entry);
create index customer_newest on customer (created_at desc, id desc);
create index customer_of_dealers on customer using gin (dealers);
create index customer_search on customer using gin (search_text gin_trgm_ops);
alter table customer enable row level security;
alter table customer force row level security;
create policy clock on customer to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on customer to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on customer to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on customer to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table customer_history enable row level security;
alter table customer_history force row level security;
revoke all on customer, customer_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on customer, customer_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on customer to t_tenant_advisor, t_tenant_store_manager, t_tenant_call_centre, t_tenant_clock;
grant update on customer to t_tenant_clock;
grant insert on customer_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_call_centre, t_tenant_clock;
grant update (dealers) on customer to t_tenant_call_centre, t_tenant_clock;
grant update (dealers) on customer_history to t_tenant_call_centre, t_tenant_clock;
create policy clock on customer_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on customer_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on customer_history to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on customer_history to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- customer-consents
create table customer_consent (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  customer uuid not null references customer (id),
  purpose text not null check (purpose in ('directMarketing', 'profiling', 'email', 'phone', 'post', 'text', 'fax', 'socialMedia')),
  is_given boolean not null,
  at timestamptz not null,
  source text not null check (char_length(source) <= 200),
  wording text not null check (char_length(wording) <= 2000),
  dealers text[] not null check (cardinality(dealers) <= 200)
);
create table customer_consent_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references customer_consent (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealers text[] not null
);
create index customer_consent_history_of on customer_consent_history (record_id, entry);
create index customer_consent_newest on customer_consent (created_at desc, id desc);
create index customer_consent_of_dealers on customer_consent using gin (dealers);
alter table customer_consent enable row level security;
alter table customer_consent force row level security;
create policy clock on customer_consent to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on customer_consent to t_tenant_advisor, t_tenant_store_manager using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on customer_consent to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on customer_consent to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table customer_consent_history enable row level security;
alter table customer_consent_history force row level security;
revoke all on customer_consent, customer_consent_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on customer_consent, customer_consent_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on customer_consent to t_tenant_advisor, t_tenant_store_manager, t_tenant_call_centre, t_tenant_clock;
grant insert on customer_consent_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_call_centre, t_tenant_clock;
grant update (dealers) on customer_consent to t_tenant_call_centre, t_tenant_clock;
grant update (dealers) on customer_consent_history to t_tenant_call_centre, t_tenant_clock;
create policy clock on customer_consent_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on customer_consent_history to t_tenant_advisor, t_tenant_store_manager using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on customer_consent_history to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on customer_consent_history to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- vehicle-models
create table vehicle_model (
  version integer not null,
  created_at timestamptz not null,
  code text primary key check (char_length(code) <= 40),
  names jsonb not null,
  brand text not null check (char_length(brand) <= 60)
);
create table vehicle_model_history (
  entry bigint generated always as identity primary key,
  record_id text not null references vehicle_model (code),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index vehicle_model_history_of on vehicle_model_history (record_id, entry);
create index vehicle_model_newest on vehicle_model (created_at desc, code desc);
alter table vehicle_model enable row level security;
alter table vehicle_model force row level security;
create policy clock on vehicle_model to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on vehicle_model to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table vehicle_model_history enable row level security;
alter table vehicle_model_history force row level security;
revoke all on vehicle_model, vehicle_model_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on vehicle_model, vehicle_model_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on vehicle_model to t_tenant_clock;
grant update on vehicle_model to t_tenant_clock;
grant insert on vehicle_model_history to t_tenant_clock;
create policy clock on vehicle_model_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on vehicle_model_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- vehicles
create table vehicle (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  vin text not null check (char_length(vin) <= 40),
  vin_kind text not null check (vin_kind in ('vin', 'frame', 'unknown')),
  model text references vehicle_model (code),
  plate text check (char_length(plate) <= 40),
  first_registered_on date,
  search_text text not null
);
create table vehicle_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references vehicle (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index vehicle_history_of on vehicle_history (record_id, entry);
create index vehicle_newest on vehicle (created_at desc, id desc);
create index vehicle_search on vehicle using gin (search_text gin_trgm_ops);
alter table vehicle enable row level security;
alter table vehicle force row level security;
create policy clock on vehicle to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on vehicle to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table vehicle_history enable row level security;
alter table vehicle_history force row level security;
revoke all on vehicle, vehicle_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on vehicle, vehicle_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on vehicle to t_tenant_advisor, t_tenant_store_manager, t_tenant_clock;
grant update on vehicle to t_tenant_clock;
grant insert on vehicle_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_clock;
create policy clock on vehicle_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on vehicle_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- vehicle-warranties
create table vehicle_warranty (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  vehicle uuid not null references vehicle (id),
  names jsonb not null,
  starts_on date not null,
  ends_on date not null
);
create table vehicle_warranty_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references vehicle_warranty (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index vehicle_warranty_history_of on vehicle_warranty_history (record_id, entry);
create index vehicle_warranty_newest on vehicle_warranty (created_at desc, id desc);
alter table vehicle_warranty enable row level security;
alter table vehicle_warranty force row level security;
create policy clock on vehicle_warranty to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on vehicle_warranty to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table vehicle_warranty_history enable row level security;
alter table vehicle_warranty_history force row level security;
revoke all on vehicle_warranty, vehicle_warranty_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on vehicle_warranty, vehicle_warranty_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on vehicle_warranty to t_tenant_clock;
grant update on vehicle_warranty to t_tenant_clock;
grant insert on vehicle_warranty_history to t_tenant_clock;
create policy clock on vehicle_warranty_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on vehicle_warranty_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- odometer-readings
create table odometer_reading (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  vehicle uuid not null references vehicle (id),
  km integer not null check (km between 0 and 9999999),
  read_on date not null,
  reason text check (char_length(reason) <= 200)
);
create table odometer_reading_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references odometer_reading (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index odometer_reading_history_of on odometer_reading_history (record_id, entry);
create index odometer_reading_newest on odometer_reading (created_at desc, id desc);
alter table odometer_reading enable row level security;
alter table odometer_reading force row level security;
create policy clock on odometer_reading to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on odometer_reading to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table odometer_reading_history enable row level security;
alter table odometer_reading_history force row level security;
revoke all on odometer_reading, odometer_reading_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on odometer_reading, odometer_reading_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on odometer_reading to t_tenant_advisor, t_tenant_store_manager, t_tenant_clock;
grant insert on odometer_reading_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_clock;
create policy clock on odometer_reading_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on odometer_reading_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- vehicle-ownerships
create table vehicle_ownership (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  vehicle uuid not null references vehicle (id),
  customer uuid not null references customer (id),
  starts_on date not null,
  ends_on date,
  dealers text[] not null check (cardinality(dealers) <= 200)
);
create table vehicle_ownership_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references vehicle_ownership (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealers text[] not null
);
create index vehicle_ownership_history_of on vehicle_ownership_history (record_id, entry);
create index vehicle_ownership_newest on vehicle_ownership (created_at desc, id desc);
create index vehicle_ownership_of_dealers on vehicle_ownership using gin (dealers);
alter table vehicle_ownership enable row level security;
alter table vehicle_ownership force row level security;
create policy clock on vehicle_ownership to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on vehicle_ownership to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on vehicle_ownership to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on vehicle_ownership to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table vehicle_ownership_history enable row level security;
alter table vehicle_ownership_history force row level security;
revoke all on vehicle_ownership, vehicle_ownership_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on vehicle_ownership, vehicle_ownership_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on vehicle_ownership to t_tenant_clock;
grant update on vehicle_ownership to t_tenant_clock;
grant insert on vehicle_ownership_history to t_tenant_clock;
grant update (dealers) on vehicle_ownership to t_tenant_call_centre, t_tenant_clock;
grant update (dealers) on vehicle_ownership_history to t_tenant_call_centre, t_tenant_clock;
create policy clock on vehicle_ownership_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on vehicle_ownership_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on vehicle_ownership_history to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on vehicle_ownership_history to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- service-visits
create table service_visit (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  vehicle uuid not null references vehicle (id),
  dealer text not null references dealer (code),
  visited_on date not null,
  odometer_km integer check (odometer_km between 0 and 9999999),
  works text not null check (char_length(works) <= 4000)
);
create table service_visit_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references service_visit (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index service_visit_history_of on service_visit_history (record_id, entry);
create index service_visit_newest on service_visit (created_at desc, id desc);
alter table service_visit enable row level security;
alter table service_visit force row level security;
create policy clock on service_visit to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on service_visit to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table service_visit_history enable row level security;
alter table service_visit_history force row level security;
revoke all on service_visit, service_visit_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on service_visit, service_visit_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on service_visit to t_tenant_clock;
grant update on service_visit to t_tenant_clock;
grant insert on service_visit_history to t_tenant_clock;
create policy clock on service_visit_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on service_visit_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- mail-templates
create table mail_template (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  kind text not null check (char_length(kind) <= 60),
  audience text not null check (audience in ('customer', 'dealer')),
  language text not null check (language in ('en', 'ja', 'zh', 'ru')),
  number integer not null check (number between 1 and 100000),
  subject text not null check (char_length(subject) <= 500),
  body text not null check (char_length(body) <= 60000),
  note text check (char_length(note) <= 4000)
);
create table mail_template_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references mail_template (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index mail_template_history_of on mail_template_history (record_id, entry);
create index mail_template_newest on mail_template (created_at desc, id desc);
alter table mail_template enable row level security;
alter table mail_template force row level security;
create policy clock on mail_template to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on mail_template to t_tenant_hq, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table mail_template_history enable row level security;
alter table mail_template_history force row level security;
revoke all on mail_template, mail_template_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on mail_template, mail_template_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on mail_template to t_tenant_hq, t_tenant_clock;
grant insert on mail_template_history to t_tenant_hq, t_tenant_clock;
create policy clock on mail_template_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on mail_template_history to t_tenant_hq, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- mails
create table mail (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  status text not null check (status in ('planned', 'due', 'sending', 'maybe-sent', 'parked', 'sent', 'dropped')),
  final_at timestamptz,
  kind text not null check (char_length(kind) <= 60),
  audience text not null check (audience in ('customer', 'dealer', 'staff')),
  cause text not null check (char_length(cause) <= 200),
  dealer text references dealer (code),
  about_record text not null check (char_length(about_record) <= 60),
  about_id text not null check (char_length(about_id) <= 60),
  to_email text not null check (char_length(to_email) <= 254),
  to_name text not null check (char_length(to_name) <= 200),
  language text not null check (char_length(language) <= 20),
  sequence integer not null check (sequence between 0 and 2147483647),
  send_at timestamptz not null,
  useless_from timestamptz,
  next_try_at timestamptz,
  sent_at timestamptz,
  hand_over_count integer not null check (hand_over_count between 0 and 1000),
  refusal_count integer not null check (refusal_count between 0 and 1000),
  refusal text check (char_length(refusal) <= 1000),
  because text check (char_length(because) <= 4000),
  message_id text check (char_length(message_id) <= 200),
  subject text check (char_length(subject) <= 500),
  text text check (char_length(text) <= 200000),
  html text check (char_length(html) <= 500000),
  calendar text check (char_length(calendar) <= 50000),
  release_due_at timestamptz,
  search_text text not null
);
create table mail_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references mail (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealer text
);
create index mail_history_of on mail_history (record_id, entry);
create index mail_newest on mail (created_at desc, id desc);
create index mail_of_dealer on mail (dealer, created_at desc, id desc);
create index mail_by_status on mail (dealer, status, created_at desc, id desc);
create index mail_open on mail (dealer) where final_at is null;
create index mail_release_due on mail (release_due_at) where release_due_at is not null;
create index mail_search on mail using gin (search_text gin_trgm_ops);
alter table mail enable row level security;
alter table mail force row level security;
create policy clock on mail to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on mail to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on mail to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on mail to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table mail_history enable row level security;
alter table mail_history force row level security;
revoke all on mail, mail_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on mail, mail_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on mail to t_tenant_advisor, t_tenant_store_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_clock;
grant update on mail to t_tenant_advisor, t_tenant_store_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_clock;
grant insert on mail_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_clock;
grant update (dealer) on mail_history to t_tenant_hq, t_tenant_call_centre, t_tenant_clock;
create policy clock on mail_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on mail_history to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on mail_history to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on mail_history to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- received-mails
create table received_mail (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  at timestamptz not null,
  from_email text not null check (char_length(from_email) <= 254),
  message_id text not null check (char_length(message_id) <= 500),
  subject text not null check (char_length(subject) <= 500),
  outcome text not null check (outcome in ('done', 'ignored')),
  because text not null check (char_length(because) <= 200),
  answer text check (char_length(answer) <= 64),
  about_record text check (char_length(about_record) <= 60),
  about_id text check (char_length(about_id) <= 60),
  dealers text[] not null check (cardinality(dealers) <= 1)
);
create table received_mail_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references received_mail (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealers text[] not null
);
create index received_mail_history_of on received_mail_history (record_id, entry);
create index received_mail_newest on received_mail (created_at desc, id desc);
create index received_mail_of_dealers on received_mail using gin (dealers);
alter table received_mail enable row level security;
alter table received_mail force row level security;
create policy clock on received_mail to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on received_mail to t_tenant_advisor, t_tenant_store_manager using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on received_mail to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on received_mail to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table received_mail_history enable row level security;
alter table received_mail_history force row level security;
revoke all on received_mail, received_mail_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on received_mail, received_mail_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on received_mail to t_tenant_clock;
grant insert on received_mail_history to t_tenant_clock;
grant update (dealers) on received_mail to t_tenant_clock;
grant update (dealers) on received_mail_history to t_tenant_clock;
create policy clock on received_mail_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on received_mail_history to t_tenant_advisor, t_tenant_store_manager using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on received_mail_history to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on received_mail_history to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- aftersales-campaigns
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
alter table aftersales_campaign enable row level security;
alter table aftersales_campaign force row level security;
create policy clock on aftersales_campaign to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on aftersales_campaign to t_tenant_advisor, t_tenant_store_manager, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table aftersales_campaign_history enable row level security;
alter table aftersales_campaign_history force row level security;
revoke all on aftersales_campaign, aftersales_campaign_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on aftersales_campaign, aftersales_campaign_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on aftersales_campaign to t_tenant_clock;
grant update on aftersales_campaign to t_tenant_clock;
grant insert on aftersales_campaign_history to t_tenant_clock;
create policy clock on aftersales_campaign_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on aftersales_campaign_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- sla-policies
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
alter table sla_policy enable row level security;
alter table sla_policy force row level security;
create policy clock on sla_policy to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on sla_policy to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table sla_policy_history enable row level security;
alter table sla_policy_history force row level security;
revoke all on sla_policy, sla_policy_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on sla_policy, sla_policy_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on sla_policy to t_tenant_hq, t_tenant_clock;
grant insert on sla_policy_history to t_tenant_hq, t_tenant_clock;
create policy clock on sla_policy_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on sla_policy_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- aftersales-leads
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
  assigned_on date not null,
  contacted_by text check (char_length(contacted_by) <= 200),
  evidence text check (evidence in ('declared', 'logged', 'confirmed')),
  signs text[] not null check (signs <@ array['five-in-ten-minutes', 'one-time-window', 'just-before-limit']),
  booked_at timestamptz,
  visited_at timestamptz,
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
create table aftersales_lead_count (
  dealer text not null,
  assigned_on date not null,
  assigned integer not null,
  contacted integer not null,
  contacted_in_time integer not null,
  contact_running integer not null,
  logged integer not null,
  confirmed integer not null,
  five_in_ten_minutes integer not null,
  one_time_window integer not null,
  just_before_limit integer not null,
  managed_in_time integer not null,
  management_running integer not null,
  life_running integer not null,
  closed_with_sale integer not null,
  closed_without_sale integer not null,
  booked integer not null,
  still_assigned integer not null,
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
create table aftersales_lead_count_change (
  entry bigint generated always as identity primary key,
  dealer text not null,
  assigned_on date not null,
  assigned integer,
  contacted integer,
  contacted_in_time integer,
  contact_running integer,
  logged integer,
  confirmed integer,
  five_in_ten_minutes integer,
  one_time_window integer,
  just_before_limit integer,
  managed_in_time integer,
  management_running integer,
  life_running integer,
  closed_with_sale integer,
  closed_without_sale integer,
  booked integer,
  still_assigned integer,
  lost integer,
  unmanaged integer,
  in_progress integer,
  ever_booked integer,
  visited integer,
  contacted_within_1_h integer,
  contacted_within_4_h integer,
  contacted_within_8_h integer,
  contacted_within_24_h integer,
  contacted_within_3_days integer,
  contacted_later integer,
  uncontacted integer
);
create index aftersales_lead_counted on aftersales_lead (dealer, assigned_on);
create index aftersales_lead_counted_on on aftersales_lead (assigned_on);
alter table aftersales_lead enable row level security;
alter table aftersales_lead force row level security;
create policy clock on aftersales_lead to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on aftersales_lead to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on aftersales_lead to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on aftersales_lead to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table aftersales_lead_history enable row level security;
alter table aftersales_lead_history force row level security;
revoke all on aftersales_lead, aftersales_lead_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on aftersales_lead, aftersales_lead_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on aftersales_lead to t_tenant_advisor, t_tenant_store_manager, t_tenant_call_centre, t_tenant_clock;
grant update on aftersales_lead to t_tenant_advisor, t_tenant_store_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_clock;
grant insert on aftersales_lead_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_clock;
grant update (dealer) on aftersales_lead_history to t_tenant_hq, t_tenant_call_centre, t_tenant_clock;
create policy clock on aftersales_lead_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on aftersales_lead_history to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on aftersales_lead_history to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on aftersales_lead_history to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table aftersales_lead_count enable row level security;
alter table aftersales_lead_count force row level security;
create policy clock on aftersales_lead_count to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on aftersales_lead_count to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on aftersales_lead_count to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on aftersales_lead_count to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table aftersales_lead_count_change enable row level security;
alter table aftersales_lead_count_change force row level security;
create policy clock on aftersales_lead_count_change to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on aftersales_lead_count_change to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on aftersales_lead_count_change to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on aftersales_lead_count_change to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
revoke all on aftersales_lead_count, aftersales_lead_count_change from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on aftersales_lead_count, aftersales_lead_count_change to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert, update, delete on aftersales_lead_count to t_tenant_clock;
grant insert on aftersales_lead_count_change to t_tenant_advisor, t_tenant_store_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_clock;
grant delete on aftersales_lead_count_change to t_tenant_clock;

-- service-works
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
alter table service_work enable row level security;
alter table service_work force row level security;
create policy clock on service_work to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on service_work to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table service_work_history enable row level security;
alter table service_work_history force row level security;
revoke all on service_work, service_work_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on service_work, service_work_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on service_work to t_tenant_clock;
grant update on service_work to t_tenant_clock;
grant insert on service_work_history to t_tenant_clock;
create policy clock on service_work_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_all on service_work_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- service-bays
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
alter table service_bay enable row level security;
alter table service_bay force row level security;
create policy clock on service_bay to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on service_bay to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on service_bay to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on service_bay to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table service_bay_history enable row level security;
alter table service_bay_history force row level security;
revoke all on service_bay, service_bay_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on service_bay, service_bay_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on service_bay to t_tenant_store_manager, t_tenant_clock;
grant update on service_bay to t_tenant_store_manager, t_tenant_clock;
grant insert on service_bay_history to t_tenant_store_manager, t_tenant_clock;
grant update (dealer) on service_bay_history to t_tenant_clock;
create policy clock on service_bay_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on service_bay_history to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on service_bay_history to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on service_bay_history to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- service-advisors
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
alter table service_advisor enable row level security;
alter table service_advisor force row level security;
create policy clock on service_advisor to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on service_advisor to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on service_advisor to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on service_advisor to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table service_advisor_history enable row level security;
alter table service_advisor_history force row level security;
revoke all on service_advisor, service_advisor_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on service_advisor, service_advisor_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on service_advisor to t_tenant_store_manager, t_tenant_clock;
grant update on service_advisor to t_tenant_store_manager, t_tenant_clock;
grant insert on service_advisor_history to t_tenant_store_manager, t_tenant_clock;
grant update (dealer) on service_advisor_history to t_tenant_clock;
create policy clock on service_advisor_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on service_advisor_history to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on service_advisor_history to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on service_advisor_history to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- appointments
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
  correctable_until_at timestamptz,
  correction_due_at timestamptz,
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
create index appointment_correction_due on appointment (correction_due_at) where correction_due_at is not null;
create index appointment_search on appointment using gin (search_text gin_trgm_ops);
alter table appointment enable row level security;
alter table appointment force row level security;
create policy clock on appointment to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on appointment to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on appointment to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on appointment to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table appointment_history enable row level security;
alter table appointment_history force row level security;
revoke all on appointment, appointment_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on appointment, appointment_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on appointment to t_tenant_advisor, t_tenant_store_manager, t_tenant_clock;
grant update on appointment to t_tenant_advisor, t_tenant_store_manager, t_tenant_clock;
grant insert on appointment_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_clock;
grant update (dealer) on appointment_history to t_tenant_clock;
create policy clock on appointment_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on appointment_history to t_tenant_advisor, t_tenant_store_manager using (dealer = current_setting('marque.dealer')) with check (dealer = current_setting('marque.dealer'));
create policy sees_own_region on appointment_history to t_tenant_area_manager using (dealer in (select unnest(current_setting('marque.dealers')::text[]))) with check (dealer in (select unnest(current_setting('marque.dealers')::text[])));
create policy sees_all on appointment_history to t_tenant_hq, t_tenant_call_centre using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);

-- regional-medians
create table regional_median (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  name text not null check (char_length(name) <= 200),
  region text not null references region (code),
  dealers text[] not null check (cardinality(dealers) <= 1000),
  counted_on date not null,
  counted integer not null check (counted between 0 and 2147483647),
  first_contact integer check (first_contact between 0 and 1000),
  management integer check (management between 0 and 1000),
  fully_managed integer check (fully_managed between 0 and 1000)
);
create table regional_median_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references regional_median (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealers text[] not null
);
create index regional_median_history_of on regional_median_history (record_id, entry);
create index regional_median_newest on regional_median (created_at desc, id desc);
create index regional_median_of_dealers on regional_median using gin (dealers);
alter table regional_median enable row level security;
alter table regional_median force row level security;
create policy clock on regional_median to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on regional_median to t_tenant_advisor, t_tenant_store_manager using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on regional_median to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on regional_median to t_tenant_hq using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
alter table regional_median_history enable row level security;
alter table regional_median_history force row level security;
revoke all on regional_median, regional_median_history from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant select on regional_median, regional_median_history to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
grant insert on regional_median to t_tenant_clock;
grant insert on regional_median_history to t_tenant_clock;
grant update (dealers) on regional_median to t_tenant_clock;
grant update (dealers) on regional_median_history to t_tenant_clock;
create policy clock on regional_median_history to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy sees_own_dealer on regional_median_history to t_tenant_advisor, t_tenant_store_manager using (dealers && array[current_setting('marque.dealer')]) with check (dealers && array[current_setting('marque.dealer')]);
create policy sees_own_region on regional_median_history to t_tenant_area_manager using (dealers && current_setting('marque.dealers')::text[]) with check (dealers && current_setting('marque.dealers')::text[]);
create policy sees_all on regional_median_history to t_tenant_hq using (case when current_setting('marque.profile') <> '' then true end) with check (case when current_setting('marque.profile') <> '' then true end);
