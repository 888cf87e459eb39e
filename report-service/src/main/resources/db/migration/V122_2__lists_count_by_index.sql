-- Lists of open findings are counted without a look at the rows, also of an account, region, layer or owner.
drop index finding_worst_open;
create index finding_worst_open on finding (tenant_id, severity, check_id, finding_id) include (account, region, layer, owner)
  where state = 'OPEN';
-- What is rare among all is listed and counted without a look at the others.
create index finding_resolved on finding (tenant_id, severity, check_id, finding_id) where state = 'RESOLVED';
create index finding_unread on finding (tenant_id, severity, check_id, finding_id)
  where status = 'UNDETERMINED' and gone_since is null and not decided_out;
-- A check's findings are found by the indexes by severity as well, of which there are four.
drop index finding_by_check;
-- What vanished before it ever failed concerns nobody, and the lists of all need not look at the rows to leave it out.
drop index finding_by_severity;
create index finding_by_severity on finding (tenant_id, severity, check_id, finding_id) where gone_since is null or state <> 'CLEAR';
drop index finding_by_change;
create index finding_by_change on finding (tenant_id, last_changed desc, finding_id) where gone_since is null or state <> 'CLEAR';
