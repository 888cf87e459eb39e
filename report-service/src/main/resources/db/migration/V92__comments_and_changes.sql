-- What people say of a finding. It is never changed; who wrote it may take it back, and then it says nothing any more.
create table finding_comment (
  tenant_id   uuid not null,
  comment_id  uuid not null,
  finding_id  uuid not null,
  at          timestamptz not null,
  author      text not null, -- a subject
  author_name text not null,
  author_role text not null,
  text        text not null,
  deleted_at  timestamptz,
  primary key (tenant_id, comment_id),
  foreign key (tenant_id, finding_id) references finding,
  check ((deleted_at is null) = (text <> ''))
);
create index finding_comment_newest on finding_comment (tenant_id, finding_id, at desc, comment_id);

-- Whom a comment mentions, and what became of the mail that says so.
create table comment_mention (
  tenant_id  uuid not null,
  comment_id uuid not null,
  subject    text not null,
  name       text not null,
  mail_id    uuid not null,
  recipient  text not null, -- empty where nobody knows an address
  state      text not null check (state in ('QUEUED', 'SENT', 'FAILED', 'LEFT_OUT')),
  queued_at  timestamptz not null,
  attempts   int not null default 0,
  tried_at   timestamptz,
  detail     text not null default '',
  primary key (tenant_id, comment_id, subject),
  unique (tenant_id, mail_id),
  foreign key (tenant_id, comment_id) references finding_comment
);

-- Mails to who was mentioned in the last two days, counted over all tenants by a digest of the address.
create table mention_mailed (
  tenant_id      uuid not null,
  address_digest text not null,
  asked_at       timestamptz not null
);
create index mention_mailed_by_tenant on mention_mailed (tenant_id, asked_at);
create index mention_mailed_by_address on mention_mailed (address_digest, asked_at);

-- The transition log, counted by act and check, for the fleet: without a resource's name.
create table fleet_change (
  tenant_id  uuid not null,
  at         timestamptz not null,
  account    char(12) not null,
  check_id   text not null,
  severity   smallint not null,
  was        text not null, -- empty where the log does not say
  transition text not null,
  findings   int not null,
  primary key (tenant_id, at, account, check_id, severity, was, transition)
);
create index fleet_change_by_time on fleet_change (at);
-- row-level security is forced on the owner too; without a tenant it would see no row to count
alter table finding_transition no force row level security;
insert into fleet_change
  select tenant_id, at, account, check_id, severity, coalesce(was, ''), transition, count(*)
  from finding_transition group by 1, 2, 3, 4, 5, 6, 7;
alter table finding_transition force row level security;

grant select, insert, update, delete on mention_mailed, fleet_change to ${app};
