-- Who was asked to come in, and as what. The link's secret is drawn when its mail is sent and kept as a digest.
create table invitation (
  tenant_id       uuid not null references tenant,
  invitation_id   uuid not null,
  email           text not null check (email = lower(email)),
  role            text not null check (role in ('VIEWER', 'AUDITOR', 'OPERATOR', 'ADMIN')),
  state           text not null check (state in ('OPEN', 'ACCEPTED', 'WITHDRAWN', 'REPLACED')),
  digest          text,
  invited_at      timestamptz not null,
  invited_by      text not null,
  invited_by_name text not null,
  invited_by_role text not null,
  by_outsider     boolean not null, -- the provider, without a grant: for a first administrator only
  expires_at      timestamptz not null,
  sent_at         timestamptz,
  mail_problem    text not null,
  ended_at        timestamptz,
  accepted_by     text,
  primary key (tenant_id, invitation_id)
);
create unique index invitation_open on invitation (tenant_id, email) where state = 'OPEN';
create index invitation_newest on invitation (tenant_id, invited_at desc, invitation_id);

-- Leads from a link to its tenant, before a tenant is known; whom it invites stands with the tenant.
create table invitation_holder (
  digest        text primary key,
  tenant_id     uuid not null references tenant,
  invitation_id uuid not null
);

-- Mails to be sent, and for two days those that were: they are counted over all tenants by a digest of the address.
create table invitation_mail (
  mail_id        uuid primary key,
  tenant_id      uuid not null references tenant,
  invitation_id  uuid not null,
  address_digest text not null,
  asked_at       timestamptz not null,
  due_at         timestamptz, -- null once it is sent, or not to be sent any more
  attempts       int not null
);
create index invitation_mail_due on invitation_mail (due_at) where due_at is not null;
create index invitation_mail_by_tenant on invitation_mail (tenant_id, asked_at);
create index invitation_mail_by_address on invitation_mail (address_digest, asked_at);

grant select, insert, update on invitation to ${app};
grant select, insert on invitation_holder to ${app};
grant select, insert, update, delete on invitation_mail to ${app};
