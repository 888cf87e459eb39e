-- Somebody's word that a requirement is met which no API shows, until a day. ENDED and LAPSED are not written: the clock
-- makes them of IN_FORCE and WAITING when they are read.
create table attestation (
  tenant_id         uuid not null,
  attestation_id    uuid not null,
  state             text not null check (state in ('WAITING', 'IN_FORCE', 'REFUSED', 'WITHDRAWN')),
  framework         text not null,
  requirement       text not null, -- the standard's own number
  title             text not null, -- the requirement's, as it was then
  account           char(12), -- null: all of the tenant's
  statement         text not null,
  valid_until       date not null, -- its last day, in UTC
  ends_at           timestamptz not null, -- the first moment after that day
  revision          int not null default 0, -- counts the changes of its evidence
  requested_at      timestamptz not null,
  requested_by      text not null,
  requested_by_name text not null,
  requested_by_role text not null,
  approved_at       timestamptz,
  approved_by       text,
  approved_by_name  text,
  approved_by_role  text,
  approval_note     text,
  over_at           timestamptz,
  over_by           text,
  over_by_name      text,
  over_by_role      text,
  over_note         text,
  primary key (tenant_id, attestation_id),
  check (ends_at = (valid_until + 1)::timestamp at time zone 'UTC'),
  check (state <> 'IN_FORCE' or approved_at is not null),
  check ((state in ('WAITING', 'IN_FORCE')) = (over_at is null)),
  check (approved_by <> requested_by)
);
create index attestation_newest on attestation (tenant_id, requested_at desc, attestation_id);
create index attestation_of_requirement on attestation (tenant_id, framework, requirement, ends_at desc)
  where state in ('WAITING', 'IN_FORCE');

-- A file that shows it. Its content lies where that of reports does, under its own id.
create table attestation_evidence (
  tenant_id      uuid not null,
  attestation_id uuid not null,
  evidence_id    uuid not null,
  name           text not null,
  media_type     text not null,
  bytes          bigint not null,
  sha256         text not null,
  added_at       timestamptz not null,
  added_by_name  text not null,
  primary key (tenant_id, attestation_id, evidence_id),
  unique (tenant_id, attestation_id, name),
  foreign key (tenant_id, attestation_id) references attestation
);
