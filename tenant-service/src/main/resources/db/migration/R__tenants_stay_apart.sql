-- Every table of the tenants. The policy's text is exact: other forms raise on a pooled connection or defeat the index.
do $$
declare
  tenants_table text;
begin
  foreach tenants_table in array array[
    'member', 'aws_account', 'pack_revision', 'scan', 'scan_unit', 'scan_event', 'own_check', 'own_check_revision',
    'staff_grant', 'grant_rule',
    'service_account', 'api_token',
    'account_probe', 'account_event',
    'scan_schedule', 'scan_schedule_run', 'scan_schedule_start',
    'pack_level', 'pack_acknowledgement',
    'invitation', 'email_domain', 'identity_provider',
    'aws_organization', 'aws_organization_reading', 'aws_organization_part', 'aws_organization_unit',
    'aws_organization_member', 'aws_organization_rule'
  ] loop
    execute format('alter table %I enable row level security', tenants_table);
    execute format('alter table %I force row level security', tenants_table);
    execute format('drop policy if exists of_tenant on %I', tenants_table);
    execute format(
      'create policy of_tenant on %I
         using (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)
         with check (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::uuid)',
      tenants_table);
  end loop;
end
$$;
