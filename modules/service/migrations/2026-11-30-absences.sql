-- An absence without a reason says so, as every empty field does. Whoever owns the tables has no rows under forced row-level security.
alter table service_bay no force row level security;
alter table service_advisor no force row level security;
update service_bay set absences = (select jsonb_agg('{"reason": null}'::jsonb || a order by n) from jsonb_array_elements(absences) with ordinality as e(a, n))
  where absences <> '[]';
update service_advisor set absences = (select jsonb_agg('{"reason": null}'::jsonb || a order by n) from jsonb_array_elements(absences) with ordinality as e(a, n))
  where absences <> '[]';
alter table service_bay force row level security;
alter table service_advisor force row level security;
