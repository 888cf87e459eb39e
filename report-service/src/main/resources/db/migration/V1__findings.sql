-- Row-level security of every tenant's table reads one setting, which tenancy sets inside the transaction.
-- Any other form of the policy raises on a pooled connection, or keeps the planner from the index.

create table account (
  tenant_id uuid not null,
  account   char(12) not null,
  name      text not null,
  regions   text[] not null,
  connected boolean not null,
  revision  bigint not null,
  primary key (tenant_id, account)
);

create table pack (
  tenant_id uuid not null primary key,
  version   bigint not null,
  digest    text not null,
  content   text not null
);

-- What a run reported until its closing record is here; a chunk is gzip of its JSON.
create table staged_chunk (
  tenant_id uuid not null,
  unit_id   uuid not null,
  run_id    uuid not null,
  chunk     int not null,
  body      bytea not null,
  primary key (tenant_id, unit_id, run_id, chunk)
);
alter table staged_chunk alter column body set storage external;

-- The highest attempt of a unit that was heard of, and the run that was folded for it.
create table unit_watermark (
  tenant_id uuid not null,
  unit_id   uuid not null,
  attempt   int not null,
  run_id    uuid,
  seen_at   timestamptz not null,
  primary key (tenant_id, unit_id)
);

-- One check against one resource, over all its life. Rows of an unchanged rescan are not written:
-- that they were seen again is told by check_judged; last_seen_at is set only when a run did not report them.
create table finding (
  tenant_id          uuid not null,
  finding_id         uuid not null,
  account            char(12) not null,
  scope              text not null, -- the region of the unit that reports it, 'global' for the global unit
  region             text not null,
  check_id           text not null,
  severity           smallint not null, -- 0 critical … 3 low
  layer              text not null,
  owner              text not null,
  resource           text not null,
  resource_type      text not null,
  resource_name      text not null,
  status             text not null check (status in ('PASS', 'FAIL', 'NOT_APPLICABLE', 'UNDETERMINED')),
  state              text not null check (state in ('CLEAR', 'OPEN', 'RESOLVED')),
  resolution         text check (resolution in ('FIXED', 'NOT_APPLICABLE', 'RESOURCE_GONE')),
  message            text not null,
  evidence           text not null, -- canonical JSON
  reason             text,
  missing_action     text,
  unread_detail      text,
  first_seen         timestamptz not null,
  last_seen_at       timestamptz,
  last_changed       timestamptz not null,
  opened_at          timestamptz,
  resolved_at        timestamptz,
  undetermined_since timestamptz,
  gone_since         timestamptz,
  excepted_by        uuid,
  primary key (tenant_id, finding_id),
  check ((status = 'UNDETERMINED') = (undetermined_since is not null)),
  check ((state = 'RESOLVED') = (resolution is not null)),
  check ((state = 'RESOLVED') = (resolved_at is not null)),
  check (state = 'CLEAR' or opened_at is not null)
) with (fillfactor = 90);
create index finding_worst_open on finding (tenant_id, severity, check_id, finding_id) where state = 'OPEN';
create index finding_by_severity on finding (tenant_id, severity, check_id, finding_id);
create index finding_by_change on finding (tenant_id, last_changed desc, finding_id);
create index finding_by_scope on finding (tenant_id, account, scope, check_id);
create index finding_by_check on finding (tenant_id, check_id, state);
create index finding_by_words on finding using gin (tenant_id, (resource || ' ' || resource_name || ' ' || message) gin_trgm_ops);

-- When a check was last judged in a scope of an account; also tells "no such resource" from "never looked".
create table check_judged (
  tenant_id uuid not null,
  account   char(12) not null,
  scope     text not null,
  check_id  text not null,
  judged_at timestamptz not null,
  primary key (tenant_id, account, scope, check_id)
) with (fillfactor = 50);

-- Every change of a finding's state, by month; partitions have no grants and are reached through this table only.
create table finding_transition (
  tenant_id     uuid not null,
  at            timestamptz not null,
  finding_id    uuid not null,
  event_id      uuid not null,
  account       char(12) not null,
  region        text not null,
  check_id      text not null,
  severity      smallint not null,
  resource      text not null,
  resource_name text not null,
  transition    text not null,
  status        text not null,
  scan_id       uuid not null,
  primary key (tenant_id, at, finding_id, event_id)
) partition by range (at);
create index finding_transition_by_finding on finding_transition (tenant_id, finding_id, at);

-- The latest document of every resource, without secrets, gzip; null where it was over 200 KiB.
create table resource (
  tenant_id     uuid not null,
  resource_id   uuid not null,
  account       char(12) not null,
  scope         text not null,
  region        text not null,
  resource      text not null,
  resource_type text not null,
  resource_name text not null,
  tags          text not null,
  digest        text not null,
  document      bytea,
  first_seen    timestamptz not null,
  last_changed  timestamptz not null,
  gone_since    timestamptz,
  primary key (tenant_id, resource_id)
) with (fillfactor = 90);
alter table resource alter column document set storage external;
create index resource_by_scope on resource (tenant_id, account, scope, resource_type);
