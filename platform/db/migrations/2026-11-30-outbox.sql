-- An event says which row changed and how; what else there is to know stands in the row, which listeners read.
alter table outbox drop column tells;
