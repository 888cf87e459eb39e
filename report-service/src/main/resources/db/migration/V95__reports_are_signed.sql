alter table report_file drop constraint report_file_format_check;
alter table report_file add constraint report_file_format_check check (format in ('pdf', 'csv', 'xlsx', 'ndjson', 'ocsf'));
-- The manifest with the file's digest and what it was made of, as a JWS; empty until it is ready.
alter table report_file add column signature text not null default '';
