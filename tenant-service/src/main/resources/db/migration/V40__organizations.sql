-- How far Keycloak's organization of a customer is behind. Raised in the transaction of whatever it must come to hold
-- (the customer, its members, domains, own login), so that nothing is forgotten while Keycloak is down.
create table organization (
  tenant_id   uuid primary key references tenant,
  keycloak_id text,
  wanted      bigint not null,
  done        bigint not null,
  goal        text not null check (goal in ('PRESENT', 'ABSENT')),
  due_at      timestamptz not null,
  attempts    int not null,
  problem     text not null
);
create index organization_due on organization (due_at) where done < wanted;

insert into organization (tenant_id, wanted, done, goal, due_at, attempts, problem)
select tenant_id, 1, 0, 'PRESENT', created_at, 0, '' from tenant;

grant select, insert, update on organization to ${app};
