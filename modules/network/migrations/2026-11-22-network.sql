-- Regions, dealers, their people, and the lists that administrators extend.
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
  holidays jsonb not null check (jsonb_array_length(holidays) <= 200)
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

create table staff (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  name text not null check (char_length(name) <= 200),
  email text not null check (char_length(email) <= 254),
  language text not null check (char_length(language) <= 20),
  is_active boolean not null,
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

-- What the declarations cannot say.
alter table region add constraint region_named check (names ?& array['en', 'ja', 'zh', 'ru']);
alter table list_entry add constraint list_entry_named check (names ?& array['en', 'ja', 'zh', 'ru']);
alter table list_entry add constraint list_entry_once unique (list, code);
alter table dealer add constraint dealer_country check (country ~ '^[A-Z]{2}$');
alter table staff add constraint staff_email_folded check (email = lower(email));
create unique index staff_email on staff (email);

-- A profile stands where its role belongs, and is seen where it stands.
alter table staff_profile add constraint staff_profile_place check (
  case when role in ('advisor', 'store-manager', 'sales-staff') then dealer is not null and region is null
       when role = 'area-manager' then dealer is null and region is not null
       else dealer is null and region is null end);
alter table staff_profile add constraint staff_profile_seen check (dealers = case when dealer is null then '{}' else array[dealer] end);
create unique index staff_profile_once on staff_profile (staff, role, dealer, region) nulls not distinct;
