-- One role an audience. The login roles own nothing of ours; efk_login may become each audience, and is none by itself.
-- Roles belong to the cluster, so another database may have made them already.
do $$
declare
  audience text;
begin
  foreach audience in array array['efk_door', 'efk_pos', 'efk_shopper', 'efk_staff', 'efk_admin', 'efk_worker', 'efk_sweeper', 'efk_operator'] loop
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
  foreach audience in array array['efk_door', 'efk_pos', 'efk_shopper', 'efk_staff', 'efk_admin', 'efk_worker', 'efk_sweeper', 'efk_operator'] loop
    execute format('grant %I to efk_login with inherit false, set true', audience);
  end loop;
end
$$;

-- Everybody has usage by default, the queue's role included.
revoke all on schema public from public;
grant usage on schema public to efk_door, efk_pos, efk_shopper, efk_staff, efk_admin, efk_worker, efk_sweeper, efk_operator;

-- The queue's own tables live apart, and its role sees nothing else.
grant efk_queue to current_user with set true;
create schema if not exists queue authorization efk_queue;

-- After a local set_config the setting is '' rather than null, hence nullif.
create function current_tenant_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.tenant_id', true), '')::uuid;

create function current_actor_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.actor_id', true), '')::uuid;

-- Set for staff bound to one store; null sees every store of the chain.
create function current_store_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('app.store_id', true), '')::uuid;

-- A shopper has no receipts of her own: she sees those she can name.
create function named_receipt_ids() returns uuid[] language sql stable parallel safe
  return string_to_array(nullif(current_setting('app.receipt_ids', true), ''), ',')::uuid[];

create function named_receipt_code() returns text language sql stable parallel safe
  return nullif(current_setting('app.receipt_code', true), '');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on % is refused: the row is a fact', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;
