create table stores (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  code text not null,
  name text not null,
  address text not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

alter table stores enable row level security;
alter table stores force row level security;
create policy own_chain on stores as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on stores to efk_pos, efk_shopper, efk_admin, efk_corrector, efk_operator using (true) with check (true);
create policy own_store on stores for select to efk_staff using (current_store_id() is null or id = current_store_id());
create policy door on stores for select to efk_door using (true);
grant select on stores to efk_pos, efk_shopper, efk_staff, efk_admin, efk_corrector, efk_operator;
grant select (tenant_id, id, code, name) on stores to efk_door;
grant insert on stores to efk_pos, efk_operator;

create table tills (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  store_id uuid not null,
  unique_number text not null,
  number text,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, unique_number),
  foreign key (tenant_id, store_id) references stores (tenant_id, id) on delete restrict
);

alter table tills enable row level security;
alter table tills force row level security;
create policy own_chain on tills as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on tills to efk_pos using (true) with check (true);
grant select, insert on tills to efk_pos;

create table pos_keys (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  label text not null,
  key_sha256 bytea not null check (length(key_sha256) = 32),
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, key_sha256)
);

alter table pos_keys enable row level security;
alter table pos_keys force row level security;
create policy own_chain on pos_keys as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on pos_keys to efk_door, efk_operator using (true) with check (true);
grant select on pos_keys to efk_door;
grant insert on pos_keys to efk_operator;
grant select (tenant_id, id, label, created_at, revoked_at) on pos_keys to efk_operator;

-- Certificates with which the chain's cash registers sign their receipts. Only a registered certificate is trusted, whoever
-- issued it.
create table receipt_certificates (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  label text not null,
  subject text not null,
  certificate bytea not null,
  sha256 bytea not null check (length(sha256) = 32),
  valid_from timestamptz not null,
  valid_to timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, sha256)
);

alter table receipt_certificates enable row level security;
alter table receipt_certificates force row level security;
create policy own_chain on receipt_certificates as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on receipt_certificates to efk_pos, efk_admin using (true) with check (true);
grant select on receipt_certificates to efk_pos, efk_admin;
grant insert, delete on receipt_certificates to efk_admin;

-- How a chain proves to KSeF who it is: a token of KSeF, or a certificate with its key. The dates are the certificate's.
create table ksef_credentials (
  tenant_id uuid not null references chains (id) on delete restrict,
  kind text not null check (kind in ('token', 'certificate', 'offline')),
  sealed bytea not null,  -- the secret, encrypted
  subject text,
  serial_number text,
  valid_from timestamptz,
  valid_to timestamptz,
  created_at timestamptz not null default now(),
  -- The last sign-in that somebody asked for, and what KSeF said. 'begun' while a worker tries.
  trial text not null default 'accepted' check (trial in ('begun', 'accepted', 'refused', 'no_answer', 'unreadable')),
  trial_words text,
  tried_at timestamptz not null default now(),
  primary key (tenant_id, kind)
);

alter table ksef_credentials enable row level security;
alter table ksef_credentials force row level security;
create policy own_chain on ksef_credentials as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on ksef_credentials to efk_admin, efk_worker using (true) with check (true);
-- An admin enters a secret and never sees it again. Only the worker signs in to KSeF.
grant select (tenant_id, kind, subject, serial_number, valid_from, valid_to, created_at, trial, trial_words, tried_at)
  on ksef_credentials to efk_admin;
grant insert, delete on ksef_credentials to efk_admin;
grant select on ksef_credentials to efk_worker;
grant update (sealed, trial, trial_words, tried_at) on ksef_credentials to efk_worker;
