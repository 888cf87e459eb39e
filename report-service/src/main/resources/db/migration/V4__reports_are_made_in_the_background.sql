-- A report is ordered first and made by the scheduler; its bytes are there when it is READY.
alter table report_file add column state text not null default 'READY' check (state in ('MAKING', 'READY', 'FAILED'));
alter table report_file add column account_id text;
-- why it could not be made, in words that may be shown
alter table report_file add column failure text not null default '';
alter table report_file alter column bytes set default 0;
alter table report_file alter column sha256 set default '';
