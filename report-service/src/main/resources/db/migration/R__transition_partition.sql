-- Make and drop the log's partitions; both run as the owner, because the application role owns nothing. Since V110.

-- Those of a month, when they are missing.
create or replace function ensure_transition_partition(at timestamptz) returns void
language plpgsql security definer set search_path = reports, pg_temp as $$
declare
  first constant date := date_trunc('month', at at time zone 'UTC')::date;
  month constant text := to_char(first, 'YYYY_MM');
  months int;
begin
  if to_regclass('reports.finding_transition_84_' || month) is not null then return; end if;
  perform pg_advisory_xact_lock(hashtext('reports.finding_transition_' || month));
  if to_regclass('reports.finding_transition_84_' || month) is not null then return; end if;
  -- the one that is kept longest comes last: it tells that all are there
  foreach months in array array[13, 36, 84] loop
    execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
      format('finding_transition_%s_%s', months, month), 'finding_transition_' || months,
      first::text || ' 00:00:00+00', (first + interval '1 month')::date::text || ' 00:00:00+00');
  end loop;
end $$;
revoke all on function ensure_transition_partition(timestamptz) from public;
grant execute on function ensure_transition_partition(timestamptz) to ${app};

-- Those of the months whose last day is longer ago than their retention; returns how many. Waits for nobody for long, since
-- everybody would wait behind it.
create or replace function drop_transition_partitions(now timestamptz) returns int
language plpgsql security definer set search_path = reports, pg_temp set lock_timeout = '2s' as $$
declare
  old text;
  dropped int := 0;
begin
  for old in
    select child.relname from unnest(array[13, 36, 84]) months
      join pg_inherits i on i.inhparent = to_regclass('reports.finding_transition_' || months)
      join pg_class child on child.oid = i.inhrelid
    where to_date(right(child.relname, 7), 'YYYY_MM') + make_interval(months => months + 1) <= now at time zone 'UTC'
  loop
    execute format('drop table %I', old);
    dropped := dropped + 1;
  end loop;
  return dropped;
end $$;
revoke all on function drop_transition_partitions(timestamptz) from public;
grant execute on function drop_transition_partitions(timestamptz) to ${app};
