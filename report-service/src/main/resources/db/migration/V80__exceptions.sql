-- A finding whose risk somebody accepted until a date: it failed, and it is not open. excepted_by names the exception by
-- which it is so; of several the one that ends last.
alter table finding drop constraint finding_state_check;
alter table finding add constraint finding_state_check check (state in ('CLEAR', 'OPEN', 'EXCEPTED', 'RESOLVED'));
alter table finding add constraint finding_excepted_check check ((state = 'EXCEPTED') = (excepted_by is not null));
create index finding_by_exception on finding (tenant_id, excepted_by) where excepted_by is not null;
-- by a digest: an id may be longer than an index can hold
create index finding_failing_by_resource on finding (tenant_id, hashtextextended(resource, 0)) where state in ('OPEN', 'EXCEPTED');
create index resource_by_digest on resource (tenant_id, hashtextextended(resource, 0));

-- The state before a transition, so that what left the open findings can be told from what did not; null in older rows.
alter table finding_transition add column was text;
alter table finding_transition add column exception_id uuid;

create table exception (
  tenant_id         uuid not null,
  exception_id      uuid not null,
  state             text not null check (state in ('WAITING', 'IN_FORCE', 'REFUSED', 'WITHDRAWN', 'REVOKED', 'ENDED', 'LAPSED')),
  account           char(12),
  check_id          text,
  resource          text,
  tag_key           text,
  tag_value         text,
  tag               text, -- key and value as they stand in the JSON of a resource's tags
  reason            text not null,
  control           text not null,
  ends_at           timestamptz not null,
  remind            text[] not null,
  requested_at      timestamptz not null,
  requested_by      text not null,
  requested_by_name text not null,
  requested_by_role text not null,
  approved_at       timestamptz,
  approved_by       text,
  approved_by_name  text,
  approved_by_role  text,
  approval_note     text,
  taken             int not null default 0, -- findings that were open when it was approved
  over_at           timestamptz,
  over_by           text,
  over_by_name      text,
  over_by_role      text,
  over_note         text,
  primary key (tenant_id, exception_id),
  check (coalesce(check_id, resource, tag_key) is not null),
  check ((tag_key is null) = (tag is null) and (tag_key is null) = (tag_value is null)),
  check (state <> 'IN_FORCE' or approved_at is not null),
  check ((state in ('WAITING', 'IN_FORCE')) = (over_at is null)),
  check (approved_by <> requested_by)
);
create index exception_newest on exception (tenant_id, requested_at desc, exception_id);
create index exception_going_on on exception (tenant_id, ends_at) where state in ('WAITING', 'IN_FORCE');

-- Once each, however often somebody is woken.
create table exception_reminder (
  tenant_id    uuid not null,
  reminder_id  uuid not null,
  exception_id uuid not null,
  days         int not null, -- before the end
  recipient    text not null,
  state        text not null check (state in ('QUEUED', 'SENT', 'FAILED')),
  queued_at    timestamptz not null,
  attempts     int not null default 0,
  tried_at     timestamptz,
  detail       text not null default '',
  primary key (tenant_id, reminder_id),
  unique (tenant_id, exception_id, days, recipient),
  foreign key (tenant_id, exception_id) references exception
);
