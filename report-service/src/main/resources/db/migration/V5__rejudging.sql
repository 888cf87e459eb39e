-- What a published pack changed and the inventory was not yet judged by; written with the pack, removed with the findings.
create table rejudging (
  tenant_id uuid not null,
  account   char(12) not null,
  check_id  text not null,
  primary key (tenant_id, account, check_id)
);
