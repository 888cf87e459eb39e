-- Customers that are let go, and, of those that are erased, the certificate. A platform table without a reference to the
-- directory: it stays when the customer's rows are gone.
create table offboarding (
  tenant_id       uuid primary key,
  slug            text not null,
  name            text not null,
  state           text not null check (state in ('FREEZING', 'EXPORTED', 'ERASING', 'ERASED')),
  reason          text not null,
  revision        bigint not null, -- of the order that the other services follow now
  asked_at        timestamptz not null, -- when they were last told it
  answers         jsonb not null default '{}', -- theirs to it, by service
  files           jsonb not null default '[]', -- that were made to be taken along
  started_at      timestamptz not null,
  started_by      text not null,
  started_by_name text not null,
  exported_at     timestamptz,
  erase_from      timestamptz,
  ordered_at      timestamptz,
  ordered_by      text,
  ordered_by_name text,
  erased_at       timestamptz,
  certificate     text, -- a JWS in its compact form
  check ((state = 'ERASED') = (certificate is not null))
);
grant select, insert, update, delete on offboarding to ${app};
