import { sql } from 'drizzle-orm';
import { uuidArray } from '../statement.ts';
import type { TenantTx } from '../tenancy.ts';

/**
 * Some invoices issued up to a day, each with its corrections. An invoice with a correction of a later day stays: the
 * correction names it.
 */
export async function oldInvoices(tx: TenantTx, { until, limit }: { until: string; limit: number }): Promise<string[]> {
  const rows = await tx.q.execute<{ id: string }>(sql`
    with originals as (
      select i.id from invoices i
      where i.tenant_id = ${tx.tenantId} and i.corrects_id is null and i.issue_date <= ${until}::date
        -- For the index: a day of issue is at most a day from its instant, whatever the zone.
        and i.issued_at < ${until}::date + interval '2 days'
        and not exists (select from invoices c where c.tenant_id = i.tenant_id and c.corrects_id = i.id
          and c.issue_date > ${until}::date)
      order by i.issued_at limit ${limit}
    )
    select id from originals
    union all
    select c.id from invoices c join originals o on c.corrects_id = o.id where c.tenant_id = ${tx.tenantId}`);
  return rows.map(({ id }) => id);
}

/** Where the stored bytes of these invoices are. */
export async function storedFilesOf(tx: TenantTx, invoiceIds: readonly string[]): Promise<string[]> {
  const rows = await tx.q.execute<{ key: string }>(sql`
    select storage_key as key from documents
    where tenant_id = ${tx.tenantId} and invoice_id = any(${uuidArray(invoiceIds)}::uuid[]) and storage_key is not null`);
  return rows.map(({ key }) => key);
}

/** Deletes invoices with everything that names them. Their receipts stay, and are old receipts from then on. */
export async function deleteInvoices(tx: TenantTx, invoiceIds: readonly string[]): Promise<void> {
  const ids = sql`any(${uuidArray(invoiceIds)}::uuid[])`;
  const own = sql`tenant_id = ${tx.tenantId}`;
  for (const table of [
    sql`return_lines`,
    sql`correction_drafts`,
    sql`deliveries`,
    sql`ksef_submissions`,
    sql`documents`,
    sql`invoice_lines`,
    sql`invoice_sales`,
  ])
    await tx.q.execute(sql`delete from ${table} where ${own} and invoice_id = ${ids}`);
  await tx.q.execute(sql`delete from invoices where ${own} and id = ${ids} and corrects_id is not null`);
  await tx.q.execute(sql`delete from invoices where ${own} and id = ${ids}`);
}
