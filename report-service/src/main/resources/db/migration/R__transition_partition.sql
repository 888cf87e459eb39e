-- Makes the partition of a month when it is missing; runs as the owner, because the application role owns nothing.
create or replace function ensure_transition_partition(at timestamptz) returns void
language plpgsql security definer set search_path = reports, pg_temp as $$
declare
  first constant date := date_trunc('month', at at time zone 'UTC')::date;
  child constant text := 'finding_transition_' || to_char(first, 'YYYY_MM');
begin
  if to_regclass('reports.' || child) is not null then return; end if;
  perform pg_advisory_xact_lock(hashtext('reports.' || child));
  if to_regclass('reports.' || child) is not null then return; end if;
  execute format('create table %I partition of finding_transition for values from (%L) to (%L)',
    child, first::text || ' 00:00:00+00', (first + interval '1 month')::date::text || ' 00:00:00+00');
end $$;
revoke all on function ensure_transition_partition(timestamptz) from public;
grant execute on function ensure_transition_partition(timestamptz) to ${app};
