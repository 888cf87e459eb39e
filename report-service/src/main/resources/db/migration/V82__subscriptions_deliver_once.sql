-- Row-level security is forced on the owner too; without a tenant it would see no row to change.
alter table subscription no force row level security;
alter table subscription_period no force row level security;
alter table delivery no force row level security;

alter table subscription add column language text not null default 'en';
alter table subscription add column skip_unchanged boolean not null default false;
alter table subscription add column owner text not null default ''; -- subject of whoever made it
alter table subscription add column timed_at timestamptz; -- since when it has its timetable: nothing earlier is served
update subscription set timed_at = created_at;
alter table subscription alter column timed_at set not null;

-- Who gets the reports: whoever confirmed by a link that was mailed there, and did not leave since.
create table subscription_recipient (
  tenant_id        uuid not null,
  subscription_id  uuid not null,
  recipient_id     uuid not null,
  address          text not null check (address = lower(address)),
  state            text not null check (state in ('PENDING', 'CONFIRMED', 'UNSUBSCRIBED')),
  asked_at         timestamptz not null,
  expires_at       timestamptz not null,
  digest           text, -- of the newest link that confirms; null once it was used
  confirmed_at     timestamptz,
  unsubscribed_at  timestamptz,
  sent_at          timestamptz,
  sent_fingerprint text, -- of what was in the last report
  primary key (tenant_id, subscription_id, recipient_id),
  unique (tenant_id, subscription_id, address),
  foreign key (tenant_id, subscription_id) references subscription on delete cascade
);

-- Of what the report would hold; null where the subscription does not ask.
alter table subscription_period add column fingerprint text;
-- The figures in the text of its mails, as JSON; noted once, as its files are made once.
alter table subscription_period add column summary text;

-- Every mail: a period's report, the question whether somebody wants it, the word to the owner that one was given up.
alter table delivery alter column period drop not null;
alter table delivery add column kind text not null default 'REPORT' check (kind in ('REPORT', 'CONFIRMATION', 'NOTICE'));
alter table delivery add constraint delivery_of_a_period check ((kind = 'REPORT') = (period is not null));
alter table delivery add column recipient_id uuid; -- null for a notice
alter table delivery add column asked_at timestamptz;
alter table delivery add column due_at timestamptz;
alter table delivery add column held_until timestamptz; -- by who is handing it over
alter table delivery add column attempts int not null default 0;
update delivery d set asked_at = p.claimed_at, due_at = p.claimed_at from subscription_period p
  where (p.tenant_id, p.subscription_id, p.period) = (d.tenant_id, d.subscription_id, d.period);
alter table delivery alter column asked_at set not null;
alter table delivery alter column due_at set not null;
alter table delivery drop constraint delivery_state_check;
alter table delivery add constraint delivery_state_check
  check (state in ('QUEUED', 'SENT', 'FAILED', 'UNCHANGED', 'MISSED', 'DROPPED'));
alter table delivery add foreign key (tenant_id, subscription_id) references subscription on delete cascade;
create index delivery_newest on delivery (tenant_id, subscription_id, asked_at desc, delivery_id);
create index delivery_waiting on delivery (tenant_id, due_at) where state = 'QUEUED';

alter table delivery_attempt drop constraint delivery_attempt_outcome_check;
alter table delivery_attempt add constraint delivery_attempt_outcome_check
  check (outcome in ('BEGUN', 'SENT', 'RETRY', 'FAILED', 'DROPPED'));

-- Whom subscriptions named so far never confirmed; they are asked now.
insert into subscription_recipient (tenant_id, subscription_id, recipient_id, address, state, asked_at, expires_at)
  select distinct on (s.tenant_id, s.subscription_id, lower(r)) s.tenant_id, s.subscription_id, gen_random_uuid(), lower(r),
    'PENDING', now(), now() + interval '7 days'
  from subscription s, unnest(s.recipients) r;
update delivery d set recipient_id = r.recipient_id from subscription_recipient r
  where (r.tenant_id, r.subscription_id, r.address) = (d.tenant_id, d.subscription_id, lower(d.recipient));
insert into delivery (tenant_id, delivery_id, subscription_id, recipient, state, kind, recipient_id, asked_at, due_at)
  select tenant_id, gen_random_uuid(), subscription_id, address, 'QUEUED', 'CONFIRMATION', recipient_id, now(), now()
  from subscription_recipient;
alter table subscription drop column recipients;

-- Leads from a link to its tenant, before a tenant is known; whom it is about stands with the tenant.
create table subscription_link (
  digest          text primary key,
  kind            text not null check (kind in ('CONFIRM', 'UNSUBSCRIBE')),
  tenant_id       uuid not null,
  subscription_id uuid not null,
  recipient_id    uuid not null,
  made_at         timestamptz not null
);
create index subscription_link_by_age on subscription_link (made_at) where kind = 'CONFIRM';

-- Questions of the last two days, counted over all tenants by a digest of the address.
create table confirmation_asked (
  tenant_id      uuid not null,
  address_digest text not null,
  asked_at       timestamptz not null
);
create index confirmation_asked_by_tenant on confirmation_asked (tenant_id, asked_at);
create index confirmation_asked_by_address on confirmation_asked (address_digest, asked_at);

grant select, insert, delete on subscription_link, confirmation_asked to ${app};

alter table subscription force row level security;
alter table subscription_period force row level security;
alter table delivery force row level security;
