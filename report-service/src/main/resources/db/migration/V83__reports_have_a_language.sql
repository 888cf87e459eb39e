-- Of the dates in a PDF.
alter table report_file add column language text not null default 'en';
