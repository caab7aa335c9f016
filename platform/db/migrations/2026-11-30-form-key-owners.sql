-- The answers kept for a form belong to its key, since two keys may carry one name. A request that is repeated over the change
-- still finds its answer; where two keys shared a name, one of them keeps it. The owner of the table is under no policy here.
alter table idempotency no force row level security;
update idempotency i set owner = 'form ' || encode(k.key_digest, 'hex')
  from marque.form_key k join marque.tenant t on t.code = k.tenant
  where t.schema = current_schema() and i.owner = 'form ' || k.name;
alter table idempotency force row level security;
