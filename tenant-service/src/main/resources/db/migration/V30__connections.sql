-- A role that others could enter through us is blocked.
alter table aws_account drop constraint aws_account_state_check;
alter table aws_account add constraint aws_account_state_check
  check (state in ('PENDING', 'CONNECTED', 'REFUSED', 'UNSAFE'));

-- What the last probe told; absent until one did.
alter table aws_account add column state_since timestamptz not null default now();
alter table aws_account add column outcome text;
alter table aws_account add column words text;
alter table aws_account add column checked_at timestamptz;
alter table aws_account add column regions_off text[] not null default '{}';
alter table aws_account add column denied text not null default '[]'; -- JSON, as the worker told it
alter table aws_account add column actions_checked_at timestamptz;
alter table aws_account add column allowed integer not null default 0;
alter table aws_account add column untold integer not null default 0;

-- The one probe of an account whose answer is heard.
create table account_probe (
  tenant_id   uuid not null references tenant,
  account_id  text not null,
  probe_id    uuid not null,
  of_actions  boolean not null,
  by_person   boolean not null,
  asked_at    timestamptz not null,
  answered_at timestamptz,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references aws_account
);

-- How an account came to its state; appended only.
create table account_event (
  tenant_id  uuid not null references tenant,
  account_id text not null,
  seq        bigint not null,
  at         timestamptz not null,
  state      text not null,
  outcome    text,
  words      text,
  primary key (tenant_id, account_id, seq),
  foreign key (tenant_id, account_id) references aws_account
);

-- When an account is to be probed next, and since when its role may not be used: over all tenants.
alter table aws_account_registry add column probe_at timestamptz not null default now();
alter table aws_account_registry add column blocked_since timestamptz;
create index aws_account_registry_due on aws_account_registry (probe_at);

-- The scheduler's own.
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

grant select, insert, update on account_probe to ${app};
grant select, insert on account_event to ${app};
grant select, insert, update, delete on scheduled_tasks to ${app};
