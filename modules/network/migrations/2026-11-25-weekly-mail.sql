-- Who manages and does not want the numbers by mail on Mondays says so; everybody who is there gets them.
alter table staff add column is_without_weekly_mail boolean not null default false;
alter table staff alter column is_without_weekly_mail drop default;
