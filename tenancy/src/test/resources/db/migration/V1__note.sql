create table note (
  tenant_id uuid not null,
  id        int not null,
  text      text not null,
  primary key (tenant_id, id)
);
alter table note enable row level security;
alter table note force row level security;
create policy tenant on note
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update, delete on note to ${app};
