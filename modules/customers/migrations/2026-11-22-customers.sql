-- The people whose cars the network looks after, and the ledger of what they agreed to.
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

-- What the declarations cannot say.
alter table customer add constraint customer_named check (
  case kind when 'company' then company_name is not null else first_name is not null or last_name is not null end);
alter table customer add constraint customer_email_folded check (email = lower(email));
alter table customer add constraint customer_country check (country ~ '^[A-Z]{2}$');
create index customer_by_phone on customer (phone) where phone is not null;
create index customer_by_other_phone on customer (other_phone) where other_phone is not null;
create index customer_by_email on customer (email) where email is not null;
create index customer_consent_now on customer_consent (customer, purpose, at desc, id desc);
