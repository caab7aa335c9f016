-- Cars: what they are, what was promised for them, what was done to them, and whose they are.
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

-- What the declarations cannot say.
alter table vehicle_model add constraint vehicle_model_named check (names ?& array['en', 'ja', 'zh', 'ru']);
alter table vehicle_warranty add constraint vehicle_warranty_named check (names ?& array['en', 'ja', 'zh', 'ru']);
alter table vehicle_warranty add constraint vehicle_warranty_days check (ends_on >= starts_on);
create index vehicle_warranty_of on vehicle_warranty (vehicle, starts_on);

-- One car, one row: a frame number with and without its hyphen is the same car.
create unique index vehicle_vin on vehicle (vin);
create unique index vehicle_identity on vehicle (replace(vin, '-', ''));
create index vehicle_by_plate on vehicle (plate) where plate is not null;

create index odometer_reading_of on odometer_reading (vehicle, read_on);
create index service_visit_of on service_visit (vehicle, visited_on desc);

-- A car has one owner at a time; the day of the hand-over is the next owner's.
alter table vehicle_ownership add constraint vehicle_ownership_days check (ends_on >= starts_on);
alter table vehicle_ownership add constraint vehicle_ownership_one_owner
  exclude using gist (vehicle with =, daterange(starts_on, ends_on) with &&);
create index vehicle_ownership_of_customer on vehicle_ownership (customer);
