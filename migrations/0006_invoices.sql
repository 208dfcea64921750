create table number_counters (
  tenant_id uuid not null references chains (id) on delete restrict,
  series text not null,
  period text not null,
  last_n integer not null check (last_n > 0),
  primary key (tenant_id, series, period)
);

alter table number_counters enable row level security;
alter table number_counters force row level security;
create policy own_chain on number_counters as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on number_counters to efk_shopper, efk_corrector using (true) with check (true);
grant select, insert on number_counters to efk_shopper, efk_corrector;
grant update (last_n) on number_counters to efk_shopper, efk_corrector;

-- An invoice is kept for five years after the year in which the tax of its month is due; the tax of December is due in
-- January. Source: art. 112 of the VAT act, art. 70 § 1 of the tax ordinance.
create function is_past_retention(issue_date date) returns boolean language sql stable parallel safe
  return extract(year from now() at time zone 'Europe/Warsaw') > extract(year from issue_date + interval '1 month') + 5;

create function refuse_early_deletion() returns trigger language plpgsql as $$
declare
  kept uuid := coalesce(to_jsonb(old) ->> 'invoice_id', to_jsonb(old) ->> 'id');
begin
  if exists (select from invoices i where i.tenant_id = old.tenant_id and i.id = kept and is_past_retention(i.issue_date)) then
    return old;
  end if;
  raise exception 'delete on % is refused: the law keeps the row', tg_table_name using errcode = 'restrict_violation';
end
$$;

create table invoices (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  shopper_id uuid not null,
  store_id uuid not null,
  kind text not null default 'invoice' check (kind in ('invoice', 'correction')),
  corrects_id uuid,
  -- Why a correction was issued, and the buyer as stated before it.
  correction jsonb,
  -- Counts the corrections of one invoice from 1. Each starts from the state that the one before left.
  correction_no integer check (correction_no > 0),
  series text not null,
  period text not null,
  n integer not null check (n > 0),
  number text not null check (length(number) between 1 and 256),
  issued_at timestamptz not null default now(),
  issue_date date not null,
  sale_date date not null check (sale_date <= issue_date),
  -- The country whose law applied at issue; its rules apply to this invoice for ever.
  country text not null default 'PL' check (country in ('PL')),
  currency text not null check (currency = 'PLN'),
  seller jsonb not null,
  buyer jsonb not null,
  buyer_name text not null,
  buyer_nip text,
  rates jsonb not null,
  deposits jsonb not null,
  -- The part of the receipts' payments that paid for this invoice.
  payments jsonb not null,
  annotations text[] not null,
  net_minor bigint not null,
  vat_minor bigint not null,
  gross_minor bigint not null,
  due_minor bigint not null,
  language text not null check (language in ('pl', 'en', 'uk')),
  invoice_template_id uuid not null,
  email_template_id uuid not null,
  theme_id uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, series, period, n),
  unique (tenant_id, number),
  foreign key (tenant_id, shopper_id) references shoppers (tenant_id, id) on delete restrict,
  foreign key (tenant_id, store_id) references stores (tenant_id, id) on delete restrict,
  foreign key (tenant_id, corrects_id) references invoices (tenant_id, id) on delete restrict,
  foreign key (tenant_id, invoice_template_id) references template_versions (tenant_id, id) on delete restrict,
  foreign key (tenant_id, email_template_id) references template_versions (tenant_id, id) on delete restrict,
  foreign key (tenant_id, theme_id) references template_versions (tenant_id, id) on delete restrict,
  check (net_minor + vat_minor = gross_minor),
  check ((kind = 'correction') = (corrects_id is not null)),
  check ((kind = 'correction') = (correction is not null)),
  check ((kind = 'correction') = (correction_no is not null)),
  unique (tenant_id, corrects_id, correction_no),
  check (corrects_id <> id)
);
create index invoices_by_shopper on invoices (tenant_id, shopper_id, issued_at desc, id desc);
create index invoices_by_time on invoices (tenant_id, issued_at desc, id desc);
create index invoices_by_nip on invoices (tenant_id, buyer_nip, issued_at desc) where buyer_nip is not null;

alter table invoices enable row level security;
alter table invoices force row level security;
create policy own_chain on invoices as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on invoices to efk_admin, efk_worker, efk_operator using (true);
create policy own_invoices on invoices to efk_shopper using (shopper_id = current_actor_id())
  with check (shopper_id = current_actor_id() and kind = 'invoice');
create policy corrections on invoices to efk_corrector using (true) with check (kind = 'correction');
create policy own_store on invoices for select to efk_staff using (current_store_id() is null or store_id = current_store_id());
grant select, insert on invoices to efk_shopper, efk_corrector;
grant select on invoices to efk_staff, efk_admin, efk_worker;
grant select (tenant_id, issued_at) on invoices to efk_operator;
create trigger an_invoice_is_a_fact before update on invoices for each row execute function refuse_change();
create trigger the_law_keeps_an_invoice before delete on invoices for each row execute function refuse_early_deletion();

create table invoice_lines (
  tenant_id uuid not null,
  invoice_id uuid not null,
  line_no integer not null,
  receipt_id uuid not null,
  receipt_line_no integer not null,
  receipt_line_id uuid not null,
  name text not null,
  -- On a correction: what holds afterwards, 0 once everything of the line went back.
  quantity numeric(15, 6) not null,
  unit text not null,
  unit_price_minor bigint not null,
  discount_minor bigint not null,
  receipt_discount_minor bigint not null check (receipt_discount_minor between 0 and discount_minor),
  gross_minor bigint not null,
  -- On a correction: which line of the corrected invoice, and what held before.
  corrects_line_no integer,
  before_quantity numeric(15, 6),
  before_discount_minor bigint,
  before_gross_minor bigint,
  letter text not null,
  rate_kind text not null check (rate_kind in ('percent', 'intra_community', 'export', 'exempt', 'reverse_charge',
    'outside_scope', 'outside_scope_eu_service')),
  -- Exempt is not 0 %: basis points are there exactly when the rate is a percentage.
  rate_bp integer check (rate_bp between 0 and 10000),
  annex15 boolean not null default false,
  primary key (tenant_id, invoice_id, line_no),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id) on delete restrict,
  foreign key (tenant_id, receipt_id, receipt_line_no) references receipt_lines (tenant_id, receipt_id, line_no) on delete restrict,
  check ((rate_kind = 'percent') = (rate_bp is not null)),
  check (quantity > 0 or (quantity = 0 and before_quantity > 0)),
  check (num_nulls(corrects_line_no, before_quantity, before_discount_minor, before_gross_minor) in (0, 4))
);
create index invoice_lines_by_receipt on invoice_lines (tenant_id, receipt_id, receipt_line_no);

alter table invoice_lines enable row level security;
alter table invoice_lines force row level security;
create policy own_chain on invoice_lines as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on invoice_lines for select to efk_admin, efk_corrector, efk_worker using (true);
create policy issuing on invoice_lines for insert to efk_shopper with check (corrects_line_no is null
  and exists (select from invoices i where i.tenant_id = invoice_lines.tenant_id and i.id = invoice_lines.invoice_id and i.kind = 'invoice'));
create policy corrections on invoice_lines for insert to efk_corrector with check (corrects_line_no is not null);
-- A role that sees the invoice sees its lines: the inner query obeys the policies of invoices.
create policy with_invoice on invoice_lines for select to efk_shopper, efk_staff
  using (exists (select from invoices i where i.tenant_id = invoice_lines.tenant_id and i.id = invoice_lines.invoice_id));
grant select, insert on invoice_lines to efk_shopper, efk_corrector;
grant select on invoice_lines to efk_staff, efk_admin, efk_worker;
create trigger an_invoice_is_a_fact before update on invoice_lines for each row execute function refuse_change();
create trigger the_law_keeps_an_invoice before delete on invoice_lines for each row execute function refuse_early_deletion();

-- Where each sale was registered. Art. 106h(1) requires that the document number and the register's unique number are kept.
create table invoice_sales (
  tenant_id uuid not null,
  invoice_id uuid not null,
  receipt_id uuid not null,
  position integer not null,
  receipt_code text not null,
  store_code text not null,
  store_name text not null,
  store_address text not null,
  till_unique_number text not null,
  document_number text not null,
  receipt_number text,
  sale_date date not null,
  -- The invoice carries the deposits of this receipt.
  with_deposits boolean not null default false,
  primary key (tenant_id, invoice_id, receipt_id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id) on delete restrict,
  foreign key (tenant_id, receipt_id) references receipts (tenant_id, id) on delete restrict
);
create index invoice_sales_by_code on invoice_sales (tenant_id, receipt_code);
create index invoice_sales_by_receipt on invoice_sales (tenant_id, receipt_id);

alter table invoice_sales enable row level security;
alter table invoice_sales force row level security;
create policy own_chain on invoice_sales as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on invoice_sales for select to efk_admin, efk_corrector, efk_worker using (true);
create policy issuing on invoice_sales for insert to efk_shopper
  with check (exists (select from invoices i where i.tenant_id = invoice_sales.tenant_id and i.id = invoice_sales.invoice_id and i.kind = 'invoice'));
create policy corrections on invoice_sales for insert to efk_corrector
  with check (exists (select from invoices i where i.tenant_id = invoice_sales.tenant_id and i.id = invoice_sales.invoice_id and i.kind = 'correction'));
create policy with_invoice on invoice_sales for select to efk_shopper, efk_staff
  using (exists (select from invoices i where i.tenant_id = invoice_sales.tenant_id and i.id = invoice_sales.invoice_id));
grant select, insert on invoice_sales to efk_shopper, efk_corrector;
grant select on invoice_sales to efk_staff, efk_admin, efk_worker;
create trigger an_invoice_is_a_fact before update on invoice_sales for each row execute function refuse_change();
create trigger the_law_keeps_an_invoice before delete on invoice_sales for each row execute function refuse_early_deletion();

-- Buyers whom the shopper named before, so that the shopper need not type them again.
create table buyers (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  shopper_id uuid not null,
  kind text not null check (kind in ('person', 'company')),
  nip text check (nip ~ '^[0-9]{10}$'),
  name text not null,
  address text,
  used_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, shopper_id, kind, nip, name),
  foreign key (tenant_id, shopper_id) references shoppers (tenant_id, id) on delete cascade,
  check ((kind = 'company') = (nip is not null))
);

alter table buyers enable row level security;
alter table buyers force row level security;
create policy own_chain on buyers as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy own_buyers on buyers to efk_shopper using (shopper_id = current_actor_id()) with check (shopper_id = current_actor_id());
grant select, insert, delete on buyers to efk_shopper;
grant update (nip, name, address, used_at) on buyers to efk_shopper;

-- What a shopper chose before she signed in, until the button in her mail is pressed. The link in the mail and the device
-- that waits for the press each have a secret of their own; only the hashes are kept.
create table mailed_orders (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  email text not null check (email = lower(email)),
  token_sha256 bytea not null check (length(token_sha256) = 32),
  waiter_sha256 bytea not null check (length(waiter_sha256) = 32),
  key text not null check (length(key) between 1 and 255),  -- the idempotency key under which the order is issued
  choice jsonb not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  withdrawn_at timestamptz,  -- the device chose something else after the mail was sent
  presser_sha256 bytea,
  shopper_id uuid,
  invoice_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, token_sha256),
  foreign key (tenant_id, shopper_id) references shoppers (tenant_id, id) on delete cascade,
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id) on delete cascade,
  check ((shopper_id is null) = (invoice_id is null))
);
create index mailed_orders_by_waiter on mailed_orders (tenant_id, waiter_sha256);

alter table mailed_orders enable row level security;
alter table mailed_orders force row level security;
create policy own_chain on mailed_orders as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on mailed_orders to efk_door using (true) with check (true);
grant select, insert, delete on mailed_orders to efk_door;
grant update (withdrawn_at, presser_sha256, shopper_id, invoice_id) on mailed_orders to efk_door;
