-- What a tenant's own checks said, each revision as it was saved; none is ever changed.
create table own_check_revision (
  tenant_id      uuid not null references tenant,
  check_id       text not null,
  revision       int not null,
  digest         text not null, -- SHA-256 of the source
  source         text not null,
  cases          text not null,
  title          text not null,
  severity       text not null,
  resource_types text[] not null,
  saved_at       timestamptz not null,
  saved_by       text not null,
  primary key (tenant_id, check_id, revision)
);

-- Which revision speaks for a check, and whether it is judged by.
create table own_check (
  tenant_id uuid not null references tenant,
  check_id  text not null,
  revision  int not null,
  state     text not null check (state in ('ENABLED', 'DRAFT', 'WITHDRAWN')),
  primary key (tenant_id, check_id)
);

grant select, insert on own_check_revision to ${app};
grant select, insert, update on own_check to ${app};
