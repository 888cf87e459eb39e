create table scan (
  tenant_id    uuid not null references tenant,
  scan_id      uuid not null,
  account_id   text not null,
  scan_class   text not null check (scan_class in ('INTERACTIVE', 'SCHEDULED')),
  state        text not null check (state in ('QUEUED', 'RUNNING', 'FINISHED', 'FAILED', 'CANCELLED')),
  regions      text[] not null,
  checks       text[] not null,
  pack_digest  text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  started_at   timestamptz,
  finished_at  timestamptz,
  last_event   bigint not null default 0,
  primary key (tenant_id, scan_id),
  foreign key (tenant_id, account_id) references aws_account
);
-- One active scan an account: the database decides between two requests at once.
create unique index scan_active on scan (tenant_id, account_id) where state in ('QUEUED', 'RUNNING');
create index scan_by_account on scan (tenant_id, account_id, scan_id desc);

create table scan_unit (
  tenant_id      uuid not null,
  scan_id        uuid not null,
  unit_id        uuid not null,
  kind           text not null check (kind in ('GLOBAL', 'REGIONAL')),
  region         text not null,
  state          text not null
    check (state in ('QUEUED', 'ISSUED', 'RUNNING', 'REPORTED', 'FOLDED', 'FAILED', 'CANCELLED')),
  attempt        integer not null check (attempt >= 1),
  ready_at       timestamptz,
  issued_at      timestamptz,
  deadline       timestamptz,
  run_id         uuid,
  worker         text,
  beat           integer not null default 0,
  calls          bigint not null default 0,
  resources      bigint not null default 0,
  verdicts       bigint not null default 0,
  message        text,
  pass           integer not null default 0,
  fail           integer not null default 0,
  not_applicable integer not null default 0,
  undetermined   integer not null default 0,
  opened         integer not null default 0,
  resolved       integer not null default 0,
  reopened       integer not null default 0,
  primary key (tenant_id, scan_id, unit_id),
  foreign key (tenant_id, scan_id) references scan
);

-- What was shown of a scan's progress, in order; a stream resumes after the number that it saw last.
create table scan_event (
  tenant_id uuid not null,
  scan_id   uuid not null,
  seq       bigint not null,
  final     boolean not null,
  data      text not null,
  at        timestamptz not null,
  primary key (tenant_id, scan_id, seq),
  foreign key (tenant_id, scan_id) references scan
);

-- Units that are not done, of all tenants: what admission chooses from and the reaper looks over.
create table unit_queue (
  unit_id    uuid primary key,
  tenant_id  uuid not null references tenant,
  account_id text not null,
  scan_id    uuid not null,
  scan_class text not null check (scan_class in ('INTERACTIVE', 'SCHEDULED')),
  attempt    integer not null,
  state      text not null check (state in ('WAITING', 'CLAIMED', 'ISSUED', 'RUNNING', 'REPORTED')),
  queued_at  timestamptz not null,
  ready_at   timestamptz not null,
  changed_at timestamptz not null,
  deadline   timestamptz
);
create index unit_queue_waiting on unit_queue (tenant_id, scan_class, queued_at, unit_id) where state = 'WAITING';
create index unit_queue_in_flight on unit_queue (tenant_id, account_id, scan_class)
  where state in ('CLAIMED', 'ISSUED', 'RUNNING');
create index unit_queue_deadline on unit_queue (deadline) where deadline is not null;
create index unit_queue_changed on unit_queue (changed_at) where state in ('CLAIMED', 'ISSUED');

-- How much each tenant was served, in units, on the class's virtual clock.
create table tenant_turn (
  tenant_id    uuid not null references tenant,
  scan_class   text not null,
  virtual_time bigint not null,
  primary key (tenant_id, scan_class)
);
create table admission_clock (
  scan_class   text primary key,
  virtual_time bigint not null,
  passed_over  integer not null
);
insert into admission_clock values ('INTERACTIVE', 0, 0), ('SCHEDULED', 0, 0);

create table worker (
  name      text primary key,
  slots     integer not null,
  last_seen timestamptz not null
);

grant select, insert, update on scan, scan_unit, tenant_turn to ${app};
grant select, insert on scan_event to ${app};
grant select, update on admission_clock to ${app};
grant select, insert, update, delete on unit_queue, worker to ${app};
