create table template_versions (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('invoice', 'email', 'theme')),
  version integer not null check (version > 0),
  source text not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  primary key (tenant_id, id),
  unique (tenant_id, kind, version),
  unique (tenant_id, kind, id)
);

alter table template_versions enable row level security;
alter table template_versions force row level security;
create policy own_chain on template_versions as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on template_versions to efk_admin, efk_worker, efk_operator using (true) with check (true);
-- The public pages are drawn in the chain's theme; layouts are read by the chain's own people only.
create policy public_theme on template_versions for select to efk_shopper, efk_staff using (kind = 'theme');
grant select on template_versions to efk_shopper, efk_staff, efk_admin, efk_worker;
grant insert on template_versions to efk_admin, efk_operator;
grant select (tenant_id, id) on template_versions to efk_operator;
create trigger a_version_is_a_fact before update or delete on template_versions for each row execute function refuse_change();

-- The published version of each kind, and the draft that is being edited.
create table templates (
  tenant_id uuid not null references chains (id) on delete restrict,
  kind text not null check (kind in ('invoice', 'email', 'theme')),
  published_id uuid not null,
  draft_source text,
  draft_revision integer not null default 0,
  draft_errors jsonb,  -- found when the draft was saved; null without a draft
  primary key (tenant_id, kind),
  foreign key (tenant_id, kind, published_id) references template_versions (tenant_id, kind, id) on delete restrict
);

alter table templates enable row level security;
alter table templates force row level security;
create policy own_chain on templates as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on templates to efk_shopper, efk_staff, efk_admin, efk_corrector, efk_worker, efk_operator using (true) with check (true);
grant select (tenant_id, kind, published_id) on templates to efk_shopper, efk_staff, efk_corrector, efk_worker;
grant select on templates to efk_admin;
grant update (published_id, draft_source, draft_revision, draft_errors) on templates to efk_admin;
grant insert on templates to efk_operator;

-- Samples rendered for the editor. Inserting a sample deletes the chain's samples that are older than an hour.
create table template_previews (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  kind text not null check (kind in ('invoice', 'email', 'theme')),
  purpose text not null default 'look' check (purpose in ('look', 'proof')),  -- proof: before a layout is published
  source text not null,
  state text not null default 'queued' check (state in ('queued', 'ready', 'failed')),
  -- Counted before an attempt begins, so that a sample that kills its worker is given up in the end.
  attempts integer not null default 0,
  errors jsonb not null default '[]',
  content bytea,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  check ((state = 'ready') = (content is not null))
);

alter table template_previews enable row level security;
alter table template_previews force row level security;
create policy own_chain on template_previews as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on template_previews to efk_admin, efk_worker using (true) with check (true);
grant select, insert, delete on template_previews to efk_admin;
grant select on template_previews to efk_worker;
grant update (state, attempts, errors, content) on template_previews to efk_worker;
