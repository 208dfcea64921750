import { and, asc, desc, eq, gt, inArray, isNull, lt } from 'drizzle-orm';
import { ksefSubmissions } from '../schema/documents.ts';
import { invoices } from '../schema/invoices.ts';
import type { TenantTx } from '../tenancy.ts';

export type KsefQueue = 'waiting' | 'stopped';

/**
 * The chain's invoices without a number in KSeF, after the one with this id: those that wait, the oldest first, or those that
 * KSeF refused or that used up their attempts, the newest first.
 */
export async function listKsefQueue(
  tx: TenantTx,
  { queue, after, limit }: { queue: KsefQueue; after: string | undefined; limit: number },
) {
  const waits = queue === 'waiting';
  const id = ksefSubmissions.invoiceId;
  return tx.q
    .select({
      id,
      number: invoices.number,
      issueDate: invoices.issueDate,
      gross: invoices.grossMinor,
      currency: invoices.currency,
      buyer: invoices.buyerName,
      state: ksefSubmissions.state,
      attempts: ksefSubmissions.attempts,
      reason: ksefSubmissions.reason,
    })
    .from(ksefSubmissions)
    .innerJoin(invoices, and(eq(invoices.tenantId, ksefSubmissions.tenantId), eq(invoices.id, id)))
    .where(
      and(
        eq(ksefSubmissions.tenantId, tx.tenantId),
        isNull(ksefSubmissions.number),
        inArray(ksefSubmissions.state, waits ? ['queued', 'sent'] : ['rejected', 'failed']),
        after === undefined ? undefined : waits ? gt(id, after) : lt(id, after),
      ),
    )
    .orderBy(waits ? asc(id) : desc(id))
    .limit(limit);
}
