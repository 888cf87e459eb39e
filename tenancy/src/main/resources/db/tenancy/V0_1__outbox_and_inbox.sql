-- Platform tables of every service that tells others: no tenant's rows are read through them, so they have no RLS.
create table outbox (
  seq        bigint generated always as identity primary key,
  event_id   uuid not null unique,
  topic      text not null,
  key        text not null,
  payload    text not null,
  created_at timestamptz not null default now()
);

create table inbox (
  consumer text not null,
  event_id uuid not null,
  seen_at  timestamptz not null default now(),
  primary key (consumer, event_id)
);
create index inbox_by_age on inbox (seen_at);

grant select, insert, delete on outbox, inbox to ${app};
