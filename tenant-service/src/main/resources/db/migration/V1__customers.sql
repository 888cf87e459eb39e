-- The directory of customers, read by the provider over all tenants.
create table tenant (
  tenant_id  uuid primary key,
  slug       text not null unique,
  name       text not null,
  revision   bigint not null,
  created_at timestamptz not null
);

-- What decides every request: asked by subject, before any tenant is known. Who is behind a subject stands in member.
create table permission (
  subject   text not null,
  tenant_id uuid not null references tenant,
  role      text not null check (role in ('VIEWER', 'AUDITOR', 'OPERATOR', 'ADMIN')),
  primary key (subject, tenant_id)
);

create table member (
  tenant_id uuid not null references tenant,
  subject   text not null,
  email     text not null,
  added_at  timestamptz not null,
  added_by  text not null,
  primary key (tenant_id, subject)
);

create table msp_member (
  subject  text primary key,
  email    text not null,
  role     text not null check (role in ('MSP_VIEWER', 'MSP_ANALYST', 'MSP_ADMIN')),
  added_at timestamptz not null
);

-- An AWS account belongs to one tenant at a time, over the whole platform.
create table aws_account_registry (
  account_id text primary key check (account_id ~ '^[0-9]{12}$'),
  tenant_id  uuid not null references tenant
);

-- A disconnected account keeps its row, so that its revisions go on when it is connected again.
create table aws_account (
  tenant_id       uuid not null references tenant,
  account_id      text not null,
  name            text not null,
  role_name       text not null,
  external_id     text not null,
  regions         text[] not null,
  state           text not null check (state in ('PENDING', 'CONNECTED', 'REFUSED')),
  state_message   text,
  last_scan_at    timestamptz,
  created_at      timestamptz not null,
  disconnected_at timestamptz,
  revision        bigint not null,
  primary key (tenant_id, account_id)
);

-- Immutable; the content is the canonical JSON whose SHA-256 is the digest.
create table pack_revision (
  tenant_id    uuid not null references tenant,
  version      bigint not null,
  digest       text not null,
  content      text not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (tenant_id, version)
);
create index pack_revision_by_digest on pack_revision (tenant_id, digest);

-- Leads from a digest to a tenant whose revisions hold the content, which itself stays under row-level security.
create table pack_holder (
  digest    text not null,
  tenant_id uuid not null references tenant,
  primary key (digest, tenant_id)
);

grant usage on schema tenants to ${app};
grant select, insert, update on tenant, aws_account to ${app};
grant select, insert, update, delete on permission, member, msp_member, aws_account_registry to ${app};
grant select, insert on pack_revision, pack_holder to ${app};
