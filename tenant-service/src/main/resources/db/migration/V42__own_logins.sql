-- Mail domains that a customer says are its own, and the provider has seen that they are.
create table email_domain (
  tenant_id   uuid not null references tenant,
  domain      text not null check (domain = lower(domain)),
  asked_at    timestamptz not null,
  asked_by    text not null,
  verified_at timestamptz,
  verified_by text,
  primary key (tenant_id, domain)
);

-- A verified domain is one customer's, over the whole platform.
create table email_domain_owner (
  domain    text primary key,
  tenant_id uuid not null references tenant
);

-- A customer's own login. Its secret is Keycloak's alone.
create table identity_provider (
  tenant_id  uuid primary key references tenant,
  kind       text not null check (kind in ('OIDC', 'SAML')),
  name       text not null,
  address    text not null,
  client_id  text not null,
  issuer     text not null,
  changed_at timestamptz not null,
  changed_by text not null
);

grant select, insert, update, delete on email_domain, email_domain_owner, identity_provider to ${app};
