-- The log is kept for as long as its tenant's retention says, a month at a time: each retention has partitions of its own,
-- which are dropped, not emptied.
alter table tenant_directory add column retention_months smallint not null default 13 check (retention_months in (13, 36, 84));

alter table finding_transition rename to finding_transition_of_all;
create table finding_transition (like finding_transition_of_all, retention_months smallint not null) partition by list (retention_months);
do $$
declare
  months int;
  first date;
begin
  foreach months in array array[13, 36, 84] loop
    execute format('create table finding_transition_%s partition of finding_transition for values in (%s) partition by range (at)',
      months, months);
  end loop;
  -- row-level security is forced on the owner too; without a tenant it would see no row to move
  alter table finding_transition_of_all no force row level security;
  for first in select distinct date_trunc('month', at at time zone 'UTC')::date from finding_transition_of_all loop
    foreach months in array array[13, 36, 84] loop
      execute format('create table %I partition of %I for values from (%L) to (%L)',
        format('finding_transition_%s_%s', months, to_char(first, 'YYYY_MM')), 'finding_transition_' || months,
        first::text || ' 00:00:00+00', (first + interval '1 month')::date::text || ' 00:00:00+00');
    end loop;
  end loop;
end $$;
insert into finding_transition select *, 13 from finding_transition_of_all;
drop table finding_transition_of_all;
alter table finding_transition add primary key (tenant_id, at, finding_id, event_id, retention_months);
create index finding_transition_by_finding on finding_transition (tenant_id, finding_id, at);
