-- "Arrived" and "no-show" can be taken back until the end of the dealer's next day.
alter table appointment add column correctable_until_at timestamptz;
alter table appointment add column correction_due_at timestamptz;
create index appointment_correction_due on appointment (correction_due_at) where correction_due_at is not null;
