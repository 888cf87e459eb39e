-- Platform tables: no row-level security, no resource name. This list is the whole of it, a test compares:
--   inbox, outbox           events that come and go (tenancy)
--   tenant_directory        names of tenants, for the fleet view and for work over all tenants
--   staged_run              runs that are being staged: how much is here, since when
--   fleet_counter           findings counted by tenant, account and check
--   fleet_account           when an account was last folded
--   fleet_day               the score of each day
--   scheduled_tasks         the scheduler's own

create table tenant_directory (
  tenant_id uuid primary key,
  slug      text not null,
  name      text not null,
  revision  bigint not null
);

create table staged_run (
  tenant_id  uuid not null,
  unit_id    uuid not null,
  run_id     uuid not null,
  attempt    int not null,
  received   int not null,
  closing    int,
  highest    int not null,
  staged_at  timestamptz not null,
  primary key (tenant_id, unit_id, run_id)
);
create index staged_run_by_age on staged_run (staged_at);

create table fleet_counter (
  tenant_id      uuid not null,
  account        char(12) not null,
  check_id       text not null,
  severity       smallint not null,
  layer          text not null,
  owner          text not null,
  pass           int not null,
  fail           int not null,
  not_applicable int not null,
  undetermined   int not null,
  excepted       int not null,
  open           int not null,
  oldest_open_at timestamptz,
  primary key (tenant_id, account, check_id, severity)
) with (fillfactor = 70);
create index fleet_counter_by_check on fleet_counter (check_id) where fail > 0;

create table fleet_account (
  tenant_id      uuid not null,
  account        char(12) not null,
  last_folded_at timestamptz not null,
  primary key (tenant_id, account)
);

create table fleet_day (
  tenant_id       uuid not null,
  framework       text not null,
  day             date not null,
  score           numeric(4, 1),
  evaluated_share numeric(5, 4) not null,
  critical        int not null,
  high            int not null,
  medium          int not null,
  low             int not null,
  primary key (tenant_id, framework, day)
);

create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

grant select, insert, update, delete on
  tenant_directory, staged_run, fleet_counter, fleet_account, fleet_day, scheduled_tasks to ${app};
