-- The one reading of an account's organization whose answer is heard, and what came of the last one that was answered.
create table aws_organization_reading (
  tenant_id       uuid not null references tenant,
  account_id      text not null,
  reading_id      uuid not null,
  asked_at        timestamptz not null,
  answered_at     timestamptz, -- of the newest; the outcome is of the one before until then
  outcome         text,
  words           text,
  missing_action  text,
  organization_id text,
  management      text,
  told_at         timestamptz,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references aws_account
);

-- Chunks of an answer until all have come; a reading that was done twice is told apart by its time.
create table aws_organization_part (
  tenant_id  uuid not null references tenant,
  account_id text not null,
  chunk      integer not null,
  read_at    timestamptz not null,
  body       text not null, -- JSON, as the worker told it
  primary key (tenant_id, account_id, chunk)
);

create table aws_organization (
  tenant_id       uuid not null references tenant,
  organization_id text not null,
  management      text not null,
  account_id      text not null, -- through which it was read
  read_at         timestamptz not null,
  primary key (tenant_id, organization_id)
);

create table aws_organization_unit (
  tenant_id       uuid not null references tenant,
  organization_id text not null,
  unit_id         text not null,
  parent_id       text,
  name            text not null,
  place           integer not null, -- each after its parent
  primary key (tenant_id, organization_id, unit_id),
  foreign key (tenant_id, organization_id) references aws_organization
);

create table aws_organization_member (
  tenant_id       uuid not null references tenant,
  organization_id text not null,
  account_id      text not null,
  unit_id         text not null,
  name            text not null,
  aws_state       text not null,
  seen_at         timestamptz not null, -- first
  left_at         timestamptz,
  primary key (tenant_id, organization_id, account_id),
  foreign key (tenant_id, organization_id) references aws_organization
);
create index aws_organization_member_unit on aws_organization_member (tenant_id, organization_id, unit_id, account_id);

-- Which accounts are connected by themselves.
create table aws_organization_rule (
  tenant_id       uuid not null references tenant,
  organization_id text not null,
  units           text[] not null, -- empty: the whole organization
  except_units    text[] not null,
  except_accounts text[] not null,
  changed_at      timestamptz not null,
  changed_by      text not null,
  primary key (tenant_id, organization_id),
  foreign key (tenant_id, organization_id) references aws_organization
);

-- When an organization is to be read and its rule to be served next: over all tenants.
create table aws_organization_timetable (
  tenant_id       uuid not null,
  organization_id text not null,
  read_at         timestamptz not null,
  enrol_at        timestamptz,
  primary key (tenant_id, organization_id)
);
create index aws_organization_timetable_read on aws_organization_timetable (read_at);
create index aws_organization_timetable_enrol on aws_organization_timetable (enrol_at) where enrol_at is not null;

grant select, insert, update on aws_organization_reading to ${app};
grant select, insert, update, delete on aws_organization_part to ${app};
grant select, insert, update on aws_organization to ${app};
grant select, insert, update, delete on aws_organization_unit to ${app};
grant select, insert, update, delete on aws_organization_member to ${app};
grant select, insert, update, delete on aws_organization_rule to ${app};
grant select, insert, update on aws_organization_timetable to ${app};
