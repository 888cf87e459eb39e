-- Begins a transaction of a tenant, in one round trip; false when the tenant is erased, or about to be. The lock is held
-- until the transaction ends, so that erasing begins when nobody is in any more. It is not waited for: who holds it alone
-- is erasing. The tenant's state is asked after it, in a statement of its own, which sees what was committed before.
create or replace function enter_tenant(entered uuid) returns boolean language plpgsql as $$
begin
  perform set_config('app.tenant', entered::text, true);
  if not pg_try_advisory_xact_lock_shared(hashtextextended('tenant ' || entered::text, 0)) then return false; end if;
  return not exists (
    select from tenant_closing c where c.tenant_id = entered and c.state in ('ERASING', 'ERASED'));
end $$;

-- The trail stays append-only for everybody but the function below, in its transaction, for its tenant.
create or replace function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.tenant_id::text = current_setting('app.erasing', true)
      and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
      return old;
    end if;
  end if;
  raise exception 'the audit trail is append-only';
end $$;

-- Deletes every row of a tenant that was ordered to be erased, and tells how many each table had and where the audit
-- trail ended. The tables are found by their tenant_id, those first that no other one refers to, so that no list can
-- forget any. It runs as the owner, because the service's role may not delete from most of them. What stays is told in
-- docs/off-boarding.md.
create or replace function erase_tenant(erased uuid, at timestamptz)
returns table (emptied text, had bigint, head text)
language plpgsql security definer set search_path = ${flyway:defaultSchema}, pg_temp as $$
declare
  staying constant text[] := array['tenant_closing', 'offboarding'];
  waiting oid[];
  now_oid oid;
begin
  -- not waited for: whoever is in the tenant may have to enter it once more before being through
  if not pg_try_advisory_xact_lock(hashtextextended('tenant ' || erased::text, 0)) then
    raise exception 'somebody is still in tenant %', erased using errcode = 'lock_not_available';
  end if;
  if not exists (select from tenant_closing c where c.tenant_id = erased and c.state = 'ERASING' for update) then
    raise exception 'tenant % was not frozen and ordered to be erased', erased;
  end if;
  perform set_config('app.tenant', erased::text, true);
  perform set_config('app.erasing', erased::text, true);
  head := coalesce((select a.seq || ':' || a.hash from audit_head a where a.tenant_id = erased), '');
  waiting := array(
    select c.oid from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    where c.relnamespace = '${flyway:defaultSchema}'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and not c.relname = any (staying));
  while cardinality(waiting) > 0 loop
    select min(w) into now_oid from unnest(waiting) w
    where not exists (
      select from pg_constraint f
      where f.contype = 'f' and f.confrelid = w and f.conrelid <> w and f.conrelid = any (waiting));
    if now_oid is null then raise exception 'tables refer to each other in a ring: %', waiting; end if;
    emptied := now_oid::regclass::text;
    execute format('delete from %s where tenant_id = $1', now_oid::regclass) using erased;
    get diagnostics had = row_count;
    return next;
    waiting := array_remove(waiting, now_oid);
  end loop;
  -- those that name the tenant in a key of text
  foreach emptied in array array['outbox.key', 'scheduled_tasks.task_instance'] loop
    continue when to_regclass(split_part(emptied, '.', 1)) is null;
    execute format('delete from %I where %I = $1 or starts_with(%2$I, $1 || ''/'')',
      split_part(emptied, '.', 1), split_part(emptied, '.', 2)) using erased::text;
    get diagnostics had = row_count;
    emptied := split_part(emptied, '.', 1);
    return next;
  end loop;
  update tenant_closing c set state = 'ERASED', since = at where c.tenant_id = erased;
  perform set_config('app.erasing', '', true);
end $$;
revoke all on function erase_tenant(uuid, timestamptz) from public;
grant execute on function erase_tenant(uuid, timestamptz) to ${app};
