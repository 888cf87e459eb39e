-- Every table with a tenant_id that is not on the list of platform tables is a tenant's: forced row-level security,
-- and the application role may read and write it, but owns nothing. Partitions are not granted. The audit trail has a
-- policy and narrower grants of its own.
-- Newest table: V116, V118, V120, V121, V122_1. Name the migration of each new table here, so that this runs again.
do $$
declare
  platform constant text[] := array['tenant_directory', 'staged_run', 'fleet_counter', 'fleet_account', 'fleet_day',
    'subscription_link', 'confirmation_asked', 'mention_mailed', 'fleet_change', 'fleet_audit', 'fleet_audit_account', 'tenant_closing'];
  append_only constant text[] := array['audit', 'audit_head'];
  t record;
begin
  for t in
    select c.relname
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not c.relname = any (platform || append_only)
  loop
    execute format('alter table %I enable row level security', t.relname);
    execute format('alter table %I force row level security', t.relname);
    execute format('drop policy if exists tenant_rows on %I', t.relname);
    execute format(
      'create policy tenant_rows on %I using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid) '
      'with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)', t.relname);
    execute format('grant select, insert, update, delete on %I to ${app}', t.relname);
  end loop;
end $$;
