create table shoppers (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  -- Null once the account is erased: the invoices stay, and the address is free for a new account.
  email text check (email = lower(email)),
  name text check (length(name) between 1 and 150),
  language text check (language in ('pl', 'en', 'uk')),  -- null: the language of the page
  created_at timestamptz not null default now(),
  erased_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, email),
  check ((email is null) = (erased_at is not null)),
  check (erased_at is null or (name is null and language is null))
);

alter table shoppers enable row level security;
alter table shoppers force row level security;
create policy own_chain on shoppers as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on shoppers to efk_door, efk_corrector using (true) with check (true);
create policy herself on shoppers to efk_shopper using (id = current_actor_id()) with check (id = current_actor_id());
create policy senders on shoppers for select to efk_worker using (true);
grant select, insert on shoppers to efk_door;
grant select on shoppers to efk_shopper;
grant update (email, name, language, erased_at) on shoppers to efk_shopper;
grant select (tenant_id, id, email) on shoppers to efk_corrector;
-- The mail to an accountant names the shopper.
grant select (tenant_id, id, email, language) on shoppers to efk_worker;

-- The address to which a shopper has every invoice sent: one address a shopper. Nothing is sent before somebody who reads
-- the mails of the address has confirmed it.
create table accountants (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  shopper_id uuid not null,
  address text not null,
  mode text not null check (mode in ('each', 'month')),
  created_at timestamptz not null default now(),
  confirmed_at timestamptz,
  stopped_at timestamptz,  -- by the reader of the address
  primary key (tenant_id, id),
  unique (tenant_id, shopper_id),
  foreign key (tenant_id, shopper_id) references shoppers (tenant_id, id) on delete cascade
);

alter table accountants enable row level security;
alter table accountants force row level security;
create policy own_chain on accountants as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy own_accountant on accountants to efk_shopper using (shopper_id = current_actor_id()) with check (shopper_id = current_actor_id());
create policy members on accountants to efk_door, efk_corrector, efk_worker using (true) with check (true);
grant select, delete on accountants to efk_shopper;
grant insert (tenant_id, shopper_id, address, mode) on accountants to efk_shopper;
grant update (mode) on accountants to efk_shopper;
grant select on accountants to efk_door, efk_corrector, efk_worker;
-- A caller with the token of a mail has no account here.
grant update (confirmed_at, stopped_at) on accountants to efk_door;
grant delete on accountants to efk_door;

-- A code belongs to the device that asked for it. Another device neither replaces the code nor uses up its attempts:
-- attempts from other devices are counted in others_left.
create table mail_codes (
  tenant_id uuid not null references chains (id) on delete restrict,
  email text not null,
  asker text not null,  -- a keyed hash
  code_hmac bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  -- Two mails may cross, so the previous code stays valid until it expires.
  previous_hmac bytea,
  previous_expires_at timestamptz,
  attempts_left integer not null check (attempts_left >= 0),
  others_left integer not null check (others_left >= 0),
  primary key (tenant_id, email, asker)
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
  browser text check (length(browser) between 1 and 60),  -- 'Firefox, Android'; no version, no address
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),  -- within ten minutes
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
create policy own_sessions on sessions to efk_shopper using (shopper_id = current_actor_id());
grant select, insert, delete on sessions to efk_door;
grant update (seen_at, revoked_at) on sessions to efk_door;
grant select (tenant_id, id, shopper_id, browser, created_at, seen_at, expires_at, revoked_at), delete on sessions to efk_shopper;

-- Keys that shoppers' devices made for the chain's host. The private part never leaves the device.
create table passkeys (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  shopper_id uuid not null,
  credential_id bytea not null check (length(credential_id) between 1 and 1023),
  public_key bytea not null,
  counter bigint not null check (counter >= 0),
  transports text[] not null,
  name text not null check (length(name) between 1 and 60),
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, credential_id),
  foreign key (tenant_id, shopper_id) references shoppers (tenant_id, id) on delete cascade
);

alter table passkeys enable row level security;
alter table passkeys force row level security;
create policy own_chain on passkeys as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on passkeys to efk_door using (true) with check (true);
create policy own_passkeys on passkeys to efk_shopper using (shopper_id = current_actor_id()) with check (shopper_id = current_actor_id());
grant select (tenant_id, id, shopper_id, credential_id, public_key, counter, last_used_at), update (counter, last_used_at) on passkeys to efk_door;
grant select (tenant_id, id, shopper_id, credential_id, transports, name, created_at, last_used_at), insert, delete on passkeys to efk_shopper;

-- Challenges that wait for one answer of a passkey. Without a shopper: somebody signs in.
create table passkey_challenges (
  tenant_id uuid not null references chains (id) on delete restrict,
  challenge_sha256 bytea not null check (length(challenge_sha256) = 32),
  shopper_id uuid,
  expires_at timestamptz not null,
  primary key (tenant_id, challenge_sha256),
  foreign key (tenant_id, shopper_id) references shoppers (tenant_id, id) on delete cascade
);

alter table passkey_challenges enable row level security;
alter table passkey_challenges force row level security;
create policy own_chain on passkey_challenges as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on passkey_challenges to efk_door using (true) with check (true);
grant select, insert, delete on passkey_challenges to efk_door;

-- Acceptances of electronic invoices (art. 106n): when a shopper first pressed below each version of the sentence, and when
-- she withdrew it. A press after that is an acceptance of its own.
create table consents (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  shopper_id uuid not null,
  kind text not null check (kind in ('electronic_invoice')),
  version integer not null check (version > 0),
  language text not null check (language in ('pl', 'en', 'uk')),
  accepted_at timestamptz not null default now(),
  withdrawn_at timestamptz check (withdrawn_at >= accepted_at),
  primary key (tenant_id, id),
  foreign key (tenant_id, shopper_id) references shoppers (tenant_id, id) on delete cascade
);
create unique index consents_in_force on consents (tenant_id, shopper_id, kind, version, language) where withdrawn_at is null;

alter table consents enable row level security;
alter table consents force row level security;
create policy own_chain on consents as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy own_consents on consents to efk_shopper using (shopper_id = current_actor_id()) with check (shopper_id = current_actor_id());
grant select, insert, update (withdrawn_at) on consents to efk_shopper;

-- Attempts that a subject (an address, a network, a chain) has spent in one window of time.
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

-- Networks from which somebody signed in to the office. Strangers who use up an address's budget do not lock the address
-- for these networks.
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

-- Requests that took effect. The same key of the same caller gives the first result again.
create table idempotency_keys (
  tenant_id uuid not null references chains (id) on delete restrict,
  actor_kind text not null check (actor_kind in ('shopper', 'staff')),
  actor_id uuid not null,
  key text not null check (length(key) between 1 and 255),
  request_sha256 bytea not null check (length(request_sha256) = 32),
  result_id uuid not null,  -- of a table that depends on the request, so no foreign key
  created_at timestamptz not null default now(),
  primary key (tenant_id, actor_kind, actor_id, key)
);
-- Rows are stored in the order of created_at, so the small block index is enough to find the old ones.
create index idempotency_keys_by_time on idempotency_keys using brin (created_at);

alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy own_chain on idempotency_keys as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy own_keys on idempotency_keys to efk_shopper
  using (actor_kind = 'shopper' and actor_id = current_actor_id()) with check (actor_kind = 'shopper' and actor_id = current_actor_id());
create policy own_keys_of_staff on idempotency_keys to efk_staff, efk_admin
  using (actor_kind = 'staff' and actor_id = current_actor_id()) with check (actor_kind = 'staff' and actor_id = current_actor_id());
create policy tidying on idempotency_keys to efk_door using (true);
grant select, insert on idempotency_keys to efk_shopper, efk_staff, efk_admin;
-- The door deletes old keys and reads neither a key nor a request.
grant select (tenant_id, created_at), delete on idempotency_keys to efk_door;

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
