-- Where alerts go beside the reports: a web address of the customer's, a chat, mail boxes of its people.
create table channel (
  tenant_id    uuid not null,
  channel_id   uuid not null,
  kind         text not null check (kind in ('WEBHOOK', 'SLACK', 'TEAMS', 'EMAIL')),
  name         text not null,
  address      text not null, -- as it is shown; of a chat without what lets in
  sealed       text, -- in an envelope: the secret that signs, or the whole address of a chat
  state        text not null check (state in ('ENABLED', 'DISABLED')),
  disabled_at  timestamptz,
  disabled_why text not null default '',
  created_at   timestamptz not null,
  created_by   text not null,
  owner        text not null, -- subject of whoever made it
  primary key (tenant_id, channel_id),
  check ((state = 'DISABLED') = (disabled_at is not null)),
  check ((kind = 'EMAIL') = (sealed is null))
);

-- What is or was sent to one channel; its id is what the receiver knows it by, however often it is tried.
create table channel_delivery (
  tenant_id   uuid not null,
  delivery_id uuid not null,
  channel_id  uuid not null,
  kind        text not null check (kind in ('ALERT', 'DIGEST', 'TEST', 'NOTICE')), -- a notice is mailed to the owner
  title       text not null,
  message     text not null, -- JSON, the body of a webhook to the letter
  state       text not null check (state in ('QUEUED', 'SENT', 'FAILED', 'DROPPED')),
  asked_at    timestamptz not null,
  due_at      timestamptz not null,
  held_until  timestamptz, -- by who is handing it over
  attempts    int not null default 0,
  sent_at     timestamptz,
  primary key (tenant_id, delivery_id),
  foreign key (tenant_id, channel_id) references channel on delete cascade
);
create index channel_delivery_newest on channel_delivery (tenant_id, channel_id, asked_at desc, delivery_id);

create table channel_attempt (
  tenant_id   uuid not null,
  delivery_id uuid not null,
  attempt     int not null,
  at          timestamptz not null,
  outcome     text not null check (outcome in ('BEGUN', 'SENT', 'RETRY', 'FAILED', 'DROPPED')),
  detail      text not null,
  primary key (tenant_id, delivery_id, attempt),
  foreign key (tenant_id, delivery_id) references channel_delivery on delete cascade
);
