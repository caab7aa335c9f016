-- How many hours before an appointment its customer may still move or cancel it alone; dealers that are there begin with a day.
alter table dealer add column customer_change_hours integer not null default 24 check (customer_change_hours between 0 and 720);
alter table dealer alter column customer_change_hours drop default;
