-- Until when an open finding is to be remedied: so many days after it opened, or was open again. Whoever moves a finding
-- writes since when and how many; that only an open one is due stands here alone.
alter table finding add column due_from timestamptz, add column due_days smallint;
-- by a change of type, since an update would see no row under forced row-level security; the days are the built-in baseline's
alter table finding
  alter column due_from type timestamptz using opened_at,
  alter column due_days type smallint using case severity when 0 then 7 when 1 then 30 when 2 then 90 else 180 end;
alter table finding alter column due_days set not null;
alter table finding add column due_at timestamptz generated always as (
  case when state = 'OPEN' then (due_from at time zone 'UTC' + make_interval(days => due_days)) at time zone 'UTC' end) stored;
alter table finding add constraint finding_due_check check ((state = 'OPEN') = (due_at is not null));
create index finding_by_due on finding (tenant_id, coalesce(due_at, 'infinity'), finding_id) where state = 'OPEN';

-- Nothing is written at the moment in which a finding comes to be overdue: by the next one it is known when to count again.
alter table fleet_counter add column overdue int not null default 0;
alter table fleet_counter add column next_due_at timestamptz;
update fleet_counter set next_due_at = oldest_open_at where open > 0;
create index fleet_counter_by_due on fleet_counter (next_due_at) where next_due_at is not null;
