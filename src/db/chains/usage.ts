import { sql } from 'drizzle-orm';
import type { TenantTx } from '../tenancy.ts';

export type Usage = { stores: number; receipts30d: number; invoices30d: number };

/** Numbers of the chain's stores, members and so on, and its activity in the last 30 days. */
export async function chainUsage(tx: TenantTx): Promise<Usage> {
  const [row] = await tx.q.execute<{ stores: number; receipts: number; invoices: number }>(sql`
    select
      (select count(*)::int from stores where tenant_id = ${tx.tenantId}::uuid) as stores,
      (select count(*)::int from receipts where tenant_id = ${tx.tenantId}::uuid and received_at > now() - interval '30 days') as receipts,
      (select count(*)::int from invoices where tenant_id = ${tx.tenantId}::uuid and issued_at > now() - interval '30 days') as invoices`);
  return { stores: row?.stores ?? 0, receipts30d: row?.receipts ?? 0, invoices30d: row?.invoices ?? 0 };
}
