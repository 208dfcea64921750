-- Answers of public registers about companies, kept for 30 days. The platform keeps them once for all chains.
create table companies (
  tenant_id uuid not null,  -- the nil uuid is the platform itself, so no foreign key
  nip text not null check (nip ~ '^[0-9]{10}$'),
  name text not null,
  address text not null,
  source text not null check (source in ('gus', 'white_list', 'vies')),
  as_of date not null,
  asked_at timestamptz not null default now(),
  primary key (tenant_id, nip)
);

alter table companies enable row level security;
alter table companies force row level security;
create policy own_chain on companies as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on companies to efk_door using (true) with check (true);
grant select, insert, delete on companies to efk_door;
grant update (name, address, source, as_of, asked_at) on companies to efk_door;

select pg_restore_attribute_stats('schemaname', 'public', 'relname', 'companies', 'attname', 'tenant_id',
  'inherited', false, 'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 1::real);
