-- What a calendar answered, so that the same answer again changes nothing.
alter table received_mail add column answer text check (char_length(answer) <= 64);

-- What the declarations cannot say.
-- The last answer about a record that was followed.
create index received_mail_followed on received_mail (about_id, at desc, id desc) where outcome = 'done';
