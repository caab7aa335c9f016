-- Printed from the declarations by `npm run print`; do not edit. Roles are those of a tenant whose schema is t_tenant.

-- what every tenant has beside its records: outbox, listener, idempotency, search_fold
revoke all on outbox, listener, idempotency, search_fold from t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin, t_tenant_clock;
alter table outbox enable row level security;
alter table outbox force row level security;
alter table listener enable row level security;
alter table listener force row level security;
alter table idempotency enable row level security;
alter table idempotency force row level security;
create policy clock on outbox to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy clock on listener to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
create policy clock on idempotency to t_tenant_clock using (current_setting('marque.why') <> '') with check (current_setting('marque.why') <> '');
grant select, insert, delete on outbox to t_tenant_clock;
grant select, insert, update on listener to t_tenant_clock;
grant select, insert, update on search_fold to t_tenant_clock;
grant select, insert, delete on idempotency to t_tenant_clock;
grant select, insert on idempotency to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin;
create policy own on idempotency to t_tenant_advisor, t_tenant_store_manager, t_tenant_sales_staff, t_tenant_area_manager, t_tenant_hq, t_tenant_call_centre, t_tenant_admin using (owner = current_setting('marque.profile')) with check (owner = current_setting('marque.profile'));
grant insert on outbox to t_tenant_advisor;
create policy advisor on outbox for insert to t_tenant_advisor with check (record = any(array['customer', 'customer-consent', 'vehicle', 'odometer-reading', 'mail', 'aftersales-lead', 'appointment']) and (dealers is null or current_setting('marque.dealer') = any(dealers)));
grant insert on outbox to t_tenant_store_manager;
create policy store_manager on outbox for insert to t_tenant_store_manager with check (record = any(array['customer', 'customer-consent', 'vehicle', 'odometer-reading', 'mail', 'aftersales-lead', 'service-bay', 'service-advisor', 'appointment']) and (dealers is null or current_setting('marque.dealer') = any(dealers)));
grant insert on outbox to t_tenant_hq;
create policy hq on outbox for insert to t_tenant_hq with check (record = any(array['mail-template', 'mail', 'sla-policy', 'aftersales-lead']) and (case when current_setting('marque.profile') <> '' then true end));
grant insert on outbox to t_tenant_call_centre;
create policy call_centre on outbox for insert to t_tenant_call_centre with check (record = any(array['customer', 'customer-consent', 'mail', 'aftersales-lead']) and (case when current_setting('marque.profile') <> '' then true end));
