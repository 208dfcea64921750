-- Networks from which somebody signed in to the office: strangers who use up an address's budget do not lock it there.
create table known_networks (
  tenant_id uuid not null,  -- the nil uuid is the platform itself, so no foreign key
  network text not null,  -- a keyed hash
  seen_at timestamptz not null default now(),
  primary key (tenant_id, network)
);

alter table known_networks enable row level security;
alter table known_networks force row level security;
create policy own_chain on known_networks as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on known_networks to efk_door using (true) with check (true);
grant select, insert, delete on known_networks to efk_door;
grant update (seen_at) on known_networks to efk_door;

-- See 0009: until the first ANALYZE the planner is told that the chain alone tells no rows apart.
select pg_restore_attribute_stats('schemaname', 'public', 'relname', 'known_networks', 'attname', 'tenant_id',
  'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real);

-- A code belongs to whoever asked for it. Another asker neither replaces it nor uses up its attempts: tries of others
-- count apart.
alter table mail_codes
  add column asker text not null default '',  -- a keyed hash
  add column others_left integer not null default 0 check (others_left >= 0),
  drop constraint mail_codes_pkey,
  add primary key (tenant_id, email, asker);
alter table mail_codes alter column asker drop default, alter column others_left drop default;

-- A password hash with outdated parameters is made anew when its owner signs in.
create policy rehash on operators for update to efk_door using (true) with check (true);
grant update (password_hash) on operators to efk_door;
