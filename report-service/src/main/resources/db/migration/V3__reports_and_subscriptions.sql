create table report_file (
  tenant_id  uuid not null,
  file_id    uuid not null,
  format     text not null check (format in ('pdf', 'csv', 'ndjson')),
  name       text not null,
  bytes      bigint not null,
  sha256     text not null,
  created_at timestamptz not null,
  created_by text not null,
  primary key (tenant_id, file_id)
);
create index report_file_newest on report_file (tenant_id, created_at desc, file_id);

create table report_file_chunk (
  tenant_id uuid not null,
  file_id   uuid not null,
  chunk     int not null,
  body      bytea not null,
  primary key (tenant_id, file_id, chunk)
);
alter table report_file_chunk alter column body set storage external;

create table subscription (
  tenant_id       uuid not null,
  subscription_id uuid not null,
  name            text not null,
  cron            text not null,
  zone            text not null,
  recipients      text[] not null,
  formats         text[] not null,
  misfire         text not null check (misfire in ('once', 'skip')),
  created_at      timestamptz not null,
  created_by      text not null,
  primary key (tenant_id, subscription_id)
);

-- One row a period, whoever asks first: a schedule, a second scheduler, a person.
create table subscription_period (
  tenant_id       uuid not null,
  subscription_id uuid not null,
  period          timestamptz not null,
  claimed_at      timestamptz not null,
  asked_by        text not null,
  primary key (tenant_id, subscription_id, period),
  foreign key (tenant_id, subscription_id) references subscription on delete cascade
);

-- The files of a period; made once, however often the mail must be tried.
create table subscription_file (
  tenant_id       uuid not null,
  subscription_id uuid not null,
  period          timestamptz not null,
  format          text not null,
  file_id         uuid not null,
  primary key (tenant_id, subscription_id, period, format),
  foreign key (tenant_id, subscription_id, period) references subscription_period on delete cascade
);

create table delivery (
  tenant_id       uuid not null,
  delivery_id     uuid not null,
  subscription_id uuid not null,
  period          timestamptz not null,
  recipient       text not null,
  state           text not null check (state in ('QUEUED', 'SENT', 'FAILED')),
  sent_at         timestamptz,
  primary key (tenant_id, delivery_id),
  unique (tenant_id, subscription_id, period, recipient),
  foreign key (tenant_id, subscription_id, period) references subscription_period on delete cascade
);

create table delivery_attempt (
  tenant_id   uuid not null,
  delivery_id uuid not null,
  attempt     int not null,
  at          timestamptz not null,
  outcome     text not null check (outcome in ('SENT', 'RETRY', 'FAILED')),
  detail      text not null,
  primary key (tenant_id, delivery_id, attempt),
  foreign key (tenant_id, delivery_id) references delivery on delete cascade
);
