-- When scans start by themselves. The provider's own rows, which hold for whoever has none, stand under the nil id,
-- as its audit trail does, so no tenant is referred to.
create table scan_schedule (
  tenant_id   uuid not null,
  schedule_id uuid not null,
  name        text not null,
  cron        text not null,
  zone        text not null,
  accounts    text[] not null, -- empty: all of the tenant
  misfire     text not null check (misfire in ('ONCE', 'SKIP')),
  enabled     boolean not null,
  created_at  timestamptz not null,
  created_by  text not null,
  primary key (tenant_id, schedule_id)
);

-- Each time that a schedule came due in a tenant; the schedule may be the provider's.
create table scan_schedule_run (
  tenant_id   uuid not null references tenant,
  schedule_id uuid not null,
  due         timestamptz not null,
  at          timestamptz not null,
  outcome     text not null check (outcome in ('STARTED', 'SKIPPED')),
  primary key (tenant_id, schedule_id, due)
);

-- What became of each account: the row is the claim that keeps a second scheduler from asking again.
create table scan_schedule_start (
  tenant_id   uuid not null references tenant,
  schedule_id uuid not null,
  due         timestamptz not null,
  account_id  text not null,
  outcome     text not null check (outcome in ('OPENED', 'JOINED', 'REFUSED')),
  scan_id     uuid,
  words       text,
  primary key (tenant_id, schedule_id, due, account_id),
  foreign key (tenant_id, schedule_id, due) references scan_schedule_run on delete cascade
);

grant select, insert, update, delete on scan_schedule to ${app};
grant select, insert, delete on scan_schedule_run to ${app};
grant select, insert, update, delete on scan_schedule_start to ${app};
