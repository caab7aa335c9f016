-- What can still be done in time is counted beside the rest, so that a number of it asks no row. Every cell is counted again.
alter table aftersales_lead_count drop column contact_pending, drop column management_pending;
alter table aftersales_lead_count
  add column contact_running integer not null default 0,
  add column management_running integer not null default 0,
  add column life_running integer not null default 0,
  add column still_assigned integer not null default 0;
alter table aftersales_lead_count
  alter column contact_running drop default,
  alter column management_running drop default,
  alter column life_running drop default,
  alter column still_assigned drop default;
alter table aftersales_lead no force row level security;
alter table aftersales_lead_recount no force row level security;
insert into aftersales_lead_recount (dealer, assigned_on) select distinct dealer, assigned_on from aftersales_lead;
alter table aftersales_lead force row level security;
alter table aftersales_lead_recount force row level security;
