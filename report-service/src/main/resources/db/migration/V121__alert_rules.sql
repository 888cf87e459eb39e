-- What is told to which channels, at once or once a day.
create table alert_rule (
  tenant_id   uuid not null,
  rule_id     uuid not null,
  name        text not null,
  trigger     text not null check (trigger in ('FINDING_CHANGED', 'EXCEPTION_ENDS', 'ACCOUNT_NOT_SCANNED')),
  filter      text not null, -- CEL; empty for everything
  hours       int not null, -- before an exception's end, or without a scan; 0 where it means nothing
  digest_hour int check (digest_hour between 0 and 23), -- null: at once
  zone        text not null,
  since       timestamptz not null, -- what was before does not concern it
  created_at  timestamptz not null,
  created_by  text not null,
  primary key (tenant_id, rule_id)
);

create table alert_rule_channel (
  tenant_id  uuid not null,
  rule_id    uuid not null,
  channel_id uuid not null,
  primary key (tenant_id, rule_id, channel_id),
  foreign key (tenant_id, rule_id) references alert_rule on delete cascade,
  foreign key (tenant_id, channel_id) references channel on delete cascade
);
create index alert_rule_channel_by_channel on alert_rule_channel (tenant_id, channel_id);

-- A transaction that moved findings, until its part of the log was looked through for alerts.
create table alert_act (
  tenant_id uuid not null,
  act_id    uuid not null,
  at        timestamptz not null,
  scan_id   uuid not null,
  primary key (tenant_id, act_id)
);

-- The claim: whatever else happens, an event is told once to a channel by a rule.
create table alert_match (
  tenant_id   uuid not null,
  rule_id     uuid not null,
  channel_id  uuid not null,
  event_id    uuid not null,
  at          timestamptz not null,
  rank        smallint not null, -- what comes first: severity
  happening   text, -- JSON, until it was told
  delivery_id uuid,
  primary key (tenant_id, rule_id, channel_id, event_id),
  foreign key (tenant_id, rule_id, channel_id) references alert_rule_channel on delete cascade,
  check ((happening is null) = (delivery_id is not null))
);
create index alert_match_untold on alert_match (tenant_id, rule_id, channel_id, rank, at, event_id) where delivery_id is null;
create index alert_match_by_time on alert_match (tenant_id, rule_id, at);
