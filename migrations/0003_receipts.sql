create table receipts (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  store_id uuid not null,
  till_id uuid not null,
  till_unique_number text not null,
  document_number text not null,
  receipt_number text,
  issued_at timestamptz not null,
  sale_date date not null,
  currency text not null check (currency = 'PLN'),
  buyer_nip text check (buyer_nip ~ '^[0-9]{10}$'),
  deposits jsonb not null default '[]',
  -- Discounts on the whole receipt, as printed; each line has its share of them.
  discounts jsonb not null default '[]',
  -- The ways to pay of a closed list. The till's own words stay in pushed.
  payments jsonb not null default '[]',
  deposits_taken boolean not null default false,
  -- Invoices that name the receipt, of all shoppers: the shopper's role cannot count the invoices of others.
  documents_issued integer not null default 0 check (documents_issued >= 0),
  total_minor bigint not null check (total_minor >= 0),
  code text not null,
  -- A legacy code can be guessed, so finding its receipt needs the total and the date as well.
  code_kind text not null check (code_kind in ('strong', 'legacy')),
  -- The till's request, to tell a repeated request from a conflicting one.
  pushed jsonb not null,
  received_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, till_unique_number, document_number),
  unique (tenant_id, code),
  foreign key (tenant_id, store_id) references stores (tenant_id, id) on delete restrict,
  foreign key (tenant_id, till_id) references tills (tenant_id, id) on delete restrict
);

alter table receipts enable row level security;
alter table receipts force row level security;
create policy own_chain on receipts as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on receipts to efk_pos, efk_corrector, efk_operator using (true) with check (true);
create policy named on receipts to efk_shopper
  using (id = any (named_receipt_ids()) or code = named_receipt_code());
grant select, insert on receipts to efk_pos;  -- no update: a receipt is a fact
grant select (tenant_id, id, store_id, till_unique_number, document_number, receipt_number, issued_at, sale_date, currency, buyer_nip,
  deposits, deposits_taken, discounts, payments, documents_issued, total_minor, code, code_kind) on receipts to efk_shopper, efk_corrector;
grant update (deposits_taken, documents_issued) on receipts to efk_shopper;
grant update (deposits_taken) on receipts to efk_corrector;
grant select (tenant_id, received_at) on receipts to efk_operator;
-- A month's receipts are compared with their invoices, and old ones are deleted.
create index receipts_by_sale_date on receipts (tenant_id, sale_date);
create index receipts_received on receipts (tenant_id, received_at);

create table receipt_lines (
  tenant_id uuid not null,
  receipt_id uuid not null,
  line_no integer not null check (line_no between 1 and 5000),
  id uuid not null default uuidv7(),
  name text not null,
  gtin text,
  quantity numeric(15, 6) not null check (quantity > 0),
  unit text not null,
  unit_price_minor bigint not null check (unit_price_minor >= 0),
  -- The line's own discount and its share of the receipt's discounts together.
  discount_minor bigint not null check (discount_minor >= 0),
  -- The share of the receipt's discounts in discount_minor.
  receipt_discount_minor bigint not null check (receipt_discount_minor between 0 and discount_minor),
  gross_minor bigint not null check (gross_minor >= 0),
  letter text not null,
  rate_kind text not null check (rate_kind in ('percent', 'intra_community', 'export', 'exempt', 'reverse_charge',
    'outside_scope', 'outside_scope_eu_service')),
  -- Exempt is not 0 %: basis points are there exactly when the rate is a percentage.
  rate_bp integer check (rate_bp between 0 and 10000),
  -- Goods of Annex 15 to the VAT Act: payment for these is split on large invoices to companies.
  annex15 boolean not null default false,
  remaining_quantity numeric(15, 6) not null check (remaining_quantity between 0 and quantity),
  remaining_gross_minor bigint not null check (remaining_gross_minor between 0 and gross_minor),
  primary key (tenant_id, receipt_id, line_no),
  foreign key (tenant_id, receipt_id) references receipts (tenant_id, id) on delete restrict,
  check (remaining_quantity > 0 or remaining_gross_minor = 0),
  check ((rate_kind = 'percent') = (rate_bp is not null))
);

alter table receipt_lines enable row level security;
alter table receipt_lines force row level security;
create policy own_chain on receipt_lines as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on receipt_lines to efk_pos, efk_corrector using (true) with check (true);
create policy named on receipt_lines to efk_shopper using (receipt_id = any (named_receipt_ids()));
grant select, insert on receipt_lines to efk_pos;
grant select on receipt_lines to efk_shopper, efk_corrector;
grant update (remaining_quantity, remaining_gross_minor) on receipt_lines to efk_shopper, efk_corrector;
