-- By what leave the provider's staff is, was, or asks to be inside a customer's tenant.
create table staff_grant (
  tenant_id     uuid not null references tenant,
  grant_id      uuid not null,
  kind          text not null check (kind in ('WORK', 'AUDIT')),
  state         text not null check (state in ('REQUESTED', 'OPEN', 'REFUSED', 'REVOKED', 'EXPIRED', 'LAPSED')),
  subject       text, -- null: every analyst
  name          text not null,
  role          text not null,
  reason        text not null,
  ticket        text,
  asked_at      timestamptz not null,
  lasts_seconds bigint, -- from when it is open
  until         timestamptz, -- when an open one ends, or a request lapses
  approved_by   text,
  ended_at      timestamptz,
  ended_by      text,
  primary key (tenant_id, grant_id),
  check ((kind = 'WORK') = (subject is not null and lasts_seconds is not null and until is not null))
);
-- The database decides between two requests at once.
create unique index staff_grant_of_person on staff_grant (tenant_id, subject)
  where kind = 'WORK' and state in ('REQUESTED', 'OPEN');
create unique index staff_grant_standing on staff_grant (tenant_id, kind) where kind = 'AUDIT' and state = 'OPEN';

-- What a customer demands before its grants open; without a row, nothing.
create table grant_rule (
  tenant_id         uuid primary key references tenant,
  approval_required boolean not null,
  changed_at        timestamptz not null,
  changed_by        text not null
);

-- Grants and requests that are not over: what decides every request of the staff, and what has to be ended in time.
create table live_grant (
  grant_id  uuid primary key,
  tenant_id uuid not null references tenant,
  subject   text,
  open      boolean not null,
  until     timestamptz
);
create index live_grant_of_subject on live_grant (subject);
create index live_grant_until on live_grant (until) where until is not null;

grant select, insert, update on staff_grant, grant_rule to ${app};
grant select, insert, update, delete on live_grant to ${app};
