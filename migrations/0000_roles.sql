-- One role for each audience. The login roles own no table of ours. efk_login has no rights itself; it may become each
-- audience. Roles belong to the cluster, so they may exist already because of another database.
do $$
declare
  audience text;
begin
  foreach audience in array array['efk_door', 'efk_pos', 'efk_shopper', 'efk_staff', 'efk_admin', 'efk_corrector', 'efk_worker', 'efk_sweeper', 'efk_operator', 'efk_purger'] loop
    if not exists (select from pg_roles where rolname = audience) then
      execute format('create role %I nologin noinherit', audience);
    end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'efk_login') then
    create role efk_login login noinherit;
  end if;
  if not exists (select from pg_roles where rolname = 'efk_queue') then
    create role efk_queue login noinherit;
  end if;
  foreach audience in array array['efk_door', 'efk_pos', 'efk_shopper', 'efk_staff', 'efk_admin', 'efk_corrector', 'efk_worker', 'efk_sweeper', 'efk_operator', 'efk_purger'] loop
    execute format('grant %I to efk_login with inherit false, set true', audience);
  end loop;
end
$$;

-- PostgreSQL gives usage on public to every role by default, to efk_queue too.
revoke all on schema public from public;
grant usage on schema public to efk_door, efk_pos, efk_shopper, efk_staff, efk_admin, efk_corrector, efk_worker, efk_sweeper, efk_operator, efk_purger;

-- The queue's tables are in a schema of their own. efk_queue sees no other schema.
grant efk_queue to current_user with set true;
create schema if not exists queue authorization efk_queue;

-- PostgreSQL lets every role create temporary tables by default. All chains share the pooled connections of efk_login, and
-- a temporary table outlives its transaction, so the next chain on that connection could read the table. BullMQ's
-- functions need temporary tables of job ids; efk_queue has connections of its own and sees no row of a chain.
do $$
begin
  execute format('revoke temporary on database %I from public, efk_login', current_database());
  execute format('grant temporary on database %I to efk_queue', current_database());
end
$$;

-- After a local set_config ends, the setting is '' and not null, hence nullif.
create function current_tenant_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;

create function current_actor_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.actor_id', true), '')::uuid;

-- Set for staff of one store; null means every store of the chain.
create function current_store_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.store_id', true), '')::uuid;

-- No receipt belongs to a shopper: a shopper sees the receipts that her request names.
create function named_receipt_ids() returns uuid[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('app.receipt_ids', true), ''), ',')::uuid[];

create function named_receipt_code() returns text language sql stable parallel safe
  return nullif(current_setting('app.receipt_code', true), '');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on % is refused: the row is a fact', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;
