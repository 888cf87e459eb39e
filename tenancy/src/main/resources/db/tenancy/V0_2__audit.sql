-- Who did what in a tenant: append-only (no update, no delete is granted), each row carries the hash of the one before.
create table audit (
  tenant_id uuid not null,
  seq       bigint not null,
  at        timestamptz not null,
  actor     text not null,
  role      text not null,
  action    text not null,
  subject   text not null,
  detail    text not null,
  previous  text not null,
  hash      text not null,
  primary key (tenant_id, seq)
);
alter table audit enable row level security;
alter table audit force row level security;
create policy tenant on audit
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert on audit to ${app};
