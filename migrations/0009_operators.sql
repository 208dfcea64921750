-- The platform's own people. An operator belongs to no chain, so the table has no tenant. Only the door reads every row.
create table operators (
  id uuid primary key default uuidv7(),
  email text not null unique check (email = lower(email)),
  password_hash text not null,
  created_at timestamptz not null default now()
);

alter table operators enable row level security;
alter table operators force row level security;
create policy door on operators for select to efk_door using (true);
-- The door replaces a password hash that has outdated parameters when its owner signs in.
create policy rehash on operators for update to efk_door using (true) with check (true);
create policy seed on operators for insert to efk_operator with check (true);
create policy himself on operators for select to efk_operator using (id = current_actor_id());
grant select on operators to efk_door;
grant update (password_hash) on operators to efk_door;
grant insert on operators to efk_operator;
grant select (id, email) on operators to efk_operator;

create table operator_sessions (
  id uuid primary key default uuidv7(),
  operator_id uuid not null references operators (id) on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);

alter table operator_sessions enable row level security;
alter table operator_sessions force row level security;
create policy door on operator_sessions to efk_door using (true) with check (true);
grant select, insert on operator_sessions to efk_door;
grant update (revoked_at) on operator_sessions to efk_door;
