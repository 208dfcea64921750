create table chains (
  id uuid primary key default uuidv7(),
  slug text not null unique check (slug ~ '^[a-z][a-z0-9-]{0,29}[a-z0-9]$'),
  name text not null,
  status text not null default 'active' check (status in ('active', 'suspended')),
  country text not null default 'PL' check (country in ('PL')),
  seller_name text not null,
  seller_nip text not null check (seller_nip ~ '^[0-9]{10}$'),
  seller_address text not null,
  -- Shown to shoppers whom the site cannot help.
  contact_phone text,
  contact_email text,
  contact_url text check (contact_url like 'https://%'),
  languages text[] not null default array['pl', 'en', 'uk'],
  settings jsonb not null,
  -- Until this time all documents of the chain are printed in the slow lane, because a print exceeded a limit.
  cooldown_until timestamptz,
  -- Until this time nothing is sent to KSeF, and why; the number of pauses since KSeF last answered.
  ksef_pause text check (ksef_pause in ('unreachable', 'busy', 'signed_out')),
  ksef_pauses integer not null default 0,
  ksef_paused_since timestamptz,
  ksef_paused_until timestamptz,
  created_at timestamptz not null default now()
);

alter table chains enable row level security;
alter table chains force row level security;
create policy own_chain on chains as restrictive to efk_pos, efk_shopper, efk_staff, efk_admin, efk_corrector, efk_worker
  using (id = current_tenant_id()) with check (id = current_tenant_id());
create policy members on chains to efk_pos, efk_shopper, efk_staff, efk_admin, efk_corrector, efk_worker using (true);
-- The door turns a host into a chain before the tenant is known, so it reads every row, but only the columns granted below.
create policy door on chains for select to efk_door using (true);
-- Every worker reads which chains are in cooldown, and nothing else about them.
create policy sweeping on chains for select to efk_sweeper using (true);
create policy operator on chains to efk_operator using (true) with check (true);
grant select on chains to efk_pos, efk_shopper, efk_staff, efk_admin, efk_corrector, efk_worker, efk_operator;
grant select (id, slug, name, status, country) on chains to efk_door;
grant insert on chains to efk_operator;
grant update (status) on chains to efk_operator;
grant update (settings) on chains to efk_admin;
grant update (cooldown_until, ksef_pause, ksef_pauses, ksef_paused_since, ksef_paused_until) on chains to efk_worker;
grant select (id, cooldown_until) on chains to efk_sweeper;

-- The chain's own versions of the texts that each site must have. A chain without a version shows the platform's default.
create table site_texts (
  tenant_id uuid not null references chains (id) on delete restrict,
  kind text not null check (kind in ('privacy', 'terms', 'contact', 'accessibility')),
  language text not null check (language in ('pl', 'en', 'uk')),
  version integer not null check (version > 0),
  source text not null check (length(source) between 1 and 40000),
  published_at timestamptz not null default now(),
  published_by text not null,
  primary key (tenant_id, kind, language, version)
);

alter table site_texts enable row level security;
alter table site_texts force row level security;
create policy own_chain on site_texts as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on site_texts to efk_shopper, efk_admin using (true) with check (true);
grant select (tenant_id, kind, language, version, source, published_at) on site_texts to efk_shopper;
grant select, insert on site_texts to efk_admin;
create trigger a_version_is_a_fact before update or delete on site_texts for each row execute function refuse_change();
