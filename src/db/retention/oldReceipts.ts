import { sql } from 'drizzle-orm';
import { uuidArray } from '../statement.ts';
import type { TenantTx } from '../tenancy.ts';

/** Some receipts sold up to a day that no invoice names. */
export async function oldReceipts(tx: TenantTx, { until, limit }: { until: string; limit: number }): Promise<string[]> {
  const rows = await tx.q.execute<{ id: string }>(sql`
    select r.id from receipts r
    where r.tenant_id = ${tx.tenantId} and r.sale_date <= ${until}::date
      and not exists (select from invoice_sales s where s.tenant_id = r.tenant_id and s.receipt_id = r.id)
    order by r.sale_date limit ${limit}`);
  return rows.map(({ id }) => id);
}

/**
 * Deletes receipts with their lines and returns. Fails as a whole when one of them is invoiced meanwhile: the invoice's
 * foreign keys hold it.
 */
export async function deleteReceipts(tx: TenantTx, receiptIds: readonly string[]): Promise<void> {
  const ids = sql`any(${uuidArray(receiptIds)}::uuid[])`;
  const own = sql`tenant_id = ${tx.tenantId}`;
  for (const table of [sql`return_lines`, sql`returns`, sql`receipt_lines`])
    await tx.q.execute(sql`delete from ${table} where ${own} and receipt_id = ${ids}`);
  await tx.q.execute(sql`delete from receipts where ${own} and id = ${ids}`);
}
