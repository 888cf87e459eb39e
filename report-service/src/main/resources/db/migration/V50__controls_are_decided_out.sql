-- A finding whose check somebody decided out: it counts for nothing but this, until its check is judged again.
alter table finding add column decided_out boolean not null default false;
alter table finding drop constraint finding_resolution_check;
alter table finding add constraint finding_resolution_check
  check (resolution in ('FIXED', 'NOT_APPLICABLE', 'RESOURCE_GONE', 'DECIDED_OUT'));

alter table fleet_counter add column decided_out int not null default 0;

-- Of accounts that are judged by a pack of their own.
create table account_pack (
  tenant_id uuid not null,
  account   char(12) not null,
  version   bigint not null,
  digest    text not null,
  content   text not null,
  primary key (tenant_id, account)
);
