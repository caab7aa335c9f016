-- Mails: how they read, each one with its way to the mail server, and what came back.
create table mail_template (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  kind text not null check (char_length(kind) <= 60),
  audience text not null check (audience in ('customer', 'dealer')),
  language text not null check (language in ('en', 'ja', 'zh', 'ru')),
  number integer not null check (number between 1 and 100000),
  subject text not null check (char_length(subject) <= 500),
  body text not null check (char_length(body) <= 60000),
  note text check (char_length(note) <= 4000)
);
create table mail_template_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references mail_template (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb
);
create index mail_template_history_of on mail_template_history (record_id, entry);
create index mail_template_newest on mail_template (created_at desc, id desc);

create table mail (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  status text not null check (status in ('planned', 'due', 'sending', 'maybe-sent', 'parked', 'sent', 'dropped')),
  final_at timestamptz,
  kind text not null check (char_length(kind) <= 60),
  audience text not null check (audience in ('customer', 'dealer')),
  cause text not null check (char_length(cause) <= 200),
  dealer text not null references dealer (code),
  about_record text not null check (char_length(about_record) <= 60),
  about_id text not null check (char_length(about_id) <= 60),
  to_email text not null check (char_length(to_email) <= 254),
  to_name text not null check (char_length(to_name) <= 200),
  language text not null check (char_length(language) <= 20),
  sequence integer not null check (sequence between 0 and 2147483647),
  send_at timestamptz not null,
  useless_from timestamptz,
  next_try_at timestamptz,
  sent_at timestamptz,
  hand_over_count integer not null check (hand_over_count between 0 and 1000),
  refusal_count integer not null check (refusal_count between 0 and 1000),
  refusal text check (char_length(refusal) <= 1000),
  because text check (char_length(because) <= 4000),
  message_id text check (char_length(message_id) <= 200),
  subject text check (char_length(subject) <= 500),
  text text check (char_length(text) <= 200000),
  html text check (char_length(html) <= 500000),
  calendar text check (char_length(calendar) <= 50000),
  release_due_at timestamptz
);
create table mail_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references mail (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealer text not null
);
create index mail_history_of on mail_history (record_id, entry);
create index mail_newest on mail (created_at desc, id desc);
create index mail_of_dealer on mail (dealer, created_at desc, id desc);
create index mail_by_status on mail (dealer, status, created_at desc, id desc);
create index mail_open on mail (dealer) where final_at is null;
create index mail_release_due on mail (release_due_at) where release_due_at is not null;

create table received_mail (
  id uuid primary key,
  version integer not null,
  created_at timestamptz not null,
  at timestamptz not null,
  from_email text not null check (char_length(from_email) <= 254),
  message_id text not null check (char_length(message_id) <= 500),
  subject text not null check (char_length(subject) <= 500),
  outcome text not null check (outcome in ('done', 'ignored')),
  because text not null check (char_length(because) <= 200),
  about_record text check (char_length(about_record) <= 60),
  about_id text check (char_length(about_id) <= 60),
  dealers text[] not null check (cardinality(dealers) <= 1)
);
create table received_mail_history (
  entry bigint generated always as identity primary key,
  record_id uuid not null references received_mail (id),
  version integer not null,
  at timestamptz not null,
  move text not null,
  user_id uuid,
  user_name text,
  field text not null,
  old_value jsonb,
  new_value jsonb,
  dealers text[] not null
);
create index received_mail_history_of on received_mail_history (record_id, entry);
create index received_mail_newest on received_mail (created_at desc, id desc);
create index received_mail_of_dealers on received_mail using gin (dealers);

-- What the declarations cannot say.
-- One cause, one mail, one Message-ID (T-B9).
create unique index mail_cause on mail (cause);
create unique index mail_message_id on mail (message_id);
alter table mail add constraint mail_sent check (status <> 'sent' or sent_at is not null);
alter table mail add constraint mail_handed_over check (status not in ('sending', 'maybe-sent', 'sent') or (hand_over_count > 0 and message_id is not null));
alter table mail add constraint mail_one_address check (to_email !~ '[[:space:][:cntrl:],;<>]');
-- What the sender asks for: what is due in order, and what a sender that died left under way.
create index mail_due on mail (send_at, id) where status = 'due';
create index mail_sending on mail (id) where status = 'sending';
create index mail_about on mail (about_record, about_id);
create unique index mail_template_version on mail_template (kind, audience, language, number);
create unique index received_mail_once on received_mail (message_id);
