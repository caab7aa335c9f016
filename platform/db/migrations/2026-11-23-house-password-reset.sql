-- Forgotten passwords: who asked for a link, and the one link of each account that still works.
create table password_wish (
  id uuid primary key,
  email text not null check (char_length(email) <= 254),
  asked_at timestamptz not null
);
create table password_reset (
  account uuid primary key references account (id) on delete cascade,
  token_digest bytea not null unique,
  expires_at timestamptz not null
);
grant select, insert, delete on password_wish to marque_door;
grant select, insert, update, delete on password_reset to marque_door;
