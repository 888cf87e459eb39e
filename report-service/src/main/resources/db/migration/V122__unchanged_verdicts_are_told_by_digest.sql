-- What was last reported of a finding, as a digest: of verdicts that say the same again, nothing else need be compared, nor
-- sent to the database. Null where something else wrote the row since.
alter table finding add column digest uuid;

-- Under row-level security no index serves a condition by a function that is not leakproof, as ilike and hashtextextended
-- are not. These were kept up at every write and answered nothing; equality of md5 is.
drop index finding_by_words;
drop index finding_failing_by_resource;
create index finding_failing_by_resource on finding (tenant_id, md5(resource)) where state in ('OPEN', 'EXCEPTED');
drop index resource_by_digest;
create index resource_by_digest on resource (tenant_id, md5(resource));
