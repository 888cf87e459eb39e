-- What lets an actor in and why stand in columns of their own, under the hash of form 2; rows of form 1 stay as they are.
alter table audit
  add column form       smallint not null default 1,
  add column actor_name text not null default '',
  add column grant_id   text not null default '',
  add column token_id   text not null default '',
  add column reason     text not null default '';

-- The newest row of each chain. Whoever writes locks it, so that a tenant's writers follow each other and no others wait;
-- rows that are cut off at the end are missed by it.
create table audit_head (
  tenant_id uuid not null primary key,
  seq       bigint not null,
  hash      text not null
);
alter table audit no force row level security;
insert into audit_head (tenant_id, seq, hash)
  select distinct on (tenant_id) tenant_id, seq, hash from audit order by tenant_id, seq desc;
alter table audit force row level security;
alter table audit_head enable row level security;
alter table audit_head force row level security;
create policy tenant on audit_head
  using (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('app.tenant', true), '')::uuid);
grant select, insert, update on audit_head to ${app};

create index audit_by_time on audit (tenant_id, at, seq);

-- Whom the grants do not bind (the owner, a superuser) has to switch this off first; what was done then, the hashes tell.
create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only';
end $$;
create trigger audit_append_only before update or delete on audit
  for each row execute function refuse_change_of_audit();
create trigger audit_not_emptied before truncate on audit
  for each statement execute function refuse_change_of_audit();
