-- What a resource is sought by: its id, its name and its tags, in small letters. Rows as short as can be, because a part of a
-- text is found by reading all of the tenant's: an index by trigrams is none under row-level security, since LIKE may leak.
create table resource_words (
  tenant_id   uuid not null,
  resource_id uuid not null,
  words       text not null,
  primary key (tenant_id, resource_id)
);

-- Whose findings these are; null until the next scan where the inventory has no such resource.
alter table finding add column resource_id uuid;
-- row-level security is forced on the owner too; without a tenant it would see no row
alter table finding no force row level security;
alter table resource no force row level security;
update finding f set resource_id = r.resource_id from resource r
  where r.tenant_id = f.tenant_id and r.account = f.account and r.region = f.region
    and r.resource_type = f.resource_type and r.resource = f.resource;
insert into resource_words (tenant_id, resource_id, words)
  select tenant_id, resource_id,
    lower(resource || ' ' || resource_name || ' ' || replace(replace(trim(tags, '{}"'), '":"', '='), '","', ' '))
  from resource;
alter table finding force row level security;
alter table resource force row level security;
create index finding_by_resource on finding (tenant_id, resource_id);
