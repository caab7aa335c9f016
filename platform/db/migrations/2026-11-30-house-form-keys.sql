-- A key opens the public form or the intake for programs. Whoever was given one before may use it for either: such a key is good
-- for both until somebody divides it, so that no lead of a program is lost.
alter table form_key
  add column kind text not null default 'both' check (kind in ('form', 'program', 'both')),
  add column per_minute integer check (per_minute > 0);
alter table form_key alter column kind drop default;

-- The demo's forms are known to everybody.
update form_key set per_minute = 300 where key_digest in (sha256('demo-form'), sha256('demo-form-eu'));
