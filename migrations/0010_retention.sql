-- What may be deleted, and when. efk_purger is the only role that deletes receipts and invoices. It reads ids and days only,
-- and deletes from the leaves to the root: no row whose others are still there.

-- Receipts: three months after the month of sale nobody can ask for an invoice any more. Source: art. 106b(3). Each chain
-- keeps its receipts for a time of its own beyond that. A receipt with an invoice stays as long as the invoice.
create function is_past_request_window(sale_date date) returns boolean language sql stable parallel safe
  return sale_date < date_trunc('month', now() at time zone 'Europe/Warsaw') - interval '3 months';

create policy retention_reads on receipts for select to efk_purger using (true);
create policy retention on receipts for delete to efk_purger using (is_past_request_window(sale_date)
  and not exists (select from receipt_lines l where l.tenant_id = receipts.tenant_id and l.receipt_id = receipts.id));
grant select (tenant_id, id, sale_date), delete on receipts to efk_purger;

create policy retention_reads on receipt_lines for select to efk_purger using (true);
create policy retention on receipt_lines for delete to efk_purger using (
  exists (select from receipts r where r.tenant_id = receipt_lines.tenant_id and r.id = receipt_lines.receipt_id and is_past_request_window(r.sale_date))
  and not exists (select from invoice_sales s where s.tenant_id = receipt_lines.tenant_id and s.receipt_id = receipt_lines.receipt_id)
  and not exists (select from return_lines t where t.tenant_id = receipt_lines.tenant_id and t.receipt_id = receipt_lines.receipt_id
    and t.receipt_line_no = receipt_lines.line_no));
grant select (tenant_id, receipt_id, line_no), delete on receipt_lines to efk_purger;

create policy retention_reads on returns for select to efk_purger using (true);
create policy retention on returns for delete to efk_purger using (
  exists (select from receipts r where r.tenant_id = returns.tenant_id and r.id = returns.receipt_id and is_past_request_window(r.sale_date))
  and not exists (select from invoice_sales s where s.tenant_id = returns.tenant_id and s.receipt_id = returns.receipt_id)
  and not exists (select from return_lines t where t.tenant_id = returns.tenant_id and t.return_id = returns.id)
  and not exists (select from correction_drafts d where d.tenant_id = returns.tenant_id and d.return_id = returns.id));
grant select (tenant_id, id, receipt_id), delete on returns to efk_purger;

create policy retention_reads on return_lines for select to efk_purger using (true);
create policy retention on return_lines for delete to efk_purger using (
  exists (select from invoices i where i.tenant_id = return_lines.tenant_id and i.id = return_lines.invoice_id and is_past_retention(i.issue_date))
  or (exists (select from receipts r where r.tenant_id = return_lines.tenant_id and r.id = return_lines.receipt_id and is_past_request_window(r.sale_date))
    and not exists (select from invoice_sales s where s.tenant_id = return_lines.tenant_id and s.receipt_id = return_lines.receipt_id)));
grant select (tenant_id, return_id, receipt_id, receipt_line_no, invoice_id), delete on return_lines to efk_purger;

-- Invoices: see is_past_retention. An invoice is deleted after everything that names it.
create policy retention_reads on invoices for select to efk_purger using (true);
create policy retention on invoices for delete to efk_purger using (is_past_retention(issue_date)
  and not exists (select from invoice_sales s where s.tenant_id = invoices.tenant_id and s.invoice_id = invoices.id));
grant select (tenant_id, id, corrects_id, issue_date, issued_at), delete on invoices to efk_purger;

create policy retention_reads on invoice_sales for select to efk_purger using (true);
create policy retention on invoice_sales for delete to efk_purger
  using (exists (select from invoices i where i.tenant_id = invoice_sales.tenant_id and i.id = invoice_sales.invoice_id and is_past_retention(i.issue_date)));
grant select (tenant_id, invoice_id, receipt_id), delete on invoice_sales to efk_purger;

create policy retention_reads on correction_drafts for select to efk_purger using (true);
create policy retention on correction_drafts for delete to efk_purger
  using (exists (select from invoices i where i.tenant_id = correction_drafts.tenant_id and i.id = correction_drafts.invoice_id and is_past_retention(i.issue_date)));
grant select (tenant_id, invoice_id, return_id), delete on correction_drafts to efk_purger;

create policy retention on invoice_lines to efk_purger
  using (exists (select from invoices i where i.tenant_id = invoice_lines.tenant_id and i.id = invoice_lines.invoice_id and is_past_retention(i.issue_date)));
grant select (tenant_id, invoice_id), delete on invoice_lines to efk_purger;

create policy retention on documents to efk_purger
  using (exists (select from invoices i where i.tenant_id = documents.tenant_id and i.id = documents.invoice_id and is_past_retention(i.issue_date)));
grant select (tenant_id, invoice_id, storage_key), delete on documents to efk_purger;

create policy retention on ksef_submissions to efk_purger
  using (exists (select from invoices i where i.tenant_id = ksef_submissions.tenant_id and i.id = ksef_submissions.invoice_id and is_past_retention(i.issue_date)));
grant select (tenant_id, invoice_id), delete on ksef_submissions to efk_purger;

create policy retention on deliveries to efk_purger
  using (exists (select from invoices i where i.tenant_id = deliveries.tenant_id and i.id = deliveries.invoice_id and is_past_retention(i.issue_date)));
grant select (tenant_id, invoice_id), delete on deliveries to efk_purger;
