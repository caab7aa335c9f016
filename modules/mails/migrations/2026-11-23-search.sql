-- Mails are found by whom they went to and by what stands in their subject.
alter table mail add column search_text text not null default '';
update mail set search_text = normalize(lower(normalize(concat_ws(' ', to_name, replace(to_name, ' ', ''), to_email, subject), nfkc)), nfc);
alter table mail alter column search_text drop default;
create index mail_search on mail using gin (search_text gin_trgm_ops);
