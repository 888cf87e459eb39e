-- What each level said, each version as it was; none is ever changed.
create table msp_pack (
  version      bigint primary key,
  content      text not null, -- JSON of the level's document
  changes      text not null, -- JSON of what it does otherwise than the version before
  note         text not null,
  published_at timestamptz not null,
  published_by text not null
);

create table pack_level (
  tenant_id    uuid not null references tenant,
  account_id   text not null, -- empty: the tenant's own level
  version      bigint not null,
  content      text not null,
  changes      text not null,
  note         text not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (tenant_id, account_id, version)
);

-- The effective packs: the tenant's, and those of accounts that have a level of their own.
alter table pack_revision add column account_id text not null default '';
alter table pack_revision add column msp_version bigint not null default 0;
alter table pack_revision add column tenant_version bigint not null default 0;
alter table pack_revision add column account_version bigint not null default 0;
alter table pack_revision drop constraint pack_revision_pkey;
alter table pack_revision add primary key (tenant_id, account_id, version);

-- Up to which version of the baseline a tenant's packs were merged; the rest is done in the background.
create table pack_rollout (
  tenant_id   uuid primary key references tenant,
  msp_version bigint not null,
  problem     text -- why that version could not be merged here; the pack before it stays in force
);
create index pack_rollout_behind on pack_rollout (msp_version, tenant_id);

-- Who of a customer took note of who answers for what.
create table pack_acknowledgement (
  tenant_id       uuid not null references tenant,
  acknowledgement bigint not null, -- counts from 1
  pack_version    bigint not null,
  digest          text not null, -- SHA-256 of what was shown
  owners          text not null, -- JSON: control → owner
  acknowledged_at timestamptz not null,
  subject         text not null,
  name            text not null,
  primary key (tenant_id, acknowledgement)
);

grant select, insert on msp_pack, pack_level, pack_acknowledgement to ${app};
grant select, insert, update on pack_rollout to ${app};

insert into pack_rollout (tenant_id, msp_version) select tenant_id, 0 from tenant;

-- What a tenant's only level said before there were three, told as the differences to the baseline of then.
do $$
declare
  baseline constant jsonb := '["vigil-baseline", "cis-aws-foundations-7.0", "aws-foundational-security-best-practices"]';
  t record;
begin
  for t in select tenant_id from tenant loop
    perform set_config('app.tenant', t.tenant_id::text, true);
    insert into pack_level (tenant_id, account_id, version, content, changes, note, published_at, published_by)
    select p.tenant_id, '', 1,
      jsonb_build_object(
        'frameworks', p.content::jsonb -> 'frameworks',
        'disabledFrameworks', (select coalesce(jsonb_agg(b.framework), '[]') from jsonb_array_elements(baseline) as b (framework)
                               where not (p.content::jsonb -> 'frameworks') @> jsonb_build_array(b.framework)),
        'disabledChecks', p.content::jsonb -> 'disabledChecks',
        'params', p.content::jsonb -> 'params',
        'declarations', p.content::jsonb -> 'declarations')::text,
      '{}', 'As it was before packs had levels', p.published_at, p.published_by
    from pack_revision p
    where p.tenant_id = t.tenant_id and p.version > 1
      and p.version = (select max(q.version) from pack_revision q where q.tenant_id = t.tenant_id);
  end loop;
  perform set_config('app.tenant', '', true);
end
$$;
