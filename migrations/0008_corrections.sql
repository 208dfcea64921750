-- Goods that a till took back. Returns and corrections are written by the role efk_corrector alone, after the till or the
-- member of staff who asks has been let in by its own role.
create table returns (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  receipt_id uuid not null,
  external_id text not null check (length(external_id) between 1 and 100),
  returned_at timestamptz not null,
  -- Tells a repeated request from a conflicting one.
  request_sha256 bytea not null check (length(request_sha256) = 32),
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, external_id),
  foreign key (tenant_id, receipt_id) references receipts (tenant_id, id) on delete restrict
);
create index returns_by_receipt on returns (tenant_id, receipt_id);

alter table returns enable row level security;
alter table returns force row level security;
create policy own_chain on returns as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on returns to efk_corrector using (true) with check (true);
grant select, insert on returns to efk_corrector;
create trigger a_return_is_a_fact before update on returns for each row execute function refuse_change();

-- From where each returned quantity is taken: from what was still open to invoice, or from an invoice.
create table return_lines (
  tenant_id uuid not null,
  return_id uuid not null,
  part_no integer not null,
  receipt_id uuid not null,
  receipt_line_no integer not null,
  quantity numeric(15, 6) not null check (quantity > 0),
  gross_minor bigint not null check (gross_minor >= 0),
  invoice_id uuid,
  primary key (tenant_id, return_id, part_no),
  foreign key (tenant_id, return_id) references returns (tenant_id, id) on delete restrict,
  foreign key (tenant_id, receipt_id, receipt_line_no) references receipt_lines (tenant_id, receipt_id, line_no) on delete restrict,
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id) on delete restrict
);

alter table return_lines enable row level security;
alter table return_lines force row level security;
create policy own_chain on return_lines as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on return_lines to efk_corrector using (true) with check (true);
grant select, insert on return_lines to efk_corrector;
create trigger a_return_is_a_fact before update on return_lines for each row execute function refuse_change();

-- Corrections that somebody asks for. The correction that is issued from a draft has the draft's id.
create table correction_drafts (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  invoice_id uuid not null,
  origin text not null check (origin in ('return', 'shopper', 'staff')),
  return_id uuid,
  reason text not null check (reason in ('goods_returned', 'buyer_changed', 'to_zero')),
  change jsonb not null,
  note text check (length(note) <= 500),
  state text not null default 'waiting' check (state in ('waiting', 'issued', 'rejected')),
  created_at timestamptz not null default now(),
  -- The member of staff who asked, and the one who decided. Null for a till, a shopper and a chain that lets returns run.
  created_by uuid,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text check (length(decision_note) <= 500),
  primary key (tenant_id, id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id) on delete restrict,
  foreign key (tenant_id, return_id) references returns (tenant_id, id) on delete restrict,
  foreign key (tenant_id, created_by) references staff (tenant_id, id) on delete restrict,
  foreign key (tenant_id, decided_by) references staff (tenant_id, id) on delete restrict,
  check ((origin = 'return') = (return_id is not null)),
  check ((state = 'waiting') = (decided_at is null))
);
create index correction_drafts_waiting on correction_drafts (tenant_id, id) where state = 'waiting';
create index correction_drafts_by_invoice on correction_drafts (tenant_id, invoice_id, created_at);
-- A shopper waits for the answer to one request before she sends the next.
create unique index one_waiting_request_of_a_shopper on correction_drafts (tenant_id, invoice_id) where state = 'waiting' and origin = 'shopper';

alter table correction_drafts enable row level security;
alter table correction_drafts force row level security;
create policy own_chain on correction_drafts as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on correction_drafts to efk_corrector using (true) with check (true);
create policy admins on correction_drafts to efk_admin using (true) with check (origin = 'staff' and created_by = current_actor_id());
create policy with_invoice on correction_drafts for select to efk_shopper, efk_staff
  using (exists (select from invoices i where i.tenant_id = correction_drafts.tenant_id and i.id = correction_drafts.invoice_id));
create policy requests on correction_drafts for insert to efk_shopper with check (origin = 'shopper' and created_by is null
  and exists (select from invoices i where i.tenant_id = correction_drafts.tenant_id and i.id = correction_drafts.invoice_id));
create policy proposals on correction_drafts for insert to efk_staff with check (origin = 'staff' and created_by = current_actor_id()
  and exists (select from invoices i where i.tenant_id = correction_drafts.tenant_id and i.id = correction_drafts.invoice_id));
grant select on correction_drafts to efk_staff, efk_admin, efk_corrector;
grant select (tenant_id, id, invoice_id, origin, reason, change, note, state, created_at, decided_at, decision_note) on correction_drafts to efk_shopper;
grant insert (tenant_id, invoice_id, origin, reason, change, note) on correction_drafts to efk_shopper;
grant insert (tenant_id, invoice_id, origin, reason, change, note, created_by) on correction_drafts to efk_staff, efk_admin;
grant insert on correction_drafts to efk_corrector;
grant update (state, decided_by, decided_at, decision_note) on correction_drafts to efk_corrector;
