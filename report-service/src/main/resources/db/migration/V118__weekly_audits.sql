-- Each act that moves findings has a number, in the order in which acts are written down: `at` is when something was seen, which
-- may be days before it is written. Whoever holds the lock of a tenant's exceptions alone cuts its log by the next number: what
-- was written before is all there, and nothing that comes later has a lower one.
create sequence transition_seq;
grant usage on sequence transition_seq to ${app};
alter table finding_transition add column seq bigint not null default 0;
alter table fleet_change add column seq bigint not null default 0;
alter table fleet_change drop constraint fleet_change_pkey;
alter table fleet_change add primary key (tenant_id, at, account, check_id, severity, was, transition, seq);

create index finding_not_evaluated on finding (tenant_id, account) where undetermined_since is not null;

-- What people look through every week. One at a time is open in a tenant; a signed one never changes.
create table weekly_audit (
  tenant_id      uuid not null,
  audit_id       uuid not null,
  number         int not null, -- of the tenant's, from 1
  seq            bigint not null, -- where the log was cut when it was opened
  opened_at      timestamptz not null,
  opened_by      text not null,
  opened_by_name text not null,
  opened_by_role text not null,
  signed_at      timestamptz,
  signed_by      text,
  signed_by_name text,
  signed_by_role text,
  millis         bigint, -- of people's time, measured
  saved_millis   bigint, -- null while nobody knows how long an account takes
  file_name      text, -- of the record that is signed
  bytes          bigint,
  sha256         text,
  signature      text,
  primary key (tenant_id, audit_id),
  unique (tenant_id, number),
  check ((signed_at is null) = (signature is null))
);
create unique index weekly_audit_open on weekly_audit (tenant_id) where signed_at is null;

-- An account's part: the log from one cut to the next, and what people say of it.
create table weekly_audit_account (
  tenant_id      uuid not null,
  audit_id       uuid not null,
  account        char(12) not null,
  name           text not null, -- as the account was called then
  since          timestamptz not null, -- when the log was cut last
  seq_from       bigint not null, -- what was written up to here was signed off before
  read_from      timestamptz not null, -- nothing that counts was seen earlier; for the index alone
  seq_to         bigint not null,
  cut_at         timestamptz not null,
  last_folded_at timestamptz,
  items          int not null default 0,
  changed        int not null default 0,
  expired        int not null default 0,
  not_evaluated  int not null default 0,
  overdue        int not null default 0,
  digest         text not null default '', -- of the items
  revision       int not null default 0, -- grows with every change that somebody who signs must have seen
  counted_undetermined int not null default 0, -- by the fleet's counters at the cut
  counted_overdue      int not null default 0,
  looked_at      timestamptz,
  looked_by      text,
  looked_by_name text,
  looked_by_role text,
  note           text not null default '',
  noted_at       timestamptz,
  noted_by       text,
  noted_by_name  text,
  noted_by_role  text,
  signed_at      timestamptz,
  signed_by      text,
  signed_by_name text,
  signed_by_role text,
  together       boolean not null default false, -- signed with all others in which nothing changed, unlooked at
  primary key (tenant_id, audit_id, account),
  foreign key (tenant_id, audit_id) references weekly_audit
);
create index weekly_audit_account_by_cut on weekly_audit_account (tenant_id, account, seq_to desc) where signed_at is not null;

-- What there is to look at: a finding that changed, whose exception ended, that could not be evaluated or became overdue.
create table weekly_audit_item (
  tenant_id          uuid not null,
  audit_id           uuid not null,
  account            char(12) not null,
  severity           smallint not null,
  finding_id         uuid not null,
  check_id           text not null,
  region             text not null,
  resource           text not null,
  resource_type      text not null,
  resource_name      text not null,
  kinds              text[] not null check (kinds <> '{}' and kinds <@ array['CHANGED', 'EXPIRED', 'NOT_EVALUATED', 'OVERDUE']),
  transitions        text[] not null, -- in their order
  was                text, -- before the first of them; null without one
  moved_at           timestamptz, -- when the last of them was seen
  state              text not null, -- at the cut, as the rest
  status             text not null,
  undetermined_since timestamptz, -- of those that could not be evaluated
  reason             text,
  missing_action     text,
  due_at             timestamptz, -- of those that are overdue
  primary key (tenant_id, audit_id, account, severity, finding_id),
  foreign key (tenant_id, audit_id, account) references weekly_audit_account
);
create index weekly_audit_item_by_finding on weekly_audit_item (tenant_id, finding_id);

-- Time that people had an audit open and were active, as beats of the page measured it; account is empty for its first page.
create table weekly_audit_time (
  tenant_id uuid not null,
  audit_id  uuid not null,
  subject   text not null,
  account   text not null,
  name      text not null,
  millis    bigint not null,
  beat_at   timestamptz not null,
  primary key (tenant_id, audit_id, subject, account),
  foreign key (tenant_id, audit_id) references weekly_audit
);

-- For the fleet, without a resource's name: how far each audit is, and from where each account's log is to be looked at next.
create table fleet_audit (
  tenant_id    uuid not null,
  audit_id     uuid not null,
  opened_at    timestamptz not null,
  signed_at    timestamptz,
  accounts     int not null,
  signed       int not null,
  together     int not null,
  millis       bigint not null,
  saved_millis bigint,
  primary key (tenant_id, audit_id)
);
create index fleet_audit_by_sign on fleet_audit (signed_at);

create table fleet_audit_account (
  tenant_id    uuid not null,
  account      char(12) not null,
  seq          bigint not null,
  read_from    timestamptz not null,
  undetermined int not null,
  overdue      int not null,
  primary key (tenant_id, account)
);
grant select, insert, update, delete on fleet_audit, fleet_audit_account to ${app};

-- What is signed stays as it is, until the tenant is erased or its retention is over.
create function refuse_change_of_signed() returns trigger language plpgsql as $$
declare
  signed boolean;
begin
  if tg_table_name = 'weekly_audit' then
    signed := old.signed_at is not null;
  elsif tg_table_name = 'weekly_audit_account' then
    signed := old.signed_at is not null;
  elsif tg_table_name = 'weekly_audit_time' then
    signed := exists (select from weekly_audit a
      where a.tenant_id = old.tenant_id and a.audit_id = old.audit_id and a.signed_at is not null);
  else
    signed := exists (select from weekly_audit_account a
      where a.tenant_id = old.tenant_id and a.audit_id = old.audit_id and a.account = old.account and a.signed_at is not null);
  end if;
  if not signed then
    if tg_op = 'DELETE' then return old; end if;
    return new;
  end if;
  if tg_op = 'DELETE' then
    if old.tenant_id::text = current_setting('app.erasing', true)
      and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
      return old;
    end if;
    if exists (select from weekly_audit a left join tenant_directory t using (tenant_id)
      where a.tenant_id = old.tenant_id and a.audit_id = old.audit_id
        and a.signed_at < now() - make_interval(months => coalesce(t.retention_months, 13)::int)) then
      return old;
    end if;
  end if;
  raise exception 'what is signed off of audit % does not change', old.audit_id;
end $$;
create trigger weekly_audit_stays before update or delete on weekly_audit
  for each row execute function refuse_change_of_signed();
create trigger weekly_audit_account_stays before update or delete on weekly_audit_account
  for each row execute function refuse_change_of_signed();
create trigger weekly_audit_item_stays before update or delete on weekly_audit_item
  for each row execute function refuse_change_of_signed();
create trigger weekly_audit_time_stays before update or delete on weekly_audit_time
  for each row execute function refuse_change_of_signed();
