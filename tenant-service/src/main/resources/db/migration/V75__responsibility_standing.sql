-- Which customers answer for something that nobody of theirs took note of. The provider looks over all of them, so it is
-- no tenant's table: numbers and times alone, no check, no account and no person. Customers of before get their row in
-- the background.
create table responsibility_standing (
  tenant_id            uuid primary key references tenant,
  catalogue            text not null, -- digest of who answers by the catalogue; after another release it is looked at anew
  pack_version         bigint not null, -- of the tenant's effective pack
  moved                int not null, -- checks whose owner is not the catalogue's
  unacknowledged       int not null, -- checks that the customer answers for and took no note of
  missing_since        timestamptz, -- since when nobody took note of it; null while somebody did
  acknowledged_version bigint, -- the effective pack of the last acknowledgement; null if there is none
  acknowledged_at      timestamptz
);
create index responsibility_standing_catalogue on responsibility_standing (catalogue, tenant_id);
grant select, insert, update on responsibility_standing to ${app};
