create table shoppers (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  email text not null check (email = lower(email)),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, email)
);

alter table shoppers enable row level security;
alter table shoppers force row level security;
create policy own_chain on shoppers as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on shoppers to efk_door using (true) with check (true);
create policy herself on shoppers for select to efk_shopper using (id = current_actor_id());
grant select, insert on shoppers to efk_door;
grant select on shoppers to efk_shopper;

create table mail_codes (
  tenant_id uuid not null references chains (id) on delete restrict,
  email text not null,
  code_hmac bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Two mails may cross, so the code before the newest one serves until its own end.
  previous_hmac bytea,
  previous_expires_at timestamptz,
  attempts_left integer not null check (attempts_left >= 0),
  primary key (tenant_id, email)
);

alter table mail_codes enable row level security;
alter table mail_codes force row level security;
create policy own_chain on mail_codes as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on mail_codes to efk_door using (true) with check (true);
grant select, insert, update, delete on mail_codes to efk_door;

create table staff (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  email text not null check (email = lower(email)),
  role text not null check (role in ('staff', 'admin')),
  store_id uuid,  -- null: every store of the chain
  password_hash text,
  invitation_sha256 bytea,
  invitation_expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, email),
  foreign key (tenant_id, store_id) references stores (tenant_id, id) on delete restrict
);

alter table staff enable row level security;
alter table staff force row level security;
create policy own_chain on staff as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on staff to efk_door, efk_operator using (true) with check (true);
create policy himself on staff for select to efk_staff, efk_admin using (id = current_actor_id());
grant select on staff to efk_door;
grant update (password_hash, invitation_sha256, invitation_expires_at) on staff to efk_door;
grant select (tenant_id, id, email, role, store_id) on staff to efk_staff, efk_admin;
grant insert on staff to efk_operator;

create table sessions (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  shopper_id uuid,
  staff_id uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, shopper_id) references shoppers (tenant_id, id) on delete cascade,
  foreign key (tenant_id, staff_id) references staff (tenant_id, id) on delete cascade,
  check (num_nonnulls(shopper_id, staff_id) = 1)
);

alter table sessions enable row level security;
alter table sessions force row level security;
create policy own_chain on sessions as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on sessions to efk_door using (true) with check (true);
grant select, insert on sessions to efk_door;
grant update (revoked_at) on sessions to efk_door;

-- Spent attempts of a subject (an address, a network, a chain) in one window of time.
create table budgets (
  tenant_id uuid not null,  -- the nil uuid is the platform itself, so no foreign key
  subject text not null,
  window_start timestamptz not null,
  spent integer not null,
  primary key (tenant_id, subject, window_start)
);

alter table budgets enable row level security;
alter table budgets force row level security;
create policy own_chain on budgets as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on budgets to efk_door using (true) with check (true);
grant select, insert, update, delete on budgets to efk_door;
