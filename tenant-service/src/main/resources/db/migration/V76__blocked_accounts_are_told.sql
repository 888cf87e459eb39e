-- When the people of both sides are to be told by mail that an account is blocked; null when they were, or nothing is.
alter table aws_account_registry add column tell_at timestamptz;
alter table aws_account_registry add column tell_attempts int not null default 0;
create index aws_account_registry_tell on aws_account_registry (tell_at) where tell_at is not null;
