-- What every tenant has beside its records: events for others, answers kept for repeated requests, cursors of listeners.
create table outbox (
  entry bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  record text not null,
  record_id text not null,
  version integer not null,
  event text not null,
  dealers text[],
  tells jsonb
);
create index outbox_order on outbox (tx, entry);

create table listener (
  name text primary key,
  tx xid8 not null,
  entry bigint not null
);

create table idempotency (
  key text not null check (char_length(key) between 1 and 255),
  owner text not null,
  digest text not null,
  status integer not null,
  body jsonb,
  kept_at timestamptz not null,
  primary key (key, owner)
);
create index idempotency_age on idempotency (kept_at);

grant insert on outbox to marque_dealer, marque_region, marque_hq, marque_clock;
grant select, delete on outbox to marque_clock;
grant select, insert, update on listener to marque_clock;
grant select, insert on idempotency to marque_dealer, marque_region, marque_hq, marque_clock;
grant delete on idempotency to marque_clock;

-- A request's answer belongs to who asked: nobody reads another's.
alter table idempotency enable row level security;
alter table idempotency force row level security;
create policy own on idempotency to marque_dealer, marque_region, marque_hq
  using (owner = current_setting('marque.profile')) with check (owner = current_setting('marque.profile'));
create policy clock on idempotency to marque_clock
  using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');

alter table outbox enable row level security;
alter table outbox force row level security;
create policy tell_dealer on outbox for insert to marque_dealer
  with check (dealers is null or current_setting('marque.dealer') = any(dealers));
create policy tell_region on outbox for insert to marque_region
  with check (dealers is null or dealers && current_setting('marque.dealers')::text[]);
create policy tell_hq on outbox for insert to marque_hq with check (current_setting('marque.role') <> '');
create policy clock on outbox to marque_clock
  using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
