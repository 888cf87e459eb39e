-- What a report is for, and what of it was asked for.
alter table report_file add column kind text not null default 'posture'
  check (kind in ('posture', 'executive', 'framework', 'change', 'exposure'));
alter table report_file add column framework text;
-- of a change report: the first moment that it tells of, and the first that it tells of no longer
alter table report_file add column since timestamptz;
alter table report_file add column until timestamptz;
alter table report_file add check ((kind = 'framework') = (framework is not null));
alter table report_file add check ((kind = 'change') = (since is not null and until is not null));
alter table report_file drop constraint report_file_format_check;
alter table report_file add constraint report_file_format_check
  check (format in ('pdf', 'html', 'csv', 'xlsx', 'ndjson', 'ocsf'));

alter table subscription add column kind text not null default 'posture'
  check (kind in ('posture', 'executive', 'framework', 'change', 'exposure'));
alter table subscription add column account_id text; -- null for all of the tenant's
alter table subscription add column framework text;
alter table subscription add check ((kind = 'framework') = (framework is not null));

-- Up to when the last report told that the recipient got; the next report of changes begins there.
alter table subscription_recipient add column told_until timestamptz;
-- From when a report of changes tells; noted when the mail is queued, so that every try says the same.
alter table delivery add column since timestamptz;
-- Recipients who got their last report at different times get different files of a period.
alter table subscription_file drop constraint subscription_file_pkey;
alter table subscription_file add primary key (tenant_id, subscription_id, period, format, file_id);

-- When a row was written: a scan that is folded late tells of earlier, and must be told to whoever read before that. Null in
-- older rows.
alter table finding_transition add column noted_at timestamptz;
