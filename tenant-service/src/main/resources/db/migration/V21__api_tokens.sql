-- Names behind which no person stands; they own tokens.
create table service_account (
  tenant_id  uuid not null references tenant,
  account_id uuid not null,
  name       text not null,
  created_at timestamptz not null,
  created_by text not null,
  deleted_at timestamptz,
  primary key (tenant_id, account_id)
);
create unique index service_account_by_name on service_account (tenant_id, lower(name)) where deleted_at is null;

-- Owned by a person (owner) or by a service account. A revoked or expired one stays, to be told who had it.
create table api_token (
  tenant_id         uuid not null references tenant,
  visible           text not null,
  digest            text not null, -- SHA-256 of the whole token
  name              text not null,
  role              text not null check (role in ('VIEWER', 'AUDITOR', 'OPERATOR', 'ADMIN')),
  owner             text,
  account_id        uuid,
  cidrs             text[] not null,
  created_at        timestamptz not null,
  created_by        text not null,
  created_by_name   text not null,
  expires_at        timestamptz not null,
  revoked_at        timestamptz,
  last_used_at      timestamptz,
  last_used_address text,
  primary key (tenant_id, visible),
  foreign key (tenant_id, account_id) references service_account,
  check ((owner is null) <> (account_id is null))
);
create index api_token_newest on api_token (tenant_id, created_at desc, visible);

-- Leads from what is visible of a token to its tenant, before a tenant is known; the token itself stays with the tenant.
create table api_token_holder (
  visible   text primary key,
  tenant_id uuid not null references tenant
);

grant select, insert, update on service_account, api_token to ${app};
grant select, insert on api_token_holder to ${app};
