-- Customers that are let go. The row of an erased one stays, with its id and what was counted, so that what arrives late
-- or again makes no rows of it anew. A platform table: it is asked before the tenant's own rows are.
create table tenant_closing (
  tenant_id uuid primary key,
  state     text not null check (state in ('OPEN', 'FROZEN', 'ERASING', 'ERASED')),
  since     timestamptz not null,
  revision  bigint not null, -- of the order that was followed last; an older one changes nothing
  told      text -- what was answered to it, to be said again when it is asked again
);
grant select, insert, update on tenant_closing to ${app};

-- There is no way back from the second decision.
create function refuse_return_of_erased() returns trigger language plpgsql as $$
begin
  if old.state = 'ERASED' and (tg_op = 'DELETE' or new.state <> 'ERASED')
    or old.state = 'ERASING' and (tg_op = 'DELETE' or new.state not in ('ERASING', 'ERASED')) then
    raise exception 'tenant % is erased', old.tenant_id;
  end if;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;
create trigger tenant_closing_ends before update or delete on tenant_closing
  for each row execute function refuse_return_of_erased();

-- An empty payload tells a compacted topic to forget the key.
alter table outbox alter column payload drop not null;
