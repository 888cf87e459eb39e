-- How long the log of changes is kept, in months.
alter table tenant add column retention_months smallint not null default 13 check (retention_months in (13, 36, 84));
