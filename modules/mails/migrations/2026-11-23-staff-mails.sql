-- Mails to the people who work here, about their own account: no dealer's, and nothing of what was written in them is kept.
alter table mail alter column dealer drop not null;
alter table mail_history alter column dealer drop not null;
alter table mail drop constraint mail_audience_check;
alter table mail add constraint mail_audience_check check (audience in ('customer', 'dealer', 'staff'));

-- What the declarations cannot say.
alter table mail add constraint mail_of_whom check ((audience = 'staff') = (dealer is null));
alter table mail add constraint mail_untold check (audience <> 'staff' or (subject is null and text is null and html is null and calendar is null));
