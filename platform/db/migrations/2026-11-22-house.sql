-- What belongs to no tenant: who the tenants are, how people sign in, and the demo's clock.
create table tenant (
  code text primary key,
  schema text not null unique check (schema ~ '^t_[a-z0-9_]{1,50}$'),
  name text not null,
  country text not null,
  default_dealer text not null,
  is_demo boolean not null default false
);

create table travel (
  is_it boolean primary key default true check (is_it),
  travelled_ms bigint not null
);

create table account (
  id uuid primary key,
  tenant text not null references tenant (code),
  email text not null check (email = lower(email)),
  password_hash text,
  is_active boolean not null default true
);
create unique index account_email on account (email);

create table session (
  token_digest bytea primary key,
  account uuid not null references account (id) on delete cascade,
  profile uuid,
  kind text not null check (kind in ('browser', 'token')),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_of_account on session (account);

create table form_key (
  key_digest bytea primary key,
  tenant text not null references tenant (code),
  name text not null,
  source text not null,
  is_active boolean not null default true
);

-- The one role outside the tenants' scopes: it checks who somebody is, and sees no row of a tenant.
grant select on tenant, account, form_key, travel to marque_door;
grant select, insert, update, delete on session to marque_door;
grant insert, update on travel to marque_door;
grant insert on account, tenant, form_key to marque_door;
grant update (password_hash, is_active) on account to marque_door;
