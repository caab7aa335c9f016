-- What the middle dealer of a region reached.
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
alter table regional_median add constraint regional_median_once unique (region, counted_on);
