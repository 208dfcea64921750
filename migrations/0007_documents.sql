create table documents (
  tenant_id uuid not null,
  invoice_id uuid not null,
  kind text not null check (kind in ('pdf', 'confirmation', 'fa3', 'upo')),
  state text not null default 'queued' check (state in ('queued', 'ready', 'failed')),
  sha256 bytea check (length(sha256) = 32),
  byte_size integer,
  storage_key text,
  attempts integer not null default 0,
  last_error text,
  ready_at timestamptz,
  -- The layout in which the document is printed, and the facts that the layouts tried before it did not print.
  layout text check (layout in ('issued', 'in_force', 'platform')),
  layout_problems jsonb not null default '[]',
  primary key (tenant_id, invoice_id, kind),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id) on delete restrict,
  check ((state = 'ready') = (sha256 is not null and storage_key is not null and byte_size is not null))
);
-- The few documents that their chain's own layout could not print. The chain's admins are shown these.
create index documents_not_in_own_layout on documents (tenant_id, ready_at desc) where layout_problems <> '[]';

alter table documents enable row level security;
alter table documents force row level security;
create policy own_chain on documents as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on documents to efk_admin, efk_worker using (true);
create policy with_invoice on documents to efk_shopper, efk_staff
  using (exists (select from invoices i where i.tenant_id = documents.tenant_id and i.id = documents.invoice_id));
grant select on documents to efk_shopper, efk_staff, efk_admin, efk_worker;
create policy corrections on documents for insert to efk_corrector
  with check (exists (select from invoices i where i.tenant_id = documents.tenant_id and i.id = documents.invoice_id and i.kind = 'correction'));
-- The correction of an invoice with a file for KSeF has such a file too.
create policy corrected on documents for select to efk_corrector using (true);
grant select (tenant_id, invoice_id, kind) on documents to efk_corrector;
grant insert (tenant_id, invoice_id, kind) on documents to efk_shopper, efk_corrector;
grant update (state, sha256, byte_size, storage_key, attempts, last_error, ready_at, layout, layout_problems) on documents to efk_worker;

-- The first document of each kind is never replaced.
create function keep_first_document() returns trigger language plpgsql as $$
begin
  if old.state = 'ready' and (new.sha256, new.storage_key, new.state) is distinct from (old.sha256, old.storage_key, old.state) then
    raise exception 'the % of invoice % is already there', old.kind, old.invoice_id using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger the_first_document_stays before update on documents for each row execute function keep_first_document();
create trigger the_law_keeps_an_invoice before delete on documents for each row execute function refuse_early_deletion();

-- The way of an invoice's FA(3) file through KSeF. A row exists for each invoice that its chain sends.
create table ksef_submissions (
  tenant_id uuid not null,
  invoice_id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'accepted', 'rejected', 'failed')),
  -- How it was handed over, or is to be handed over.
  mode text not null default 'online' check (mode in ('online', 'offline24', 'outage')),
  attempts integer not null default 0,
  -- KSeF's references to the session and to the file in it.
  session_reference text,
  invoice_reference text,
  -- When the last attempt to hand the file over began.
  sent_at timestamptz,
  number text,
  acquired_at timestamptz,
  -- KSeF's number of a refusal, and the reason of a refusal or of the last failed attempt.
  code integer,
  reason text,
  primary key (tenant_id, invoice_id),
  unique (tenant_id, number),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id) on delete restrict,
  check ((state = 'accepted') = (number is not null))
);

-- KSeF counts the files that one chain hands over in a minute and in an hour.
create index ksef_submissions_sent on ksef_submissions (tenant_id, sent_at);
-- What an office has to look after: a handful of rows among all that KSeF has accepted.
create index ksef_submissions_open on ksef_submissions (tenant_id, invoice_id) where number is null;

alter table ksef_submissions enable row level security;
alter table ksef_submissions force row level security;
create policy own_chain on ksef_submissions as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on ksef_submissions to efk_admin, efk_worker using (true);
create policy with_invoice on ksef_submissions to efk_shopper, efk_staff
  using (exists (select from invoices i where i.tenant_id = ksef_submissions.tenant_id and i.id = ksef_submissions.invoice_id));
grant select on ksef_submissions to efk_shopper, efk_staff, efk_admin, efk_worker;
grant insert (tenant_id, invoice_id) on ksef_submissions to efk_shopper;
grant update (state, mode, attempts, session_reference, invoice_reference, number, acquired_at, code, reason, sent_at) on ksef_submissions to efk_worker;

create function keep_ksef_number() returns trigger language plpgsql as $$
begin
  if old.number is not null and new is distinct from old then
    raise exception 'invoice % has its KSeF number', old.invoice_id using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger the_number_stays before update on ksef_submissions for each row execute function keep_ksef_number();
create trigger the_law_keeps_an_invoice before delete on ksef_submissions for each row execute function refuse_early_deletion();

-- Where a chain wants every document of its invoices sent.
create table destinations (
  tenant_id uuid not null references chains (id) on delete restrict,
  id uuid not null default uuidv7(),
  channel text not null check (channel = 'mail'),
  address text not null,
  sealed_secret bytea,  -- credentials of the channel, encrypted
  enabled boolean not null default true,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id),
  unique (tenant_id, channel, address)
);

alter table destinations enable row level security;
alter table destinations force row level security;
create policy own_chain on destinations as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy readers on destinations for select to efk_shopper, efk_staff, efk_admin, efk_corrector, efk_worker using (true);
create policy operator on destinations for insert to efk_operator with check (true);
grant select (tenant_id, id, channel, address, enabled, created_at) on destinations to efk_shopper, efk_staff, efk_admin, efk_corrector;
-- Only the worker sends, so only the worker reads secrets.
grant select on destinations to efk_worker;
grant insert (tenant_id, channel, address) on destinations to efk_operator;

create table deliveries (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  invoice_id uuid not null,
  channel text not null check (channel = 'mail'),
  address text not null,
  destination_id uuid,  -- null: to the shopper or her accountant
  to_accountant boolean not null default false,
  -- The kind of document that is sent.
  document text not null default 'pdf' check (document in ('pdf', 'confirmation')),
  state text not null default 'queued' check (state in ('queued', 'sent', 'retrying', 'failed')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, invoice_id) references invoices (tenant_id, id) on delete restrict,
  foreign key (tenant_id, destination_id) references destinations (tenant_id, id) on delete restrict,
  check (destination_id is null or not to_accountant)
);
create index deliveries_by_invoice on deliveries (tenant_id, invoice_id);

alter table deliveries enable row level security;
alter table deliveries force row level security;
create policy own_chain on deliveries as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on deliveries to efk_worker using (true) with check (true);
-- To whom a shopper forwards her invoices is no matter of the chain's.
create policy of_the_chain on deliveries to efk_admin using (not to_accountant) with check (not to_accountant);
create policy corrections on deliveries to efk_corrector using (true)
  with check (exists (select from invoices i where i.tenant_id = deliveries.tenant_id and i.id = deliveries.invoice_id and i.kind = 'correction'));
create policy with_invoice on deliveries to efk_shopper
  using (exists (select from invoices i where i.tenant_id = deliveries.tenant_id and i.id = deliveries.invoice_id));
create policy with_invoice_of_the_chain on deliveries to efk_staff
  using (not to_accountant and exists (select from invoices i where i.tenant_id = deliveries.tenant_id and i.id = deliveries.invoice_id));
grant select on deliveries to efk_shopper, efk_staff, efk_admin, efk_worker;
grant select (tenant_id, id) on deliveries to efk_corrector;
grant insert (tenant_id, id, invoice_id, channel, address, destination_id) on deliveries to efk_shopper, efk_staff, efk_admin, efk_corrector;
grant insert (to_accountant) on deliveries to efk_shopper, efk_corrector;
grant insert (document) on deliveries to efk_shopper;
-- The shopper who erases her account takes her addresses with her.
grant update (address) on deliveries to efk_shopper;
grant update (state, attempts, last_error, sent_at) on deliveries to efk_worker;

-- The mails with a month's invoices to accountants.
create table accountant_months (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  accountant_id uuid not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  state text not null default 'queued' check (state in ('queued', 'sent', 'retrying', 'failed')),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, accountant_id, month),
  foreign key (tenant_id, accountant_id) references accountants (tenant_id, id) on delete cascade
);

alter table accountant_months enable row level security;
alter table accountant_months force row level security;
create policy own_chain on accountant_months as restrictive using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on accountant_months to efk_worker using (true) with check (true);
create policy own_months on accountant_months for select to efk_shopper
  using (exists (select from accountants a where a.tenant_id = accountant_months.tenant_id and a.id = accountant_months.accountant_id));
grant select on accountant_months to efk_shopper, efk_worker;
grant insert (tenant_id, accountant_id, month) on accountant_months to efk_worker;
grant update (state, attempts, last_error, sent_at) on accountant_months to efk_worker;

-- Tasks to do. A task is inserted in the transaction that makes it necessary and deleted in the transaction that writes its
-- result. The queue only makes the start of a task quicker.
create table outbox (
  tenant_id uuid not null references chains (id) on delete restrict,
  task text not null check (task in ('render', 'confirm', 'fa3', 'deliver', 'preview', 'month', 'ksef_send', 'ksef_trial')),
  subject_id uuid not null,
  due_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  primary key (tenant_id, task, subject_id)
);
-- Of each chain and task, the entry due for longest is in the queue.
create index outbox_due on outbox (tenant_id, task, due_at, subject_id);

alter table outbox enable row level security;
alter table outbox force row level security;
create policy own_chain on outbox as restrictive to efk_shopper, efk_staff, efk_admin, efk_corrector, efk_worker
  using (tenant_id = current_tenant_id()) with check (tenant_id = current_tenant_id());
create policy members on outbox to efk_shopper, efk_staff, efk_admin, efk_corrector, efk_worker using (true) with check (true);
-- The sweeper is the only role that reads the tasks of all chains, and it reads only ids and a time.
create policy sweeping on outbox for select to efk_sweeper using (true);
grant insert on outbox to efk_shopper, efk_staff, efk_admin, efk_corrector, efk_worker;
grant select, delete on outbox to efk_worker;
grant update (due_at) on outbox to efk_worker;
grant select (tenant_id, task, subject_id, due_at) on outbox to efk_sweeper;

-- When each periodic chore of the workers is due again. Whichever worker moves the time forward does the chore.
create table chores (
  name text primary key,
  due_at timestamptz not null
);

alter table chores enable row level security;
alter table chores force row level security;
create policy sweeping on chores to efk_sweeper using (true) with check (true);
grant select, insert on chores to efk_sweeper;
grant update (due_at) on chores to efk_sweeper;
