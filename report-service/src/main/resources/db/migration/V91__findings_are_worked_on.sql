-- Who works on a finding. Beside it, so that nobody waits for a scan that is being taken over, nor the scan for anybody.
create table finding_assignee (
  tenant_id   uuid not null,
  finding_id  uuid not null,
  subject     text not null, -- the login's stable id
  name        text not null, -- as the person was known then
  assigned_at timestamptz not null,
  assigned_by text not null,
  primary key (tenant_id, finding_id),
  foreign key (tenant_id, finding_id) references finding
);
create index finding_assignee_by_subject on finding_assignee (tenant_id, subject, finding_id);

-- Where it is worked on elsewhere; nobody ever calls the address.
create table finding_ticket (
  tenant_id  uuid not null,
  finding_id uuid not null,
  ticket_id  uuid not null,
  key        text not null,
  url        text not null,
  added_at   timestamptz not null,
  added_by   text not null, -- a name
  primary key (tenant_id, finding_id, ticket_id),
  unique (tenant_id, finding_id, key),
  foreign key (tenant_id, finding_id) references finding
);
